package dev.importer.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.text.Suggestion;
import dev.importer.source.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in plain words why a JSON text cannot be used, and where the reason is. */
public final class JsonFaults {

  private final JsonParser parser;
  private final Limits limits;
  private @Nullable JsonPlace recordStart;

  JsonFaults(JsonParser parser, Limits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /** Remembers where the record begins, for faults that concern all of it. */
  void beginRecord(JsonPlace start) {
    recordStart = start;
  }

  /** What the parser found wrong. */
  SourceException of(JsonProcessingException cause) {
    String clue = String.valueOf(cause.getOriginalMessage());
    if (cause instanceof StreamConstraintsException) {
      return limitPassed(clue);
    }
    return new JsonSyntaxFaults(parser).of(clue, cause);
  }

  /** The text holds one value that is neither an object nor an array. */
  public SourceException notRecords(String kind) {
    return new SourceException(
        ErrorCode.JSON_NOT_RECORDS,
        "The file holds only "
            + kind
            + ". It must hold an array of objects, one object, or one object a line.");
  }

  /** What a path leads to is neither an object nor an array. */
  SourceException notRecords(MemberPath path, String kind, long line) {
    return new SourceException(
        ErrorCode.JSON_NOT_RECORDS,
        "The member "
            + path
            + " holds "
            + kind
            + ". It must hold an array of objects, or one object.",
        line,
        null,
        null);
  }

  /**
   * A path leads nowhere.
   *
   * @param arrays where there are arrays of objects
   * @param line the line on which the value begins in which it was looked for
   */
  SourceException noSuchMember(MemberPath path, List<MemberPath> arrays, long line) {
    List<String> known = arrays.stream().map(MemberPath::property).toList();
    String hint = Suggestion.hint(path.property(), known);
    String others =
        known.isEmpty()
            ? "There is no array of objects in another member either;"
                + " leave out the option property to read the file itself."
            : "Arrays of objects are in "
                + known.stream().map(Quoted::of).collect(Collectors.joining(", "))
                + (hint.isEmpty() ? "." : hint)
                + " Name one of them with the option property.";
    return new SourceException(
        ErrorCode.NO_SUCH_MEMBER,
        "The JSON that begins on line " + line + " has no member " + path + ". " + others,
        line,
        null,
        null);
  }

  /** The member that holds the records stands twice. */
  SourceException repeatedMember(MemberPath path) {
    JsonPlace place = JsonPlace.ofToken(parser);
    return new SourceException(
        ErrorCode.JSON_NOT_RECORDS,
        "The member "
            + path
            + " stands twice in one object, the second time on line "
            + place.line()
            + ". Put all records into one array.",
        place.line(),
        place.column(),
        null);
  }

  /** The text holds no value at all. */
  public SourceException empty() {
    return new SourceException(ErrorCode.EMPTY_FILE, "The file holds no data.");
  }

  SourceException stringTooLong(JsonPlace place) {
    return tooLong("string", limits.maxCellLength(), "maxCellLength", place);
  }

  SourceException numberTooLong(JsonPlace place) {
    return tooLong("number", limits.maxNumberLength(), "maxNumberLength", place);
  }

  SourceException recordTooLong() {
    return passed(
        ErrorCode.RECORD_TOO_LONG,
        "The record on line %d, column %d is longer than the limit of %d characters"
            + " (maxRecordLength).",
        recordStart == null ? JsonPlace.ofToken(parser) : recordStart,
        limits.maxRecordLength());
  }

  public SourceException tooManyMembers() {
    return passed(
        ErrorCode.TOO_MANY_COLUMNS,
        "The record has a member too many on line %d, column %d: the limit is %d (maxColumns).",
        JsonPlace.ofToken(parser),
        limits.maxColumns());
  }

  public SourceException tooManyRows() {
    return passed(
        ErrorCode.TOO_LARGE,
        "The record on line %d, column %d is beyond the limit of %d rows (maxRows).",
        JsonPlace.ofToken(parser),
        limits.maxRows());
  }

  /** The reader failed in a way that has nothing to do with JSON. */
  static SourceException unreadable(IOException cause) {
    return new SourceException(
        ErrorCode.SOURCE_ERROR,
        "The source could not be read: " + cause.getClass().getSimpleName() + ".",
        null,
        null,
        cause);
  }

  /** Something that is not even a value follows the document. */
  SourceException trailingText(JsonProcessingException cause) {
    return new JsonSyntaxFaults(parser).trailingText(cause);
  }

  /** A further value follows the document. */
  SourceException secondValue() {
    return new JsonSyntaxFaults(parser).secondValue();
  }

  private SourceException limitPassed(String clue) {
    if (clue.contains("NestingDepth")) {
      // The parser has gone past the bracket.
      return passed(
          ErrorCode.TOO_DEEP,
          "The JSON is nested too deep on line %d, column %d: the limit is %d levels (maxDepth).",
          JsonPlace.ofNext(parser).before(),
          limits.maxDepth());
    }
    if (clue.contains("NameLength")) {
      return tooLong(
          "member name", limits.maxCellLength(), "maxCellLength", JsonPlace.ofNext(parser));
    }
    // Only a string becomes the current token before all of it is read.
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? stringTooLong(JsonPlace.ofToken(parser))
        : numberTooLong(JsonPlace.ofValue(parser));
  }

  private static SourceException tooLong(
      String what, int limit, String limitName, JsonPlace place) {
    return passed(
        ErrorCode.FIELD_TOO_LONG,
        "The "
            + what
            + " on line %d, column %d is longer than the limit of %d characters ("
            + limitName
            + ").",
        place,
        limit);
  }

  private static SourceException passed(
      ErrorCode code, String format, JsonPlace place, long limit) {
    return new SourceException(
        code,
        String.format(Locale.ROOT, format, place.line(), place.column(), limit),
        place.line(),
        place.column(),
        null);
  }
}
