package dev.importer.internal.csv;

import static dev.importer.internal.csv.CsvTexts.BACKSLASH;
import static dev.importer.internal.csv.CsvTexts.describe;
import static dev.importer.internal.csv.CsvTexts.tokenizer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.error.SourceException;
import dev.importer.internal.parse.ShortReads;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import dev.importer.testing.Corpora;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the tokenizer against texts whose cells are known, against an independent reader, and
 * against itself with buffers of other sizes.
 */
class CsvCrossCheckTest {

  private static final int TEXTS = 400;
  private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};
  private static final String ALPHABET = "ab ,\"\n\r\0\\;x\t\u00e9\u20ac\ufeff";

  @Test
  void bothReadTheCellsThatWereWritten() {
    Random random = new Random(1);
    for (int i = 0; i < TEXTS; i++) {
      String lineEnd = LINE_ENDS[random.nextInt(3)];
      List<List<String>> rows = randomRows(random);
      String text = write(rows, lineEnd, random);
      int size = 1 + random.nextInt(5);
      assertThat(
              CsvTexts.cells(
                  tokenizer(new ShortReads(text, size), Dialect.STANDARD, Limits.DEFAULT, size)))
          .as("tokenizer, text %d", i)
          .isEqualTo(rows);
      assertThat(SecondReader.cells(text, ',')).as("second reader, text %d", i).isEqualTo(rows);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javacsvcomparison", "csv-spectrum", "pollock", "open-data", "duckdb-csv"})
  void bothReadTheSameFromEveryWellFormedFileOfOtherProjects(String suite) throws IOException {
    int compared = 0;
    try (Stream<Path> files = Files.walk(Corpora.suite(suite))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".csv")).sorted().toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (char delimiter : new char[] {',', ';', '\t', '|'}) {
          List<CsvRecord> records = wellFormed(text, delimiter);
          if (!records.isEmpty()) {
            assertThat(SecondReader.cells(text, delimiter))
                .as("%s with %s", file.getFileName(), delimiter)
                .isEqualTo(records.stream().map(each -> List.of(each.cells())).toList());
            compared += records.size();
          }
        }
      }
    }
    System.out.println("second reader, " + suite + ": " + compared + " records agree");
    assertThat(compared).isPositive();
  }

  /** The records of a text; empty if any of them, or the text, is malformed. */
  private static List<CsvRecord> wellFormed(String text, char delimiter) {
    Dialect dialect = Dialect.STANDARD.withDelimiter(String.valueOf(delimiter));
    try {
      List<CsvRecord> records = CsvTexts.all(tokenizer(text, dialect));
      // White space after a closing quote is dropped here and refused there.
      boolean faulty =
          records.stream()
              .anyMatch(each -> !each.quoteFaults().isEmpty() || each.blankAfterQuote() != null);
      return faulty ? List.of() : records;
    } catch (SourceException e) {
      return List.of();
    }
  }

  @Test
  void theEndsOfLinesAndThePlacesOfRecordsDoNotDependOnTheBuffer() {
    Random random = new Random(2);
    for (int i = 0; i < TEXTS; i++) {
      String text = write(randomRows(random), LINE_ENDS[random.nextInt(3)], random);
      assertTheSameInAnyBuffer(text, Dialect.STANDARD, Limits.DEFAULT, random);
    }
  }

  @Test
  void noReadingOfMalformedTextDependsOnTheBuffer() {
    Random random = new Random(3);
    for (int i = 0; i < 20 * TEXTS; i++) {
      assertTheSameInAnyBuffer(malformed(random), Dialect.STANDARD, Limits.DEFAULT, random);
    }
  }

  @Test
  void theTokenizerAgreesWithTheGrammarWrittenDownPlainly() {
    Random random = new Random(7);
    for (int i = 0; i < 20 * TEXTS; i++) {
      String text = malformed(random);
      Dialect dialect = random.nextBoolean() ? Dialect.STANDARD : BACKSLASH;
      assertThat(cellsAndFaults(text, dialect))
          .as(text)
          .isEqualTo(PlainGrammar.read(text, dialect));
    }
  }

  private static List<String> cellsAndFaults(String text, Dialect dialect) {
    List<String> lines = new ArrayList<>();
    CsvRecords records = tokenizer(text, dialect);
    try {
      for (CsvRecord record = records.next(0); record != null; record = records.next(0)) {
        lines.add(List.of(record.cells()) + " faults " + record.quoteFaults().size());
      }
    } catch (SourceException e) {
      lines.add(e.code().text());
    }
    return lines;
  }

  @Test
  void noLimitDependsOnTheBuffer() {
    Random random = new Random(4);
    for (int i = 0; i < 10 * TEXTS; i++) {
      Limits limits =
          Limits.DEFAULT
              .withMaxCellLength(1 + random.nextInt(8))
              .withMaxRecordLength(1 + random.nextInt(16))
              .withMaxColumns(1 + random.nextInt(5));
      assertTheSameInAnyBuffer(malformed(random), Dialect.STANDARD, limits, random);
    }
  }

  @Test
  void noOtherDialectDependsOnTheBuffer() {
    Random random = new Random(5);
    List<Dialect> dialects =
        List.of(
            BACKSLASH,
            BACKSLASH.withQuoteChar(Dialect.NONE),
            BACKSLASH.withDelimiter("ab"),
            Dialect.STANDARD.withSkipInitialSpace(true),
            Dialect.STANDARD.withCommentChar('x'),
            Dialect.STANDARD.withDelimiter("a,"),
            Dialect.STANDARD.withDelimiter("   "),
            Dialect.STANDARD.withEscapeChar(Dialect.NONE),
            Dialect.STANDARD.withQuoteChar(Dialect.NONE));
    for (int i = 0; i < 10 * TEXTS; i++) {
      Limits limits = random.nextBoolean() ? Limits.DEFAULT : smallLimits(random);
      assertTheSameInAnyBuffer(
          malformed(random), dialects.get(i % dialects.size()), limits, random);
    }
  }

  @Test
  void recordsFollowEachOtherWithoutAGap() {
    Random random = new Random(6);
    for (int i = 0; i < 10 * TEXTS; i++) {
      String text = malformed(random);
      int end = 0;
      boolean closed = true;
      CsvRecords records = tokenizer(new ShortReads(text, 3), Dialect.STANDARD, Limits.DEFAULT, 2);
      try {
        for (CsvRecord record = records.next(0); record != null; record = records.next(0)) {
          assertThat(text.substring(end, (int) record.offset())).isIn("", "\n", "\r\n", "\r");
          end = (int) record.offset() + record.length();
        }
      } catch (SourceException e) {
        closed = false;
      }
      if (closed) {
        assertThat(text.substring(end)).isIn("", "\n", "\r\n", "\r");
      }
    }
  }

  private static void assertTheSameInAnyBuffer(
      String text, Dialect dialect, Limits limits, Random random) {
    List<String> expected = describe(tokenizer(new StringReader(text), dialect, limits, 4096));
    int size = 1 + random.nextInt(5);
    assertThat(describe(tokenizer(new ShortReads(text, size), dialect, limits, size)))
        .as("tokenizer with a buffer of %d: %s", size, text)
        .isEqualTo(expected);
  }

  private static Limits smallLimits(Random random) {
    return Limits.DEFAULT
        .withMaxCellLength(1 + random.nextInt(8))
        .withMaxRecordLength(1 + random.nextInt(16))
        .withMaxColumns(1 + random.nextInt(5));
  }

  private static String malformed(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static List<List<String>> randomRows(Random random) {
    int width = 2 + random.nextInt(5);
    List<List<String>> rows = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      List<String> row = new ArrayList<>();
      for (int k = 0; k < width; k++) {
        row.add(randomCell(random));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String randomCell(Random random) {
    String pieces = "abc \u00e9\u20ac\t#;";
    StringBuilder cell = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      switch (random.nextInt(10)) {
        case 0 -> cell.append('"');
        case 1 -> cell.append(',');
        case 2 -> cell.append(LINE_ENDS[random.nextInt(3)]);
        default -> cell.append(pieces.charAt(random.nextInt(pieces.length())));
      }
    }
    return cell.toString();
  }

  private static String write(List<List<String>> rows, String lineEnd, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      String delimiter = "";
      for (String cell : rows.get(i)) {
        boolean quoted = cell.matches("(?s).*[\",\r\n].*") || random.nextInt(3) == 0;
        text.append(delimiter).append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        delimiter = ",";
      }
      if (i < rows.size() - 1 || random.nextBoolean()) {
        text.append(lineEnd);
      }
    }
    return text.toString();
  }
}
