package dev.importer.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.results.Accounting;
import dev.importer.row.Row;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import dev.importer.source.QuoteRepair;
import dev.importer.testing.Corpora;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Reads the files of the Pollock benchmark, each with one fault and with its dialect given. A file
 * is perfect if the header, the records and the cells are those of the clean file, character by
 * character.
 */
class PollockTest {

  /** What came of a file. */
  private record Reading(
      List<List<String>> table,
      List<ImportError> faults,
      List<Notice> notices,
      Map<ErrorCode, Long> warnings,
      Accounting accounting) {}

  @Test
  void readsEighteenOfTheTwentyTwoFilesWithOneFaultPerfectly() throws IOException {
    Set<String> other = new TreeSet<>();
    int count = 0;
    for (JsonNode entry : entries("file_", "source")) {
      count++;
      if (!isPerfect(entry, QuoteRepair.BY_ROW_WIDTH)) {
        other.add(name(entry));
      }
    }
    System.out.println("Pollock, file level, with repair: " + (count - other.size()) + "/" + count);
    assertThat(count).isEqualTo(22);
    assertThat(other)
        .containsExactly(
            // A blank separates cells that hold unquoted blanks.
            "file_field_delimiter_0x20.csv",
            // The reference holds the first table only; here every row of the file comes out.
            "file_multitable_less.csv",
            "file_multitable_more.csv",
            "file_multitable_same.csv");
  }

  @Test
  void readsSixteenOfThemPerfectlyWithoutRepair() throws IOException {
    Set<String> perfect = new TreeSet<>();
    for (JsonNode entry : entries("file_", "source")) {
      if (isPerfect(entry, QuoteRepair.OFF)) {
        perfect.add(name(entry));
      }
    }
    System.out.println("Pollock, file level, strict: " + perfect.size() + "/22");
    assertThat(perfect).hasSize(16);
  }

  @Test
  void repairsEachOfTheSixteenExtraQuotesAndReportsIt() throws IOException {
    int repaired = 0;
    for (JsonNode entry : entries("row_extra_quote")) {
      Reading reading = read(entry, QuoteRepair.BY_ROW_WIDTH);
      assertThat(reading.table()).as(name(entry)).isEqualTo(clean(entry));
      assertThat(reading.warnings()).as(name(entry)).containsEntry(ErrorCode.REPAIRED_QUOTE, 1L);
      assertThat(reading.notices())
          .as(name(entry))
          .filteredOn(notice -> notice.code().equals(ErrorCode.REPAIRED_QUOTE))
          .singleElement()
          .extracting(Notice::line)
          .isEqualTo(lineOfFault(entry));
      repaired++;
    }
    System.out.println("Pollock, extra quotes, with repair: " + repaired + "/16");
    assertThat(repaired).isEqualTo(16);
  }

  @Test
  void refusesEachOfTheSixteenExtraQuotesWithItsPlaceWithoutRepair() throws IOException {
    int refused = 0;
    for (JsonNode entry : entries("row_extra_quote")) {
      long line = lineOfFault(entry);
      SourceException failure =
          catchThrowableOfType(
              SourceException.class,
              () ->
                  assertThat(read(entry, QuoteRepair.OFF).faults())
                      .as(name(entry))
                      .anyMatch(
                          fault ->
                              fault.code().equals(ErrorCode.STRAY_QUOTE) && fault.line() == line));
      if (failure != null) {
        assertThat(failure.line()).as(name(entry)).hasValue(line);
      }
      refused++;
    }
    System.out.println("Pollock, extra quotes, strict: " + refused + "/16 refused with the place");
    assertThat(refused).isEqualTo(16);
  }

  @Test
  void keepsEveryCellOfRowsThatAreTooShortOrTooLong() throws IOException {
    for (JsonNode entry : entries("row_less_sep", "row_more_sep")) {
      Reading reading = read(entry, QuoteRepair.BY_ROW_WIDTH);
      assertThat(reading.table()).as(name(entry)).hasSize(84);
    }
  }

