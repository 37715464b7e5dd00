package dev.importer.internal.detect;

import dev.importer.source.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A CSV text made up by chance, with what people do to such files: titles, footers, ragged rows,
 * quotes that nothing escapes, text full of other delimiters, few rows, no labels.
 *
 * @param text the text
 * @param delimiter what separates its cells
 * @param quote what encloses them; of no meaning if no cell is enclosed
 * @param quoted whether a cell is enclosed
 * @param labels whether the first row of the table holds labels
 * @param lines how many lines stand before it
 */
record MadeUpTable(
    String text, String delimiter, char quote, boolean quoted, boolean labels, int lines) {

  private static final List<String> DELIMITERS =
      List.of(",", ",", ",", ",", ";", ";", ";", "\t", "\t", "|", "|", ":", " ", "~", "^", "#");

  private static final List<String> LABELS =
      List.of(
          "id",
          "name",
          "city",
          "Amount",
          "note",
          "first name",
          "Date of birth",
          "e-mail",
          "qty",
          "unit price",
          "status",
          "Street",
          "zip",
          "country_code",
          "remarks",
          "score");

  private static final List<String> WORDS =
      List.of(
          "river", "bank", "old", "tree", "lamp", "Rome", "Oslo", "Ann", "Smith", "blue", "north",
          "price", "of", "the", "under", "mill", "C#", "A-1", "O'Brien", "yes", "no", "Müller");

  /** Makes one up. */
  static MadeUpTable of(Random random) {
    return new Maker(random).make();
  }

  private static final class Maker {
    private final Random random;
    private final String delimiter;
    private final char quote;
    private final boolean quotesAll;
    private final boolean faulty;
    private final String spacing;
    private boolean quoted;

    Maker(Random random) {
      this.random = random;
      this.delimiter = DELIMITERS.get(random.nextInt(DELIMITERS.size()));
      this.quote = random.nextInt(8) == 0 ? '\'' : '"';
      this.quotesAll = random.nextInt(4) == 0;
      this.faulty = random.nextInt(15) == 0;
      this.spacing = !delimiter.isBlank() && random.nextInt(12) == 0 ? " " : "";
    }

    MadeUpTable make() {
      List<Supplier<String>> columns = new ArrayList<>();
      int width = 1 + random.nextInt(random.nextBoolean() ? 4 : 9);
      for (int i = 0; i < width; i++) {
        columns.add(column());
      }
      boolean hasLabels = random.nextInt(4) != 0;
      List<String> lines = new ArrayList<>();
      int before = width > 2 && hasLabels ? titles(lines) : 0;
      if (hasLabels) {
        lines.add(columns.stream().map(column -> cell(label())).collect(joining()));
      }
      int rows = 1 + random.nextInt(random.nextBoolean() ? 5 : 60);
      for (int i = 0; i < rows; i++) {
        boolean isShort = random.nextInt(80) == 0;
        lines.add(
            columns.stream()
                .limit(isShort ? Math.max(1, width - 1) : width)
                .map(column -> cell(column.get()))
                .collect(joining()));
      }
      if (random.nextInt(12) == 0) {
        lines.add("Total of all: " + random.nextInt(99));
      }
      String text = String.join("\n", lines) + "\n";
      return new MadeUpTable(text, width == 1 ? "," : delimiter, quote, quoted, hasLabels, before);
    }

    private int titles(List<String> lines) {
      int count = random.nextInt(10) == 0 ? 1 + random.nextInt(3) : 0;
      String mark = random.nextBoolean() ? "# " : "";
      for (int i = 0; i < count; i++) {
        lines.add(mark + "Report of " + words(3));
      }
      if (count > 0 && random.nextBoolean()) {
        lines.add("");
        return count + 1;
      }
      return count;
    }

    private java.util.stream.Collector<CharSequence, ?, String> joining() {
      return Collectors.joining(delimiter + spacing);
    }

    private String cell(String value) {
      boolean isNeeded = value.contains(delimiter) || value.indexOf(quote) == 0;
      if (!isNeeded && !quotesAll) {
        return value;
      }
      quoted = true;
      String inner = faulty ? value : value.replace("" + quote, "" + quote + quote);
      return quote + inner + quote;
    }

    private String label() {
      return LABELS.get(random.nextInt(LABELS.size()));
    }

    private Supplier<String> column() {
      int decimals = random.nextInt(3);
      boolean decimalComma = delimiter.equals(";") && random.nextBoolean();
      boolean isRare = List.of(":", " ", "#").contains(delimiter);
      return switch (random.nextInt(isRare ? 7 : 11)) {
        case 0, 1 -> () -> "" + random.nextInt(1_000);
        case 2 -> () -> number(decimals, decimalComma ? ',' : '.');
        case 3 -> () -> "20" + two(10, 26) + "-" + two(1, 12) + "-" + two(1, 28);
        case 4 ->
            () -> two(1, 28) + "." + two(1, 12) + ".20" + two(10, 26) + " " + two(0, 23) + ":15";
        case 5 -> () -> "user" + random.nextInt(99) + "@example.org";
        case 6 -> () -> "https://example.org/" + random.nextInt(99) + "?a=1;b=2";
        case 8 ->
            () -> words(6) + ", " + words(3) + (random.nextInt(3) == 0 ? "; " + words(2) : "");
        case 7 -> () -> random.nextInt(3) == 0 ? "" : words(1);
        case 9 -> () -> "the \"" + words(1) + "\" " + words(1);
        default -> () -> words(1 + random.nextInt(2));
      };
    }

    private String number(int decimals, char point) {
      String digits = "" + random.nextInt(100_000);
      return decimals == 0 ? digits : digits + point + two(10, 99);
    }

    private String two(int from, int to) {
      int value = from + random.nextInt(to - from + 1);
      return value < 10 ? "0" + value : "" + value;
    }

    private String words(int count) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        words.add(WORDS.get(random.nextInt(WORDS.size())));
      }
      return String.join(" ", words);
    }
  }

  /** Whether a dialect reads it as it is meant. */
  boolean isReadBy(Dialect dialect) {
    return isSeparatedBy(dialect)
        && Boolean.valueOf(labels).equals(dialect.header())
        && Integer.valueOf(1).equals(dialect.headerRows())
        && Integer.valueOf(lines).equals(dialect.skipRows());
  }

  /** Whether it has the right delimiter and quote. */
  boolean isSeparatedBy(Dialect dialect) {
    return delimiter.equals(dialect.delimiter())
        && (!quoted || Character.valueOf(quote).equals(dialect.quoteChar()));
  }
}
