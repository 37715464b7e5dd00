package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.internal.text.VisibleText;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.schema.Field;
import dev.importer.schema.MissingValue;
import dev.importer.schema.Schema;
import dev.importer.type.FieldType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts the cells that a spreadsheet program has changed, by column, and keeps the first places.
 * Nothing is refused or put right for it. Not thread-safe.
 *
 * <p>A look at a few characters tells most cells from such ones, so that plain rows cost nothing.
 */
final class SpreadsheetDamage {

  /** What a spreadsheet does to cells. */
  private enum Kind {
    SHORTENED("a long number is written with an exponent, so that its last digits are lost"),
    ERROR_VALUE("an error value stands in place of the value"),
    WRAPPED("the value is wrapped as a formula, =\"…\""),
    GUARDED("an apostrophe before the value is part of it");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private static final int MOST_PLACES = 3;

  /** JSON may have other labels in every row, of which some are looked at. */
  private static final long MOST_LABEL_CHARACTERS = 1 << 20;

  /** From this many digits on, spreadsheets write a number with an exponent. */
  private static final int LONG_NUMBER = 12;

  /** {@code E+12}, and the same after one digit. */
  private static final int EXPONENT_LENGTH = 4;

  private static final int SHORTEST_EXPONENT = EXPONENT_LENGTH + 1;

  private static final Pattern EXPONENT = Pattern.compile("-?[0-9](?:[.,][0-9]+)?E\\+[1-9][0-9]");

  private static final Pattern GUARDED =
      Pattern.compile("'(?:[-=+@][^']+|0[0-9]+|[0-9]{" + LONG_NUMBER + ",})");

  private static final Set<String> ERROR_VALUES =
      Set.of(
          "#REF!",
          "#N/A",
          "#VALUE!",
          "#DIV/0!",
          "#NAME?",
          "#NUM!",
          "#NULL!",
          "#SPILL!",
          "#CALC!",
          "#FIELD!",
          "#BLOCKED!",
          "#UNKNOWN!",
          "#CONNECT!",
          "#BUSY!",
          "#GETTING_DATA",
          "#ERROR!");

  private record Place(long row, long line) {}

  /** How often a kind was met in a column, and where first. */
  private static final class Tally {
    private final List<Place> places = new ArrayList<>();
    private long count;

    void add(Row row) {
      count++;
      if (places.size() < MOST_PLACES) {
        places.add(new Place(row.number(), row.line()));
      }
    }
  }

  private static final class Column {
    private final String label;
    private final boolean text;
    private final Set<String> missing;
    private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
    private boolean holdsLongNumbers;

    Column(String label, @Nullable Field field, List<MissingValue> ofSchema) {
      List<MissingValue> own = field == null ? null : field.missingValues();
      this.label = label;
      this.text = field != null && field.type() == FieldType.STRING;
      this.missing =
          (own == null ? ofSchema : own)
              .stream().map(MissingValue::value).collect(Collectors.toUnmodifiableSet());
    }

    void add(String cell, Row row) {
      Kind kind = kindOf(cell);
      if (kind != null && !missing.contains(cell)) {
        tallies.computeIfAbsent(kind, unused -> new Tally()).add(row);
      }
    }

    /** A number with an exponent is what it says, unless it stands among texts or long numbers. */
    boolean reports(Kind kind) {
      return kind != Kind.SHORTENED || text || holdsLongNumbers;
    }
  }

  private final Schema schema;
  private final ToIntFunction<String> fieldOfLabel;
  private final int maxColumns;
  private final Map<String, Column> columns = new HashMap<>();
  private long labelCharacters;
  private @Nullable Header lastHeader;
  private @Nullable Column[] bound = {};

  /**
   * A look at cells.
   *
   * @param fieldOfLabel gives the position of the field that a column of this label feeds, or -1
   */
  SpreadsheetDamage(Schema schema, ToIntFunction<String> fieldOfLabel, int maxColumns) {
    this.schema = schema;
    this.fieldOfLabel = fieldOfLabel;
    this.maxColumns = maxColumns;
  }

  /** Looks at the cells of a row. */
  void add(Row row) {
    if (row.header() != lastHeader) {
      bind(row.header());
    }
    for (int i = 0; i < bound.length; i++) {
      Column column = bound[i];
      if (column != null && row.cell(i) instanceof String text) {
        if (mayBeDamaged(text)) {
          column.add(text, row);
        } else if (!column.holdsLongNumbers) {
          column.holdsLongNumbers = isLongNumber(text);
        }
      }
    }
  }

  private void bind(Header header) {
    lastHeader = header;
    bound = new Column[header.size()];
    for (int i = 0; i < bound.length; i++) {
      String label = header.label(i);
      Column known = columns.get(label);
      boolean fits =
          columns.size() < maxColumns && labelCharacters + label.length() <= MOST_LABEL_CHARACTERS;
      if (known == null && fits) {
        labelCharacters += label.length();
        int field = fieldOfLabel.applyAsInt(label);
        known =
            new Column(
                label, field < 0 ? null : schema.fields().get(field), schema.missingValues());
        columns.put(label, known);
      }
      bound[i] = known;
    }
  }

  private static boolean mayBeDamaged(String text) {
    int length = text.length();
    if (length < 3) {
      return false;
    }
    char first = text.charAt(0);
    return first == '='
        || first == '#'
        || first == '\''
        || (length >= SHORTEST_EXPONENT && text.charAt(length - EXPONENT_LENGTH) == 'E');
  }

  private static boolean isLongNumber(String text) {
    if (text.length() < LONG_NUMBER) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Kind kindOf(String text) {
    return switch (text.charAt(0)) {
      case '=' -> text.startsWith("=\"") && text.endsWith("\"") ? Kind.WRAPPED : null;
      case '#' -> ERROR_VALUES.contains(text) ? Kind.ERROR_VALUE : null;
      case '\'' -> GUARDED.matcher(text).matches() ? Kind.GUARDED : null;
      default -> EXPONENT.matcher(text).matches() ? Kind.SHORTENED : null;
    };
  }

  /** How many such cells there are. */
  long count() {
    return columns.values().stream()
        .flatMap(
            column ->
                column.tallies.entrySet().stream()
                    .filter(each -> column.reports(each.getKey()))
                    .map(Map.Entry::getValue))
        .mapToLong(tally -> tally.count)
        .sum();
  }

  /** The first places in each column, in the order of the rows. */
  List<Notice> notices() {
    List<Notice> notices = new ArrayList<>();
    for (Column column : columns.values()) {
      column.tallies.forEach(
          (kind, tally) -> {
            if (column.reports(kind)) {
              String message = message(column, kind, tally.count);
              tally.places.forEach(place -> notices.add(notice(place, message)));
            }
          });
    }
    notices.sort(Comparator.comparingLong(Notice::line).thenComparing(Notice::message));
    return notices;
  }

  private static String message(Column column, Kind kind, long count) {
    return VisibleText.of(column.label)
        + ": "
        + kind.words
        + ", as spreadsheets do it ("
        + count
        + (count == 1 ? " cell" : " cells")
        + " of this column)";
  }

  private static Notice notice(Place place, String message) {
    return new Notice(ErrorCode.SPREADSHEET_DAMAGE, place.row, place.line, null, message);
  }
}
