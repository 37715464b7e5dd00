package dev.importer.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.ContentReference;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.text.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in plain words what is malformed in a JSON text, and what was expected instead. The parser's
 * own sentences are for programmers; they only serve to tell one fault from another.
 */
final class JsonSyntaxFaults {

  private static final int QUOTED_LENGTH = 40;
  private static final String END_OF_INPUT = "Unexpected end-of-input";

  private static final Pattern FOUND_CODE = Pattern.compile("\\bcode (\\d+)");
  private static final Pattern FOUND_MARKER = Pattern.compile("close marker '(.)'");
  private static final Pattern TOKEN = Pattern.compile("token '(.*?)':", Pattern.DOTALL);

  /** Which place to tell: the parser's own is not always the one to look at. */
  private enum Where {
    /** The parser's place. */
    CULPRIT,
    /** The character before the parser's place, because the parser has gone past the culprit. */
    BEFORE,
    /** The start of the value, because the parser's place depends on its buffer. */
    VALUE
  }

  /**
   * A fault as the parser tells it, and as it is told to people.
   *
   * @param clue part of the parser's sentence
   * @param sentence our sentence; null if it depends on what the fault is in
   * @param where which place to tell
   * @param tellsFound whether the culprit is one character worth showing
   */
  private record Wording(String clue, @Nullable String sentence, Where where, boolean tellsFound) {}

  /** The first that fits counts. */
  private static final List<Wording> WORDINGS =
      List.of(
          culprit("comma to separate", null),
          culprit("Unexpected close marker", null),
          culprit("to start field name", "a member name in double quotes was expected"),
          culprit("colon to separate", "a colon was expected after the member name"),
          number("Non-standard token", "NaN and Infinity are not JSON numbers"),
          number("Leading zero", "a number must not begin with a needless zero"),
          number("plus sign", "a number must not begin with a plus sign"),
          number("Decimal point", "the number has no digit after its decimal point"),
          number("xponent", "the number has no digit after its exponent sign"),
          culprit("minus sign", "a digit was expected after the minus sign"),
          new Wording(
              "surrogate", "a member name holds half of a surrogate pair", Where.CULPRIT, false),
          new Wording("comment?", "comments are not part of JSON", Where.CULPRIT, false),
          culprit("hex-digit", "four hexadecimal digits were expected after \\u"),
          culprit(
              "Unrecognized character escape",
              "a backslash must be followed by one of \" \\ / b f n r t u"),
          culprit(
              "Illegal unquoted character",
              "a control character in a string must be written as an escape"),
          new Wording(
              "regular white space",
              "only spaces, tabs and line ends may stand between values",
              Where.BEFORE,
              true),
          culprit("separating root-level", "white space was expected after the value"),
          culprit("expected a value", "a value was expected"),
          culprit("expected a valid value", "a value was expected"));

  private final JsonParser parser;

  JsonSyntaxFaults(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * What the parser found wrong.
   *
   * @param clue the parser's sentence
   * @param cause what the parser threw
   */
  SourceException of(String clue, JsonProcessingException cause) {
    JsonPlace place = JsonPlace.of(cause, parser);
    if (clue.startsWith(END_OF_INPUT)) {
      return endedEarly(clue, place, cause);
    }
    if (clue.startsWith("Unrecognized token")) {
      String sentence =
          "'"
              + VisibleText.of(cut(token(clue)))
              + "' is not a JSON value, and text must be in double quotes";
      return malformed(sentence, place, cause);
    }
    for (Wording wording : WORDINGS) {
      if (clue.contains(wording.clue)) {
        String sentence = wording.sentence == null ? nextExpected() : wording.sentence;
        String found = wording.tellsFound ? found(clue) : "";
        JsonPlace told =
            switch (wording.where) {
              case CULPRIT -> place;
              case BEFORE -> place.before();
              case VALUE -> JsonPlace.ofValue(parser);
            };
        return malformed(sentence + found, told, cause);
      }
    }
    return malformed("the text does not follow the rules of JSON", place, cause);
  }

  /** Something that is not even a value follows the document. */
  SourceException trailingText(JsonProcessingException cause) {
    JsonPlace place = JsonPlace.of(cause, parser);
    return malformed("the JSON document has ended, but more text follows", place, cause);
  }

  /** A further value, which is the current token, follows the document. */
  SourceException secondValue() {
    return malformed(
        "the JSON document has ended, but a second value follows."
            + " Read a file of one object a line as NDJSON",
        JsonPlace.ofToken(parser),
        null);
  }

  private SourceException endedEarly(String clue, JsonPlace place, Throwable cause) {
    JsonStreamContext context = parser.getParsingContext();
    String open;
    if (clue.contains("exponent") || clue.contains("sign")) {
      open = "in the middle of a number";
    } else if (parser.currentToken() == JsonToken.VALUE_STRING
        && (clue.contains("quote") || clue.contains("escape"))) {
      open = "inside a string that began on line " + JsonPlace.ofToken(parser).line();
    } else if (clue.contains("field name")) {
      open = "inside a member name";
    } else if (context.inRoot()) {
      open = "in the middle of a value";
    } else {
      open =
          "inside "
              + (context.inArray() ? "an array" : "an object")
              + " that began on line "
              + JsonPlace.of(context.startLocation(ContentReference.unknown())).line();
    }
    return malformed("the text ends " + open, place, cause);
  }

  private static SourceException malformed(
      String sentence, JsonPlace place, @Nullable Throwable cause) {
    return new SourceException(
        ErrorCode.JSON_SYNTAX,
        "The JSON is malformed on line "
            + place.line()
            + ", column "
            + place.column()
            + ": "
            + sentence
            + ".",
        place.line(),
        place.column(),
        cause);
  }

  /** What may follow a value, which depends on what the value is in. */
  private String nextExpected() {
    JsonStreamContext context = parser.getParsingContext();
    if (context.inArray()) {
      return "a comma or the end of the array was expected";
    }
    return context.inObject()
        ? "a comma or the end of the object was expected"
        : "a value was expected";
  }

  private static Wording culprit(String clue, @Nullable String sentence) {
    return new Wording(clue, sentence, Where.CULPRIT, true);
  }

  private static Wording number(String clue, String sentence) {
    return new Wording(clue, sentence, Where.VALUE, false);
  }

  private static String found(String clue) {
    Matcher code = FOUND_CODE.matcher(clue);
    Matcher marker = FOUND_MARKER.matcher(clue);
    if (code.find()) {
      int character = Integer.parseInt(code.group(1));
      boolean visible = character > ' ' && character < 0x7F;
      String shown =
          visible
              ? "'" + (char) character + "'"
              : String.format(Locale.ROOT, "the character U+%04X", character);
      return ", but " + shown + " was found";
    }
    return marker.find() ? ", but '" + marker.group(1) + "' was found" : "";
  }

  private static String token(String clue) {
    Matcher token = TOKEN.matcher(clue);
    return token.find() ? token.group(1) : "";
  }

  private static String cut(String text) {
    return text.length() <= QUOTED_LENGTH ? text : text.substring(0, QUOTED_LENGTH - 1) + '…';
  }
}
