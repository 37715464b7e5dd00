package dev.importer.internal.record;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.results.ErrorSummary;
import dev.importer.results.ErrorSummary.Example;
import dev.importer.results.ErrorSummary.Group;
import dev.importer.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts errors by code, rule and field, and keeps the first of each kind. What it needs is bounded
 * whatever the rows hold: where there is no room for another group, its errors are counted in one
 * group for all such. Not thread-safe.
 */
public final class ErrorTally {

  /** The most groups that are told apart; further kinds of errors are counted together. */
  public static final int MAX_GROUPS = 1_000;

  /** The most examples of a group. */
  public static final int MAX_EXAMPLES = 3;

  /** The longest label of a field, in characters, by which errors are told apart. */
  private static final int MAX_FIELD_LENGTH = 200;

  /** The number of the group of all that is not told apart. */
  private static final int REST = 0;

  /**
   * A group as it is stored.
   *
   * @param number its number in the order in which the groups came up, from 1; 0 for the group of
   *     all that is not told apart
   * @param group the group; a count of 0 means that it is no longer there
   */
  public record Numbered(int number, Group group) {}

  private record Key(String code, @Nullable String rule, @Nullable String field) {}

  /** A group that grows. */
  private static final class Entry {
    private final int number;
    private final ErrorCode code;
    private final @Nullable String rule;
    private final @Nullable String field;
    private final List<Example> examples = new ArrayList<>();
    private long count;

    Entry(int number, ErrorCode code, @Nullable String rule, @Nullable String field) {
      this.number = number;
      this.code = code;
      this.rule = rule;
      this.field = field;
    }

    Numbered snapshot() {
      return new Numbered(number, new Group(code, rule, field, count, examples));
    }
  }

  private final Suggestions suggestions;
  private final Map<Key, Entry> groups = new LinkedHashMap<>();
  private final Entry rest = new Entry(REST, ErrorCode.MORE_ERRORS, null, null);
  private final TreeSet<Entry> changed =
      new TreeSet<>(Comparator.comparingInt((Entry entry) -> entry.number));
  private int lastNumber;

  /** An empty tally of rows that are checked against a schema. */
  public ErrorTally(Schema schema) {
    this.suggestions = new Suggestions(schema);
  }

  /** A tally that goes on where another stopped. */
  public static ErrorTally of(Schema schema, List<Numbered> stored) {
    ErrorTally tally = new ErrorTally(schema);
    for (Numbered each : stored) {
      Group group = each.group();
      Entry entry = tally.rest;
      if (each.number() != REST) {
        entry = new Entry(each.number(), group.code(), group.rule(), group.field());
        tally.groups.put(keyOf(group.code(), group.rule(), group.field()), entry);
        tally.lastNumber = Math.max(tally.lastNumber, each.number());
      }
      entry.count = group.count();
      entry.examples.addAll(group.examples());
    }
    return tally;
  }

  /** Counts the errors of a row. Rows come in the order of the source. */
  public void add(List<ImportError> errors) {
    for (ImportError error : errors) {
      Entry entry = entryOf(error.code(), error.rule(), error.field());
      entry.count += error.count();
      changed.add(entry);
      if (entry != rest && entry.examples.size() < MAX_EXAMPLES) {
        entry.examples.add(exampleOf(error));
      }
    }
  }

  /** Counts an error of any row: one that is refused again, or anew. */
  public void add(ImportError error) {
    Entry entry = entryOf(error.code(), error.rule(), error.field());
    entry.count += error.count();
    changed.add(entry);
    if (entry == rest) {
      return;
    }
    List<Example> examples = entry.examples;
    if (examples.size() < MAX_EXAMPLES || error.row() < examples.get(MAX_EXAMPLES - 1).row()) {
      examples.add(exampleOf(error));
      examples.sort(Comparator.comparingLong(Example::row));
      examples.subList(Math.min(MAX_EXAMPLES, examples.size()), examples.size()).clear();
    }
  }

