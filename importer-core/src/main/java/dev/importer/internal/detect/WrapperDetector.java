package dev.importer.internal.detect;

import dev.importer.internal.json.JsonOutline;
import dev.importer.internal.json.JsonOutline.ObjectArray;
import dev.importer.internal.json.MemberPath;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.StrictReader;
import dev.importer.internal.text.Quoted;
import dev.importer.results.DialectDetection;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the member of a JSON text in which the records stand. Where that is not certain, nothing is
 * assumed, and what there is, is said.
 */
final class WrapperDetector {

  /** So much of a file is looked at, in characters. */
  static final int MOST_CHARACTERS = 1 << 20;

  /** So many values of a sequence are looked at. */
  private static final int MOST_VALUES = 20;

  private static final int MOST_SHOWN = 3;

  private final List<JsonOutline> values;
  private final Predicate<String> isField;
  private final boolean fieldsAreKnown;

  private WrapperDetector(
      List<JsonOutline> values, Predicate<String> isField, boolean fieldsAreKnown) {
    this.values = values;
    this.isField = isField;
    this.fieldsAreKnown = fieldsAreKnown;
  }

  /**
   * Looks at the start of a JSON text.
   *
   * @param dialect what is known, with the encoding
   * @param isField whether a name is that of a field of the schema
   * @param fieldsAreKnown whether the schema has fields
   * @return the dialect with the member, and why; null if there is nothing to say
   */
  static @Nullable DialectDetection detect(
      Content content,
      Format format,
      Dialect dialect,
      Predicate<String> isField,
      boolean fieldsAreKnown) {
    if (dialect.property() != null) {
      return null;
    }
    Charset encoding = Objects.requireNonNull(dialect.orElse(Dialect.STANDARD).encoding());
    boolean sequence = format == Format.NDJSON;
    List<JsonOutline> values =
        JsonOutline.of(
            new FirstCharacters(StrictReader.open(content.path(), encoding), MOST_CHARACTERS),
            Limits.DEFAULT,
            sequence ? MOST_VALUES : 1);
    WrapperDetector detector = new WrapperDetector(values, isField, fieldsAreKnown);
    return values.isEmpty() ? null : detector.detection(sequence, dialect);
  }

  private @Nullable DialectDetection detection(boolean sequence, Dialect dialect) {
    if (values.stream().anyMatch(this::hasFieldAtTop)) {
      return null;
    }
    Optional<MemberPath> member = sequence ? memberOfAll() : memberOf(values.get(0));
    if (member.isPresent()) {
      return new DialectDetection(
          dialect.withProperty(member.get().property()),
          1,
          List.of(),
          List.of(
              "The records are taken from the member "
                  + member.get()
                  + ". Name another with the option property; left empty, it means the file"
                  + " itself."),
          0);
    }
    String doubt = sequence ? null : doubt(values.get(0));
    return doubt == null ? null : new DialectDetection(dialect, 1, List.of(), List.of(doubt), 0);
  }

  private boolean hasFieldAtTop(JsonOutline value) {
    return value.members().stream().anyMatch(isField);
  }

  private boolean holdsFields(ObjectArray array) {
    return array.names().stream().anyMatch(isField);
  }

  private Optional<MemberPath> memberOf(JsonOutline value) {
    if (!value.isObject()) {
      return Optional.empty();
    }
    List<ObjectArray> ofFields = value.arrays().stream().filter(this::holdsFields).toList();
    if (ofFields.size() == 1) {
      return Optional.of(ofFields.get(0).path());
    }
    if (fieldsAreKnown && !value.isWhole()) {
      // The one with the fields may be further on.
      return Optional.empty();
    }
    List<ObjectArray> atTop = value.arrays().stream().filter(ObjectArray::isAtTop).toList();
    List<ObjectArray> filled = atTop.stream().filter(array -> !array.names().isEmpty()).toList();
    // An empty array may be anything, unless a schema tells that the object is no record.
    List<ObjectArray> candidates = filled.isEmpty() && fieldsAreKnown ? atTop : filled;
    return candidates.size() == 1 ? Optional.of(candidates.get(0).path()) : Optional.empty();
  }

  /** The member of every value of a sequence; records in lines often hold arrays themselves. */
  private Optional<MemberPath> memberOfAll() {
    List<MemberPath> paths =
        values.get(0).arrays().stream().filter(this::holdsFields).map(ObjectArray::path).toList();
    return paths.stream()
        .filter(
            path ->
                values.stream()
                    .allMatch(
                        value ->
                            value.arrays().stream().anyMatch(array -> array.path().equals(path))))
        .findFirst()
        .filter(path -> paths.size() == 1);
  }

  private @Nullable String doubt(JsonOutline value) {
    List<MemberPath> filled =
        value.arrays().stream()
            .filter(array -> !array.names().isEmpty())
            .map(ObjectArray::path)
            .toList();
    if (!filled.isEmpty()) {
      return (value.isObject()
              ? "The file is one object, which is read as one record, but arrays of objects are in "
              : "The file is an array of arrays, and an array of objects is in ")
          + shown(filled.stream().map(MemberPath::toString).toList())
          + ". If one of them holds the records, name it with the option property.";
    }
    if (value.holdsOnlyObjects()) {
      List<String> names = value.members().stream().map(Quoted::of).toList();
      return "The file is one object, which is read as one record, but its members "
          + shown(names)
          + " are objects themselves. If they are the records, write them into an array, without"
          + " the names; the option property reads a single one.";
    }
    return null;
  }

  private static String shown(List<String> names) {
    String first = names.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
    int more = names.size() - MOST_SHOWN;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