  /** {@code row_extra_quote41_col5}: the quote is in the record 41, where the header is 0. */
  private static long lineOfFault(JsonNode entry) {
    String number = name(entry).replaceAll("row_extra_quote(\\d+)_.*", "$1");
    return Long.parseLong(number) + 1;
  }

  private static boolean isPerfect(JsonNode entry, QuoteRepair repair) throws IOException {
    try {
      return read(entry, repair).table().equals(clean(entry));
    } catch (SourceException e) {
      return false;
    }
  }

  /** The table as the benchmark asks for it: a header of several lines is one of joined labels. */
  private static Reading read(JsonNode entry, QuoteRepair repair) throws IOException {
    JsonNode params = entry.get("params");
    Dialect dialect = dialect(params);
    int headerLines = params.get("header_lines").asInt();
    List<List<String>> table = new ArrayList<>();
    List<ImportError> faults = new ArrayList<>();
    Path path = suite().resolve(entry.get("file").asText());
    try (CsvRowReader reader = CsvRowReader.open(path, dialect, repair, Limits.DEFAULT)) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        faults.addAll(row.faults());
        table.add(cells(row));
      }
      if (headerLines > 0) {
        List<List<String>> header = table.subList(0, headerLines);
        List<String> joined =
            IntStream.range(0, header.get(0).size())
                .mapToObj(i -> String.join(" ", header.stream().map(line -> line.get(i)).toList()))
                .toList();
        header.clear();
        table.add(0, joined);
      }
      return new Reading(table, faults, reader.notices(), reader.warnings(), reader.accounting());
    } catch (SourceException e) {
      if (e.code().equals(ErrorCode.EMPTY_FILE)) {
        return new Reading(table, faults, List.of(), Map.of(), noBytes());
      }
      throw e;
    }
  }

  private static Accounting noBytes() {
    return new Accounting(0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** The header is read as a row, because more than one line may belong to it. */
  private static Dialect dialect(JsonNode params) {
    String delimiter = params.get("delimiter").asText();
    Dialect dialect =
        Dialect.STANDARD
            .withEncoding(StandardCharsets.US_ASCII)
            .withHeader(false)
            .withSkipRows(params.get("preamble_lines").asInt());
    if (delimiter.isEmpty()) {
      return dialect;
    }
    return dialect
        .withDelimiter(delimiter)
        .withQuoteChar(character(params.get("quotechar").asText()))
        .withEscapeChar(escape(params));
  }

  /** An escape that is another quote than the one in use means nothing in these files. */
  private static char escape(JsonNode params) {
    return character(params.get("escapechar").asText());
  }

  private static char character(String text) {
    return text.isEmpty() ? Dialect.NONE : text.charAt(0);
  }

  private static List<List<String>> clean(JsonNode entry) throws IOException {
    Path path = suite().resolve(entry.at("/expect/clean_file").asText());
    List<List<String>> table = new ArrayList<>();
    Dialect dialect = Dialect.STANDARD.withHeader(false);
    try (CsvRowReader reader = CsvRowReader.open(path, dialect, QuoteRepair.OFF, Limits.DEFAULT)) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        table.add(cells(row));
      }
    } catch (SourceException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.EMPTY_FILE);
    }
    return table;
  }

  private static List<String> cells(Row row) {
    return IntStream.range(0, row.size()).mapToObj(i -> String.valueOf(row.cell(i))).toList();
  }

  private static List<JsonNode> entries(String... prefixes) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    for (JsonNode entry : new ObjectMapper().readTree(suite().resolve("manifest.json").toFile())) {
      for (String prefix : prefixes) {
        if (name(entry).startsWith(prefix)) {
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  private static String name(JsonNode entry) {
    return String.valueOf(Path.of(entry.get("file").asText()).getFileName());
  }

  private static Path suite() {
    return Corpora.suite("pollock");
  }
}
