package dev.importer.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.parse.CsvRowReader;
import dev.importer.row.Row;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import dev.importer.source.QuoteRepair;
import dev.importer.testing.Corpora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Reads the CSV suites of other projects and judges the results as those projects do. */
class CsvCorporaTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void passesTheChecksOfJavaCsvComparisonButForWhiteSpaceAfterQuotes() throws IOException {
    Path suite = Corpora.suite("javacsvcomparison");
    Set<String> checks = new TreeSet<>();
    Set<String> failed = new TreeSet<>();
    for (JsonNode entry : manifest(suite)) {
      String id = entry.get("id").asText();
      checks.add(id);
      if (!passes(Files.readString(suite.resolve(entry.get("file").asText())), entry)) {
        failed.add(id + " " + entry.get("file").asText());
      }
    }
    assertThat(checks).hasSize(60);
    System.out.println(
        "javacsvcomparison: " + (checks.size() - failed.size()) + "/" + checks.size());
    // They want it kept, or the text refused; it is dropped, with a warning that has its place.
    assertThat(failed)
        .containsExactly(
            "spaces-around-quotes-1 cases/spaces-around-quotes-1.csv",
            "spaces-around-quotes-2 cases/spaces-around-quotes-2.csv");
  }

  /**
   * Comments and skipped lines are made from the places of the records, as an application would.
   */
  private static boolean passes(String text, JsonNode entry) {
    String comments = entry.at("/params/commentMode").asText();
    boolean skipEmptyLines = entry.at("/params/skipEmptyLines").asBoolean();
    List<List<String>> records = new ArrayList<>();
    try {
      for (CsvRecord record : read(text)) {
        int start = (int) record.offset();
        String raw = text.substring(start, start + record.length());
        if (!comments.equals("NONE") && raw.startsWith("#")) {
          if (comments.equals("READ")) {
            records.add(List.of(raw.substring(1)));
          }
        } else if (!(skipEmptyLines && record.isEmptyLine())) {
          records.add(List.of(record.cells()));
        }
      }
    } catch (SourceException e) {
      return entry.at("/expect/exception_also_ok").asBoolean();
    }
    return records.equals(rows(entry.at("/expect/records")));
  }

  @Test
  void readsCsvSpectrumButForTheFileThatContradictsItsExpectation() throws IOException {
    Path suite = Corpora.suite("csv-spectrum");
    Set<String> files = new LinkedHashSet<>();
    for (JsonNode entry : manifest(suite)) {
      if (entry.has("upstream_defect")) {
        continue;
      }
      String file = entry.get("file").asText();
      files.add(file);
      assertThat(rowsOf(suite.resolve(file))).as(file).isEqualTo(objects(entry.at("/expect/rows")));
    }
    System.out.println("csv-spectrum: " + files.size() + "/12");
    assertThat(files).hasSize(11);
  }

  @Test
  void acceptsAndRejectsWhatCsvTestDataDoesButForAQuoteInAPlainCell() throws IOException {
    Path suite = Corpora.suite("sineemore-csv-test-data");
    Set<String> failed = new TreeSet<>();
    int count = 0;
    for (JsonNode entry : manifest(suite)) {
      count++;
      String text = Files.readString(suite.resolve(entry.get("file").asText()));
      boolean good =
          entry.at("/expect/result").asText().equals("accept")
              ? isRead(text, entry.get("expect"))
              : isRejected(text, entry.get("expect"));
      if (!good) {
        failed.add(entry.get("file").asText());
      }
    }
    assertThat(count).isEqualTo(25);
    // A quote has a meaning only at the start of a cell, here as in most readers.
    assertThat(failed).containsExactly("csv/bad-unescaped-quote.csv");
    try (CsvRowReader reader =
        CsvRowReader.open(
            suite.resolve("csv/bad-unescaped-quote.csv"),
            Dialect.STANDARD.withHeader(false),
            QuoteRepair.OFF,
            Limits.DEFAULT)) {
      while (reader.next() != null) {
        // to the end
      }
      System.out.println("sineemore: 24/25, the last is " + reader.notices());
      assertThat(reader.warnings()).containsEntry(ErrorCode.LITERAL_QUOTE, 1L);
      assertThat(reader.notices())
          .singleElement()
          .satisfies(
              notice -> {
                assertThat(notice.code()).isEqualTo(ErrorCode.LITERAL_QUOTE);
                assertThat(notice.line()).isEqualTo(2);
                assertThat(notice.column()).isEqualTo(8);
              });
    }
  }

  private static boolean isRead(String text, JsonNode expected) {
    List<CsvRecord> records = read(text);
    if (records.stream().anyMatch(record -> !record.quoteFaults().isEmpty())) {
      return false;
    }
    List<List<String>> cells = records.stream().map(record -> List.of(record.cells())).toList();
    if (!expected.get("header").asBoolean()) {
      return cells.equals(rows(expected.get("rows")));
    }
    List<Map<String, String>> objects = new ArrayList<>();
    for (List<String> row : cells.subList(1, cells.size())) {
      Map<String, String> object = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        object.put(cells.get(0).get(i), row.get(i));
      }
      objects.add(object);
    }
    return objects.equals(objects(expected.get("rows")));
  }

  private static boolean isRejected(String text, JsonNode expected) {
    List<CsvRecord> records;
    try {
      records = read(text);
    } catch (SourceException e) {
      return e.line().isPresent();
    }
    if (records.isEmpty()) {
      return true;
    }
    int width = records.get(0).cells().length;
    boolean otherHeader =
        expected.get("header").asBoolean()
            && !List.of(records.get(0).cells()).equals(texts(expected.get("header_names")));
    return otherHeader
        || records.stream()
            .anyMatch(record -> !record.quoteFaults().isEmpty() || record.cells().length != width);
  }

  private static List<CsvRecord> read(String text) {
    return CsvTexts.all(CsvTexts.tokenizer(text, Dialect.STANDARD));
  }

  private static List<Map<String, String>> rowsOf(Path path) {
    List<Map<String, String>> rows = new ArrayList<>();
    try (CsvRowReader reader =
        CsvRowReader.open(path, Dialect.STANDARD, QuoteRepair.OFF, Limits.DEFAULT)) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        assertThat(row.faults()).isEmpty();
        Map<String, String> cells = new LinkedHashMap<>();
        for (String label : row.header().labels()) {
          cells.put(label, String.valueOf(row.cell(label)));
        }
        rows.add(cells);
      }
    }
    return rows;
  }

  private static JsonNode manifest(Path suite) throws IOException {
    return JSON.readTree(suite.resolve("manifest.json").toFile());
  }

  private static List<List<String>> rows(JsonNode rows) {
    List<List<String>> lists = new ArrayList<>();
    rows.forEach(row -> lists.add(texts(row)));
    return lists;
  }

  private static List<Map<String, String>> objects(JsonNode rows) {
    List<Map<String, String>> objects = new ArrayList<>();
    for (JsonNode row : rows) {
      Map<String, String> object = new LinkedHashMap<>();
      row.properties().forEach(member -> object.put(member.getKey(), member.getValue().asText()));
      objects.add(object);
    }
    return objects;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
