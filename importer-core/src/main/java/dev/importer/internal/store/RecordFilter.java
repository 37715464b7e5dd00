package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.results.RecordQuery;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Decides which rows a query means by what they hold, in the same way for every database. The
 * database only leaves out rows that cannot be meant because some characters do not occur in them.
 * Thread-safe.
 */
final class RecordFilter {

  /** What is stored has been bounded where it was read; here it is read again whatever it is. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Names that collide on purpose would fill its table.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

  /** Numbers with more digits are compared as they are written, for that costs no time. */
  private static final int MAX_NUMBER_LENGTH = 1_000;

  /**
   * A condition on a member of the data.
   *
   * @param names how the member may be called
   * @param value its text
   * @param number the value as a number, if it is one
   */
  private record Condition(Set<String> names, String value, @Nullable BigDecimal number) {

    static Condition of(Set<String> names, String value) {
      return new Condition(names, value, RecordFilter.number(value));
    }
  }

  /**
   * Characters without which a row is not meant.
   *
   * @param column where they must occur
   * @param anyCase whether A to Z may be a to z
   */
  private record Needle(String column, boolean anyCase, String text) {}

  private final @Nullable String text;
  private final RecordQuery.@Nullable ErrorKind error;
  private final List<Condition> where = new ArrayList<>();
  private final List<Needle> needles = new ArrayList<>();

  /**
   * The filter of a query.
   *
   * @param names gives all names under which rows may have what a name of the query means
   */
  RecordFilter(RecordQuery query, Function<String, Set<String>> names) {
    this.text = query.text() == null ? null : foldCase(query.text());
    this.error = query.error();
    if (query.text() != null) {
      needles.add(new Needle("data", true, query.text()));
    }
    if (error != null) {
      requireInErrors(error.code());
      requireInErrors(error.rule());
      requireInErrors(error.field());
    }
    for (Map.Entry<String, String> condition : query.where().entrySet()) {
      String value = condition.getValue();
      where.add(Condition.of(names.apply(condition.getKey()), value));
      // One number is written in many ways, and so is what is nested.
      if (number(value) == null && !value.startsWith("[") && !value.startsWith("{")) {
        require("data", value);
      }
    }
  }

  private void requireInErrors(@Nullable String value) {
    if (value != null) {
      require("errors", value);
    }
  }

  private void require(String column, String value) {
    String needle = longestPlainPart(value);
    if (!needle.isEmpty()) {
      needles.add(new Needle(column, false, needle));
    }
  }

  /** Whether every row is meant. */
  boolean acceptsAll() {
    return text == null && error == null && where.isEmpty();
  }

  /** What the database is asked of each row, to be appended to a WHERE clause. */
  String conditions() {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < needles.size(); i++) {
      Needle needle = needles.get(i);
      String column = "r." + needle.column();
      sql.append(" AND <position>(")
          .append(needle.anyCase() ? "lower(" + column + " <letters>)" : column)
          .append(needle.anyCase() ? ", lower(:needle" + i + " <letters>)" : ", :needle" + i)
          .append(") > 0");
    }
    return sql.toString();
  }

  /** Binds the parameters of the {@link #conditions}. */
  void bind(Query statement) {
    for (int i = 0; i < needles.size(); i++) {
      statement.bind("needle" + i, needles.get(i).text());
    }
  }

  /** Whether the row at hand is meant. */
  boolean accepts(ResultSet row) throws SQLException {
    if (text != null && !foldCase(row.getString("data")).contains(text)) {
      return false;
    }
    try {
      return (where.isEmpty() || holdsAll(row.getString("data")))
          && (error == null || hasError(row.getString("errors"), error));
    } catch (IOException e) {
      throw new SQLException("a record holds malformed JSON", e);
    }
  }

  private boolean holdsAll(String data) throws IOException {
    boolean[] held = new boolean[where.size()];
    int missing = held.length;
    try (JsonParser json = JSON.createParser(data)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken token = json.nextToken();
        String value = null;
        for (int i = 0; i < held.length; i++) {
          Condition condition = where.get(i);
          if (!held[i] && condition.names().contains(name)) {
            value = value == null ? text(json, token, data) : value;
            if (isSame(token, value, condition)) {
              held[i] = true;
              missing--;
            }
          }
        }
        if (missing == 0) {
          return true;
        }
        // What was nested and looked at has been passed over already.
        json.skipChildren();
      }
    }
    return false;
  }

  /** The value at hand as text; what is nested without white space around its parts. */
  private static String text(JsonParser json, JsonToken token, String data) throws IOException {
    if (!token.isStructStart()) {
      return json.getText();
    }
    int start = (int) json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    return withoutSpace(data.substring(start, (int) json.currentLocation().getCharOffset()));
  }

  private static boolean isSame(JsonToken token, String text, Condition condition) {
    if (text.equals(condition.value())) {
      return true;
    }
    if (condition.number() == null || !token.isNumeric()) {
      return false;
    }
    BigDecimal number = number(text);
    return number != null && number.compareTo(condition.number()) == 0;
  }

  private static boolean hasError(@Nullable String errors, RecordQuery.ErrorKind kind)
      throws IOException {
    if (errors == null) {
      return false;
    }
    for (JsonNode each : Json.MAPPER.readTree(errors)) {
      if (is(each, "code", kind.code())
          && is(each, "rule", kind.rule())
          && is(each, "field", kind.field())) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(JsonNode error, String member, @Nullable String wanted) {
    return wanted == null || wanted.equals(error.path(member).textValue());
  }

  private static @Nullable BigDecimal number(String text) {
    if (text.length() > MAX_NUMBER_LENGTH || !NUMBER.matcher(text).matches()) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      // An exponent beyond all bounds: it stays text.
      return null;
    }
  }

  /** A part of the text that stands in JSON as it is. */
  private static String longestPlainPart(String text) {
    String longest = "";
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !isPlain(text.charAt(i))) {
        longest = i - start > longest.length() ? text.substring(start, i) : longest;
        start = i + 1;
      }
    }
    return longest;
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
  }

  /** A to Z become a to z, and nothing else changes. */
  private static String foldCase(String text) {
    char[] folded = text.toCharArray();
    for (int i = 0; i < folded.length; i++) {
      if (folded[i] >= 'A' && folded[i] <= 'Z') {
        folded[i] = (char) (folded[i] - 'A' + 'a');
      }
    }
    return new String(folded);
  }

  private static String withoutSpace(String json) {
    StringBuilder compact = new StringBuilder(json.length());
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted || c > ' ') {
        compact.append(c);
      }
      if (quoted && c == '\\') {
        i++;
        compact.append(json.charAt(i));
      } else if (c == '"') {
        quoted = !quoted;
      }
    }
    return compact.toString();
  }
}