  /** Counts errors of a row that are not listed one by one. */
  public void addUnlisted(
      ErrorCode code, @Nullable String rule, @Nullable String field, long count) {
    Entry entry = entryOf(code, rule, field);
    entry.count += count;
    changed.add(entry);
  }

  /**
   * Takes errors out that were counted: those of a row that was corrected.
   *
   * @param row the number of the row
   * @param count how often the row has the error
   */
  public void remove(
      ErrorCode code, @Nullable String rule, @Nullable String field, long row, long count) {
    Entry entry = groups.getOrDefault(keyOf(code, rule, field), rest);
    entry.count -= count;
    entry.examples.removeIf(example -> example.row() == row);
    changed.add(entry);
    if (entry.count == 0 && entry != rest) {
      groups.remove(keyOf(code, rule, field));
    }
  }

  /** Whether a group has fewer examples than it could have, because they were taken out. */
  public boolean lacksExamples() {
    return groups.values().stream().anyMatch(ErrorTally::lacksExamples);
  }

  private static boolean lacksExamples(Entry entry) {
    return entry.examples.size() < Math.min(MAX_EXAMPLES, entry.count);
  }

  /** Takes errors that are counted already as examples where some are lacking. */
  public void addExamples(List<ImportError> errors) {
    for (ImportError error : errors) {
      Entry entry = groups.get(keyOf(error.code(), error.rule(), error.field()));
      if (entry != null && lacksExamples(entry)) {
        Example example = exampleOf(error);
        if (!entry.examples.contains(example)) {
          entry.examples.add(example);
          entry.examples.sort(Comparator.comparingLong(Example::row));
          changed.add(entry);
        }
      }
    }
  }

  /** The groups that have changed since this was asked last, in the order of their numbers. */
  public List<Numbered> takeChanges() {
    List<Numbered> changes = changed.stream().map(Entry::snapshot).toList();
    changed.clear();
    return changes;
  }

  /** What has been counted so far. */
  public ErrorSummary summary(Map<String, Long> warnings) {
    List<Numbered> all = new ArrayList<>(groups.values().stream().map(Entry::snapshot).toList());
    all.add(rest.snapshot());
    return summary(all, warnings);
  }

  /** Groups as they are stored, put in the order in which they are shown. */
  public static ErrorSummary summary(List<Numbered> groups, Map<String, Long> warnings) {
    return new ErrorSummary(
        groups.stream()
            .filter(each -> each.group().count() > 0)
            .sorted(
                Comparator.comparing((Numbered each) -> each.number() == REST)
                    .thenComparingLong(each -> -each.group().count())
                    .thenComparingInt(Numbered::number))
            .map(Numbered::group)
            .toList(),
        warnings);
  }

  /** While something is counted in the rest, no new group begins: its errors may be there. */
  private Entry entryOf(ErrorCode code, @Nullable String rule, @Nullable String field) {
    Key key = keyOf(code, rule, field);
    Entry known = groups.get(key);
    if (known != null) {
      return known;
    }
    if (groups.size() == MAX_GROUPS || rest.count > 0) {
      return rest;
    }
    Entry fresh = new Entry(++lastNumber, code, key.rule(), key.field());
    groups.put(key, fresh);
    return fresh;
  }

  private Example exampleOf(ImportError error) {
    return new Example(
        error.row(), error.line(), error.value(), error.message(), suggestions.of(error));
  }

  private static Key keyOf(ErrorCode code, @Nullable String rule, @Nullable String field) {
    return new Key(code.text(), rule, field == null ? null : storable(field));
  }

  /** A label as the database gives it back: not too long, and without half surrogate pairs. */
  private static String storable(String label) {
    String text =
        label.length() > MAX_FIELD_LENGTH ? label.substring(0, MAX_FIELD_LENGTH - 1) + '…' : label;
    return text.chars().noneMatch(c -> Character.isSurrogate((char) c))
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
