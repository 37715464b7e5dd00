package dev.importer.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.source.Limits;
import java.io.IOException;
import java.util.Locale;
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
