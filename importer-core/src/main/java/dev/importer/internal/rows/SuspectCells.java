package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.internal.text.VisibleText;
import dev.importer.internal.type.Cast;
import dev.importer.internal.type.Unfit;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.schema.Field;
import dev.importer.schema.MissingValue;
import dev.importer.schema.Schema;
import dev.importer.type.FieldType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts the cells that a spreadsheet program has changed and the texts with white space around
 * them, by column, and keeps the first places. Nothing is refused or put right for it. Not
 * thread-safe.
 */
final class SuspectCells {

  /** JSON may have other labels in every row, of which some are looked at. */
  private static final long MOST_LABEL_CHARACTERS = 1 << 20;

  /** For columns that the schema does not name. */
  private static final Field OTHER = Field.any("other");

  /** Shorter cells are not damaged. */
  private static final int SHORTEST_DAMAGED = 3;

  /** Among so many cells a column of dates has one. */
  private static final int MOST_LOOKED_AT = 1_000;

  /** Whether a column holds dates, so that numbers in it may be those of days. */
  private enum Dates {
    SOUGHT,
    SOME,
    NONE
  }

  private static final class Column {
    private final String label;
    private final FieldType type;
    private final Cast cast;
    private final Set<String> missing;
    private final Map<SpreadsheetDamage, PlaceTally> damage =
        new EnumMap<>(SpreadsheetDamage.class);
    private final PlaceTally padded = new PlaceTally();

    /** Whether white space around a value may stay, because there is no form to break. */
    private final boolean takesPadding;

    /** Whether its field says what the values are. */
    private final boolean isOpen;

    private boolean holdsLongNumbers;
    private Dates dates;
    private int lookedAt;

    Column(String label, Field field, List<MissingValue> ofSchema) {
      List<MissingValue> own = field.missingValues();
      this.label = label;
      this.type = field.type();
      this.cast = Cast.to(type, field.format(), field.options());
      this.isOpen = type == FieldType.STRING || type == FieldType.ANY;
      this.takesPadding = isOpen && field.format().equals(Field.DEFAULT_FORMAT);
      this.dates =
          type == FieldType.DATE || type == FieldType.DATETIME
              ? Dates.SOME
              : isOpen ? Dates.SOUGHT : Dates.NONE;
      this.missing =
          (own == null ? ofSchema : own)
              .stream().map(MissingValue::value).collect(Collectors.toUnmodifiableSet());
    }

    /** Looks at a cell that is not empty. Most are plain, which a few characters tell. */
    void add(String cell, Row row) {
      int length = cell.length();
      char first = cell.charAt(0);
      char last = cell.charAt(length - 1);
      if (takesPadding && VisibleText.mayBeBlank(first, last)) {
        addPadded(cell, row);
      }
      if (length < SHORTEST_DAMAGED) {
        return;
      }
      if (SpreadsheetDamage.isPossible(cell, first)) {
        count(SpreadsheetDamage.of(cell), cell, row);
        return;
      }
      if (length >= SpreadsheetDamage.LONG_NUMBER && !holdsLongNumbers) {
        holdsLongNumbers = SpreadsheetDamage.isLongNumber(cell);
      }
      boolean mayTellOfDates =
          dates == Dates.SOUGHT
              || (dates == Dates.SOME && SpreadsheetDamage.mayBeDateSerial(cell, length));
      if (mayTellOfDates) {
        addAmongDates(cell, row);
      }
    }

    private void addPadded(String cell, Row row) {
      if (VisibleText.isPadded(cell) && !missing.contains(cell)) {
        padded.add(row);
      }
    }

    private void addAmongDates(String cell, Row row) {
      if (SpreadsheetDamage.isDateSerial(cell)) {
        // A pattern of digits only may write a day like this.
        if (isOpen || cast.apply(cell) instanceof Unfit) {
          count(SpreadsheetDamage.DATE_SERIAL, cell, row);
        }
      } else if (dates == Dates.SOUGHT) {
        lookedAt++;
        boolean last = lookedAt == MOST_LOOKED_AT;
        dates = SpreadsheetDamage.isLikeDate(cell) ? Dates.SOME : last ? Dates.NONE : dates;
      }
    }

    private void count(@Nullable SpreadsheetDamage kind, String cell, Row row) {
      if (kind != null && !missing.contains(cell)) {
        damage.computeIfAbsent(kind, unused -> new PlaceTally()).add(row);
      }
    }

    /** Some cells are what they say, unless they stand among others that make them doubtful. */
    boolean reports(SpreadsheetDamage kind) {
      return switch (kind) {
        case SHORTENED -> type == FieldType.STRING || holdsLongNumbers;
        case DATE_SERIAL -> dates == Dates.SOME;
        default -> true;
      };
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
   * Looks at cells.
   *
   * @param fieldOfLabel gives the position of the field that a column of this label feeds, or -1
   */
  SuspectCells(Schema schema, ToIntFunction<String> fieldOfLabel, int maxColumns) {
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
      if (column != null && row.cell(i) instanceof String text && !text.isEmpty()) {
        column.add(text, row);
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
                label, field < 0 ? OTHER : schema.fields().get(field), schema.missingValues());
        columns.put(label, known);
      }
      bound[i] = known;
    }
  }

  /** How many such cells there are, by code; no code that has none. */
  Map<ErrorCode, Long> counts() {
    Map<ErrorCode, Long> counts = new HashMap<>();
    for (Column column : columns.values()) {
      if (column.padded.count() > 0) {
        counts.merge(ErrorCode.PADDED_CELL, column.padded.count(), Long::sum);
      }
      column.damage.forEach(
          (kind, tally) -> {
            if (column.reports(kind)) {
              counts.merge(ErrorCode.SPREADSHEET_DAMAGE, tally.count(), Long::sum);
            }
          });
    }
    return counts;
  }

  /** The first places in each column. */
  List<Notice> notices() {
    return columns.values().stream()
        .map(SuspectCells::notices)
        .flatMap(Collection::stream)
        .toList();
  }

  private static List<Notice> notices(Column column) {
    String label = VisibleText.of(column.label) + ": ";
    List<Notice> notices = new ArrayList<>();
    column.damage.forEach(
        (kind, tally) -> {
          if (column.reports(kind)) {
            notices.addAll(tally.notices(ErrorCode.SPREADSHEET_DAMAGE, label + kind.sentence()));
          }
        });
    notices.addAll(
        column.padded.notices(
            ErrorCode.PADDED_CELL,
            label + "white space around the value is part of it; the option trim removes it"));
    return notices;
  }
}
