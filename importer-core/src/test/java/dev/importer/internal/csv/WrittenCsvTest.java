package dev.importer.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.source.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back as it was. */
class WrittenCsvTest {

  private static final int TABLES = 20_000;
  private static final char[] QUOTES = {'"', '\'', Dialect.NONE};
  private static final String[] PIECES = {
    "a",
    "b c",
    "0",
    " ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\0",
    "\"",
    "'",
    "\\",
    ",",
    ";",
    "|",
    ":",
    "::",
    "#",
    "=",
    "\u0085",
    "\u00a0",
    "\u00e9",
    "\u2028",
    "\u3000",
    "\ufeff",
    "\ud83d\ude00",
    "\u001a",
    "\u007f"
  };

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|", "::"})
  void everyTableInEveryDialectIsReadBackEqual(String delimiter) {
    for (int seed = 0; seed < TABLES; seed++) {
      Random random = new Random(seed);
      char quote = QUOTES[random.nextInt(QUOTES.length)];
      char escape = random.nextBoolean() ? '\\' : quote;
      Dialect dialect =
          Dialect.STANDARD
              .withDelimiter(delimiter)
              .withQuoteChar(quote)
              .withEscapeChar(escape)
              .withSkipInitialSpace(random.nextInt(3) == 0)
              .withCommentChar(random.nextInt(3) == 0 ? '#' : Dialect.NONE);
      List<List<String>> table = table(random, delimiter);
      StringBuilder text = new StringBuilder();
      CsvLines lines = CsvLines.in(dialect);
      table.forEach(cells -> text.append(lines.line(cells)));

      List<CsvRecord> read =
          CsvTexts.all(CsvTexts.tokenizer(text.toString(), CsvLines.written(dialect)));

      assertThat(read.stream().map(record -> List.of(record.cells())).toList())
          .as("seed %d, %s", seed, dialect)
          .isEqualTo(table);
      assertThat(read)
          .allSatisfy(
              record -> {
                assertThat(record.quoteFaults()).isEmpty();
                assertThat(record.isEmptyLine()).isFalse();
                assertThat(record.isComment()).isFalse();
                assertThat(record.isMarked()).isFalse();
              });
    }
  }

  @Test
  void cellsThatSomeReadersStripAreQuoted() {
    assertThat(CsvLines.in(Dialect.STANDARD).line(List.of(" a", "b", "\u00a0c", "", "#")))
        .isEqualTo("\" a\",b,\"\u00a0c\",,#\r\n");
    assertThat(CsvLines.in(Dialect.STANDARD).line(List.of("a b", "c"))).isEqualTo("a b,c\r\n");
  }

  @Test
  void aLineOfOneEmptyCellIsNoBlankLine() {
    assertThat(CsvLines.in(Dialect.STANDARD).line(List.of(""))).isEqualTo("\"\"\r\n");
  }

  private static List<List<String>> table(Random random, String delimiter) {
    int width = 1 + random.nextInt(4);
    List<List<String>> table = new ArrayList<>();
    for (int row = random.nextInt(4); row >= 0; row--) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        StringBuilder cell = new StringBuilder();
        for (int piece = random.nextInt(5); piece > 0; piece--) {
          cell.append(random.nextInt(8) == 0 ? delimiter : PIECES[random.nextInt(PIECES.length)]);
        }
        cells.add(cell.toString());
      }
      table.add(cells);
    }
    return table;
  }
}
