package dev.importer.internal.values;

import dev.importer.error.ErrorCode;
import dev.importer.internal.check.CellJudge;
import dev.importer.internal.suggest.Suggester;
import dev.importer.results.ErrorValues;
import dev.importer.results.ErrorValues.Cluster;
import dev.importer.results.ErrorValues.Value;
import dev.importer.results.ValueSuggestion;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.type.FieldType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows what a tally has counted, with what the values were probably meant to be. */
public final class ErrorValueReport {

  /** Two values of these are never spellings of one another. */
  private static final Set<FieldType> STRUCTURES =
      EnumSet.of(
          FieldType.OBJECT, FieldType.ARRAY, FieldType.LIST, FieldType.GEOPOINT, FieldType.GEOJSON);

  private final Schema schema;
  private final ErrorValueTally tally;
  private final CellJudge judge;
  private final List<CountedValue> values;
  private final Map<Kind, List<CountedValue>> kinds;
  private final Map<Kind, Optional<Suggester>> suggesters = new HashMap<>();

  private ErrorValueReport(Schema schema, ErrorValueTally tally) {
    this.schema = schema;
    this.tally = tally;
    this.judge = new CellJudge(schema);
    this.values = tally.values();
    this.kinds =
        values.stream()
            .collect(
                Collectors.groupingBy(CountedValue::kind, LinkedHashMap::new, Collectors.toList()));
  }

  /**
   * A page of the values.
   *
   * @param schema that of the rows
   * @param start how many values stand before it
   * @param limit how many values it has at most
   * @param cursor makes that of a page before which so many values stand
   */
  public static ErrorValues of(
      Schema schema,
      ErrorValueTally tally,
      long start,
      int limit,
      IntFunction<@Nullable String> cursor) {
    return new ErrorValueReport(schema, tally).page(start, limit, cursor);
  }

  private ErrorValues page(long passed, int limit, IntFunction<@Nullable String> cursor) {
    int start = (int) Math.min(passed, values.size());
    int end = Math.min(start + limit, values.size());
    return new ErrorValues(
        values.subList(start, end).stream().map(this::value).toList(),
        passed == 0 ? clusters() : List.of(),
        values.size(),
        tally.others(),
        end == values.size() ? null : cursor.apply(end));
  }

  private Value value(CountedValue counted) {
    Kind kind = counted.kind();
    return new Value(
        kind.field(),
        kind.code(),
        kind.rule(),
        counted.value(),
        counted.count(),
        counted.message(),
        counted.rows(),
        suggestion(counted));
  }

  private @Nullable ValueSuggestion suggestion(CountedValue counted) {
    return suggesters
        .computeIfAbsent(counted.kind(), this::suggester)
        .map(suggester -> suggester.of(counted.value()))
        .orElse(null);
  }

  private Optional<Suggester> suggester(Kind kind) {
    List<String> texts =
        kinds.getOrDefault(kind, List.of()).stream()
            .map(CountedValue::value)
            .filter(Objects::nonNull)
            .toList();
    return Optional.ofNullable(
        Suggester.of(schema, judge, kind.code(), kind.field(), texts, tally.isWhole(kind)));
  }

  private List<Cluster> clusters() {
    List<List<CountedValue>> found = new ArrayList<>();
    kinds.forEach(
        (kind, counted) -> {
          if (hasSpellings(kind)) {
            found.addAll(Clusters.of(counted));
          }
        });
    return found.stream()
        .sorted(Comparator.comparingLong((List<CountedValue> each) -> -count(each)))
        .limit(ErrorValues.MAX_CLUSTERS)
        .map(this::cluster)
        .toList();
  }

  private static long count(List<CountedValue> cluster) {
    return cluster.stream().mapToLong(CountedValue::count).sum();
  }

  private Cluster cluster(List<CountedValue> counted) {
    Kind kind = counted.get(0).kind();
    return new Cluster(
        String.valueOf(kind.field()),
        kind.code(),
        kind.rule(),
        counted.stream().map(each -> String.valueOf(each.value())).toList(),
        count(counted),
        shared(counted));
  }

  /** What those values mean of which it is known, if it is the same for all. */
  private @Nullable ValueSuggestion shared(List<CountedValue> cluster) {
    List<ValueSuggestion> known = new ArrayList<>();
    Set<Optional<String>> meant = new LinkedHashSet<>();
    for (CountedValue each : cluster) {
      ValueSuggestion suggestion = suggestion(each);
      if (suggestion != null) {
        known.add(suggestion);
        meant.add(Optional.ofNullable(suggestion.to()));
      }
    }
    return meant.size() == 1 ? known.get(0) : null;
  }

  /** Whether its values are texts that people spell, in a field of which that is known. */
  private boolean hasSpellings(Kind kind) {
    boolean ofValue =
        kind.code().equals(ErrorCode.TYPE_ERROR) || kind.code().equals(ErrorCode.CONSTRAINT_ERROR);
    return ofValue
        && schema.fields().stream()
            .filter(field -> field.name().equals(kind.field()))
            .anyMatch(ErrorValueReport::hasSpellings);
  }

  private static boolean hasSpellings(Field field) {
    return !STRUCTURES.contains(field.type())
        && (field.type() != FieldType.STRING || field.format().equals(Field.DEFAULT_FORMAT));
  }
}
