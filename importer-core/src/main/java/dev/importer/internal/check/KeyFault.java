package dev.importer.internal.check;

import dev.importer.error.ImportError;
import dev.importer.internal.text.Quoted;
import dev.importer.row.Row;
import dev.importer.schema.Field;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a row breaks a rule about keys: its key, in values and in words. */
final class KeyFault {

  private KeyFault() {}

  static ImportError of(
      KeyRule rule, List<Field> fields, Row row, HeaderBinding binding, String fault) {
    boolean single = rule.fields().size() == 1;
    int field = rule.fields().get(0);
    int column = binding.columnOf(field);
    return new ImportError(
        rule.kind().code(),
        rule.kind().rule(),
        single ? fields.get(field).name() : null,
        single ? binding.numberOf(column) : null,
        cells(rule, row, binding).stream().map(Object::toString).collect(Collectors.joining(", ")),
        single ? fault : names(rule.fields(), fields) + ": " + fault,
        row.number(),
        row.line());
  }

  /** The values of a key, or null unless all are there. */
  static Object @Nullable [] keyOf(
      List<Integer> fields, HeaderBinding binding, @Nullable Object[] values) {
    Object[] key = new Object[fields.size()];
    for (int i = 0; i < key.length; i++) {
      int column = binding.columnOf(fields.get(i));
      Object value = column == HeaderBinding.NO_COLUMN ? null : values[column];
      if (value == null) {
        return null;
      }
      key[i] = value;
    }
    return key;
  }

  static String quoted(KeyRule rule, Row row, HeaderBinding binding) {
    return cells(rule, row, binding).stream().map(Quoted::of).collect(Collectors.joining(", "));
  }

  private static List<Object> cells(KeyRule rule, Row row, HeaderBinding binding) {
    return rule.fields().stream()
        .map(field -> Objects.requireNonNull(binding.cellOf(row, binding.columnOf(field))))
        .toList();
  }

  static String names(List<Integer> positions, List<Field> fields) {
    return positions.stream()
        .map(position -> fields.get(position).name())
        .collect(Collectors.joining(", "));
  }
}
