package dev.importer.internal.check;

import dev.importer.error.ImportError;
import dev.importer.internal.keys.KeyFiles;
import dev.importer.internal.keys.KeyIndex;
import dev.importer.row.Row;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks the rules of a schema that hold across rows. Rows come in the order of the source; those
 * that are refused for another reason count too, as far as their cells are values. Not thread-safe.
 */
final class KeyCheck implements AutoCloseable {

  /** The keys that are referred to are kept apart from those that must be different. */
  private static final int REFERENCES = 1 << 16;

  private final List<Field> fields;
  private final List<KeyRule> rules;
  private final List<List<Integer>> references;
  private final KeyIndex index;

  /** A check of at least one rule. */
  KeyCheck(Schema schema, List<KeyRule> rules, KeyFiles keyFiles) {
    this.fields = schema.fields();
    this.rules = rules;
    this.references =
        rules.stream().filter(KeyRule::isReference).map(KeyRule::references).distinct().toList();
    this.index = new KeyIndex(keyFiles);
  }

  /** The positions of the fields to which others refer; empty if none does. */
  Set<Integer> referencedFields() {
    return references.stream()
        .flatMap(List::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether a rule compares the values of a field, or refers to them. */
  boolean uses(int field) {
    return rules.stream()
        .anyMatch(rule -> rule.fields().contains(field) || rule.references().contains(field));
  }

  /** Takes note of what rows may refer to. */
  void offer(Row row, HeaderBinding binding, @Nullable Object[] values) {
    for (int i = 0; i < references.size(); i++) {
      Object[] key = KeyFault.keyOf(references.get(i), binding, values);
      if (key != null) {
        index.add(REFERENCES + i, row.number(), key);
      }
    }
  }

  /**
   * Checks a row, and takes note of its keys.
   *
   * @param values the typed values by column; null where there is none
   * @return what is wrong, in the order of the rules
   */
  List<ImportError> check(Row row, HeaderBinding binding, @Nullable Object[] values) {
    List<ImportError> errors = List.of();
    for (int i = 0; i < rules.size(); i++) {
      KeyRule rule = rules.get(i);
      Object[] key = KeyFault.keyOf(rule.fields(), binding, values);
      String fault = key == null ? null : faultOf(i, row, binding, key);
      if (fault != null) {
        errors = errors.isEmpty() ? new ArrayList<>() : errors;
        errors.add(KeyFault.of(rule, fields, row, binding, fault));
      }
    }
    return errors;
  }

  /** Takes note of the keys of a row that was checked before. */
  void remember(Row row, HeaderBinding binding, @Nullable Object[] values) {
    for (int i = 0; i < rules.size(); i++) {
      KeyRule rule = rules.get(i);
      Object[] key = rule.isReference() ? null : KeyFault.keyOf(rule.fields(), binding, values);
      if (key != null) {
        index.add(i, row.number(), key);
      }
    }
  }

  private @Nullable String faultOf(int number, Row row, HeaderBinding binding, Object[] key) {
    KeyRule rule = rules.get(number);
    if (rule.isReference()) {
      int among = REFERENCES + references.indexOf(rule.references());
      return index.find(among, key) != KeyIndex.NO_ROW
          ? null
          : KeyFault.quoted(rule, row, binding)
              + (key.length == 1 ? " is not a value of " : " are in no row the values of ")
              + KeyFault.names(rule.references(), fields);
    }
    long first = index.add(number, row.number(), key);
    return first == KeyIndex.NO_ROW
        ? null
        : KeyFault.quoted(rule, row, binding)
            + (key.length == 1 ? " was seen before in row " : " were seen before in row ")
            + first;
  }

  @Override
  public void close() {
    index.close();
  }
}
