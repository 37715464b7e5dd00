package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import dev.importer.internal.csv.Syntax;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How well a candidate fits: the product of five shares from 0 to 1, so that one that is bad cannot
 * be made up for. The consistency counts twice, because a table has one width.
 *
 * @param width how many cells the rows of the table have
 * @param filledWidth how many of them are columns: not always empty, and no half of a moment
 * @param consistency how many of the rows have this width
 * @param recognised how many of the cells look like whole values or words
 * @param quoting how many rows have quotes in the right places, squared, of what could be read
 * @param usual how usual the delimiter is
 * @param spaced whether a blank follows nearly every delimiter, as commas of prose have it, too
 */
record DialectScore(
    int width,
    double filledWidth,
    double consistency,
    double recognised,
    double quoting,
    double usual,
    boolean spaced) {

  /** What a table of one column counts; two columns count half, three two thirds. */
  private static final double ONE_COLUMN = 0.3;

  /** No cell being recognised does not rule a candidate out: they may all be long sentences. */
  private static final double LEAST_RECOGNISED = 0.1;

  /** Words count this much where the delimiter is one that is found between and after words. */
  private static final double WORDS_BETWEEN_RARE = 0.5;

  /** What a row before the table counts: it is perhaps no part of it, or says that it is none. */
  private static final double ROW_BEFORE = 0.5;

  private static final double NOTE = 0.1;

  /** Nearly all cells begin with a blank where it belongs to the delimiter. */
  private static final double CELLS_AFTER_BLANKS = 0.95;

  /** What a delimiter counts that may be a comma of prose. */
  private static final double SPACED = 0.7;

  private static final Pattern PARAMETER = Pattern.compile("[\\w.-]+=");

  private static final int ROWS_TO_RECOGNISE = 100;
  private static final int CELLS_TO_RECOGNISE = 2_000;
  private static final int ROWS_TO_JOIN = 50;

  /** How well a reading fits. */
  static DialectScore of(DialectReading reading) {
    List<CsvRecord> rows = reading.all();
    if (rows.isEmpty()) {
      return new DialectScore(1, 1, 0, 0, 0, 1, false);
    }
    int width = width(reading.rowsOfWidth());
    String delimiter = reading.syntax().delimiter();
    double consistency = consistency(reading, width);
    boolean spaced = isSpaced(rows);
    return new DialectScore(
        width,
        filledWidth(rows, width, delimiter),
        consistency,
        LEAST_RECOGNISED + (1 - LEAST_RECOGNISED) * recognised(reading, width, consistency),
        DialectQuotes.share(reading),
        usual(delimiter, width) * (spaced ? SPACED : 1),
        spaced);
  }

  /** The score itself, from 0 to 1. */
  double value() {
    return consistency * consistency * columns(filledWidth) * recognised * quoting * usual;
  }

  /** Whether the rows are not split: what else the delimiter does is to end lines. */
  boolean isOneColumn() {
    return filledWidth < 1.5;
  }

  private static int width(Map<Integer, Integer> rowsOfWidth) {
    int best = 1;
    double bestWeight = -1;
    for (Map.Entry<Integer, Integer> entry : rowsOfWidth.entrySet()) {
      double weight = entry.getValue() * columns(entry.getKey());
      if (weight > bestWeight || (weight == bestWeight && entry.getKey() > best)) {
        bestWeight = weight;
        best = entry.getKey();
      }
    }
    return best;
  }

  private static double columns(double width) {
    return Math.max(0, width <= 1 ? ONE_COLUMN * width : (width - 1) / width);
  }

  /** How many of the rows have this width; rows before the first full one count less. */
  private static double consistency(DialectReading reading, int width) {
    double rows = 0;
    int full = 0;
    int notes = reading.notes();
    for (CsvRecord record : reading.all()) {
      int cells = record.cells().length;
      boolean begun = full > 0;
      if (notes-- > 0) {
        rows += NOTE;
      } else if (cells >= width || !record.cells()[0].startsWith("#")) {
        rows += begun || cells >= width ? 1 : ROW_BEFORE;
        full += cells == width ? 1 : 0;
      }
    }
    return full / rows;
  }

  /** The width without columns that are always empty, and without those that halve a moment. */
  private static double filledWidth(List<CsvRecord> rows, int width, String delimiter) {
    boolean[] filled = new boolean[width];
    int whole = 0;
    int halves = 0;
    int joined = 0;
    for (CsvRecord record : rows) {
      String[] cells = record.cells();
      if (cells.length != width) {
        continue;
      }
      for (int i = 0; i < width && whole < width; i++) {
        if (!filled[i] && !cells[i].isBlank()) {
          filled[i] = true;
          whole++;
        }
      }
      if (joined < ROWS_TO_JOIN) {
        joined++;
        halves += isRare(delimiter) ? halves(cells, delimiter) : halvesOfLinks(cells);
      }
    }
    if (halves == 0) {
      return Math.max(1, whole);
    }
    double left = whole - (double) halves / joined;
    // Nothing but halves: the delimiter is no delimiter at all.
    return left < 1.5 ? 0 : left;
  }

  /**
   * How many neighbours would be a moment or link, or all of them a value, if nothing parted them.
   */
  private static int halves(String[] cells, String delimiter) {
    String whole = String.join(delimiter, cells);
    if (whole.indexOf('@') < 0 && CellKind.of(whole).isValue()) {
      return cells.length - 1;
    }
    int halves = 0;
    for (int i = 1; i < cells.length; i++) {
      boolean isLink = delimiter.equals(":") && cells[i].startsWith("//");
      if (isLink || CellKind.of(cells[i - 1] + delimiter + cells[i]) == CellKind.MOMENT) {
        halves++;
      }
    }
    return halves;
  }

  /** How many neighbours are parts of the query of a link, where semicolons may stand. */
  private static int halvesOfLinks(String[] cells) {
    int halves = 0;
    for (int i = 1; i < cells.length; i++) {
      if (cells[i - 1].contains("://")
          && cells[i - 1].indexOf('?') > 0
          && PARAMETER.matcher(cells[i]).lookingAt()) {
        halves++;
      }
    }
    return halves;
  }

  private static double recognised(DialectReading reading, int width, double consistency) {
    List<CsvRecord> rows = reading.all();
    Syntax syntax = reading.syntax();
    boolean rare = isRare(syntax.delimiter());
    double wordsCount = rare ? (width >= 4 && consistency > 0.95 ? WORDS_BETWEEN_RARE : 0) : 1;
    int step = Math.max(1, rows.size() / ROWS_TO_RECOGNISE);
    double recognised = 0;
    int cells = 0;
    for (int i = reading.notes(); i < rows.size() && cells < CELLS_TO_RECOGNISE; i += step) {
      CsvRecord record = rows.get(i);
      boolean quoted = reading.isQuoted(record);
      for (String cell : record.cells()) {
        CellKind kind = CellKind.of(cell);
        if (kind == CellKind.EMPTY) {
          continue;
        }
        cells++;
        if (kind.isValue() || isSurelyQuoted(cell, syntax)) {
          recognised++;
        } else if (kind == CellKind.TEXT || (quoted && !isEnclosed(cell))) {
          recognised += wordsCount;
        }
      }
    }
    return cells == 0 ? 0.5 : recognised / cells;
  }

  /** A cell can only hold what ends a cell if it is enclosed in quotes. */
  private static boolean isSurelyQuoted(String cell, Syntax syntax) {
    return cell.contains(syntax.delimiter()) || cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0;
  }

  private static boolean isEnclosed(String cell) {
    String text = cell.strip();
    return text.length() > 1
        && text.charAt(0) == text.charAt(text.length() - 1)
        && (text.charAt(0) == '"' || text.charAt(0) == '\'');
  }

  private static boolean isSpaced(List<CsvRecord> rows) {
    int cells = 0;
    int spaced = 0;
    for (CsvRecord row : rows) {
      for (int i = 1; i < row.cells().length; i++) {
        String cell = row.cells()[i];
        if (!cell.isBlank()) {
          cells++;
          spaced += cell.charAt(0) == ' ' ? 1 : 0;
        }
      }
    }
    return cells > 0 && spaced >= CELLS_AFTER_BLANKS * cells;
  }

  /** Whether a delimiter is found in text more often than between cells. */
  static boolean isRare(String delimiter) {
    return delimiter.equals(" ") || delimiter.equals(":") || delimiter.equals("#");
  }

  private static double usual(String delimiter, int width) {
    if (width == 1) {
      return 1;
    }
    return switch (delimiter) {
      case " ", ":", "#" -> 0.7;
      case "~", "^" -> 0.9;
      default -> 1;
    };
  }
}
