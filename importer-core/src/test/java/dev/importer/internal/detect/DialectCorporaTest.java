package dev.importer.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.csv.CsvTexts;
import dev.importer.internal.parse.CsvRowReader;
import dev.importer.results.DialectDetection;
import dev.importer.row.Row;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import dev.importer.source.QuoteRepair;
import dev.importer.testing.Corpora;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Detects the dialects of the CSV suites of other projects, given nothing that the case does not
 * give.
 */
class DialectCorporaTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** Every reading of this test, which is how many times it was right, and how sure of that. */
  private final List<Judged> judged = new ArrayList<>();

  private record Judged(String name, double confidence, boolean isRight) {}

  /** How many cases agree, and those that do not. */
  private static final class Score {
    private final String name;
    private final Set<String> failed = new TreeSet<>();
    private int cases;

    Score(String name) {
      this.name = name;
    }

    void add(String description, boolean agrees) {
      cases++;
      if (!agrees) {
        failed.add(cases + " " + description);
      }
    }

    int passed() {
      return cases - failed.size();
    }

    void print() {
      System.out.printf("%s: %d of %d; not: %s%n", name, passed(), cases, failed);
    }
  }

  @Test
  void agreesWithMostOfWhatDuckDbTellsOfItsFiles() throws IOException {
    Path suite = Corpora.suite("duckdb-csv");
    Score delimiters = new Score("duckdb-csv delimiter");
    Score quotes = new Score("duckdb-csv quote");
    Score escapes = new Score("duckdb-csv escape");
    Score headers = new Score("duckdb-csv header");
    for (JsonNode entry : manifest(suite)) {
      if (!entry.path("kind").asText().equals("sniff")) {
        continue;
      }
      JsonNode params = entry.get("params");
      JsonNode expected = entry.get("expect");
      Path file = unpacked(suite.resolve(entry.get("file").asText()));
      DialectDetection found =
          DialectDetector.detect(file, StandardCharsets.UTF_8, given(params), ExpectedLabels.NONE);
      Dialect dialect = found.dialect();
      String name = entry.get("file").asText() + " " + params + " " + dialect;
      if (expected.has("delimiter")) {
        delimiters.add(name, expected.get("delimiter").asText().equals(dialect.delimiter()));
      }
      if (expected.has("quote")) {
        quotes.add(
            name, isMeant(expected.get("quote").asText(), dialect.quoteChar(), dialect, file));
      }
      if (expected.has("escape")) {
        escapes.add(
            name, isMeant(expected.get("escape").asText(), dialect.escapeChar(), dialect, file));
      }
      if (tellsHeader(params, expected)) {
        headers.add(name, Boolean.valueOf(hasHeader(expected)).equals(dialect.header()));
      }
      boolean isRight =
          Stream.of(delimiters, quotes, escapes, headers)
              .noneMatch(score -> score.failed.contains(score.cases + " " + name));
      judged.add(new Judged(name, found.confidence(), isRight));
    }
    for (Score score : List.of(delimiters, quotes, escapes, headers)) {
      score.print();
    }
    assertThat(delimiters.cases).isEqualTo(36);
    assertThat(delimiters.passed()).isGreaterThanOrEqualTo(36);
    assertThat(quotes.cases).isEqualTo(35);
    assertThat(quotes.passed()).isGreaterThanOrEqualTo(35);
    assertThat(escapes.failed).isEmpty();
    assertThat(headers.cases).isEqualTo(58);
    assertThat(headers.passed()).isGreaterThanOrEqualTo(53);
  }

  /** No character at all and one that the file does not use give the same cells. */
  private static boolean isMeant(String expected, char found, Dialect dialect, Path file)
      throws IOException {
    if (!expected.equals("(empty)")) {
      return expected.equals(String.valueOf(found));
    }
    String text = Files.readString(file);
    return CsvTexts.cells(CsvTexts.tokenizer(text, dialect))
        .equals(CsvTexts.cells(CsvTexts.tokenizer(text, dialect.withQuoteChar(Dialect.NONE))));
  }

  private static boolean tellsHeader(JsonNode params, JsonNode expected) {
    return expected.has("has_header")
        || (expected.has("columns")
            && !params.has("names")
            && !params.has("columns")
            && !params.has("header"));
  }

  /** Columns that DuckDB names by their position have no labels. */
  private static boolean hasHeader(JsonNode expected) {
    return expected.has("has_header")
        ? expected.get("has_header").asText().equals("1")
        : !expected.get("columns").asText().contains("'name': column0");
  }

  private static Dialect given(JsonNode params) {
    Dialect given = Dialect.UNSPECIFIED;
    if (params.has("delim")) {
      given = given.withDelimiter(params.get("delim").asText().replace("\\t", "\t"));
    }
    if (params.has("quote")) {
      given = given.withQuoteChar(params.get("quote").asText().charAt(0));
    }
    if (params.has("escape")) {
      given = given.withEscapeChar(params.get("escape").asText().charAt(0));
    }
    if (params.has("header")) {
      given = given.withHeader(params.get("header").asBoolean());
    }
    return params.has("skip") ? given.withSkipRows(params.get("skip").asInt()) : given;
  }

  private Path unpacked(Path file) throws IOException {
    if (!file.toString().endsWith(".gz")) {
      return file;
    }
    Path target = folder.resolve("unpacked.csv");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
    }
    return target;
  }

  @Test
  void readsTheFilesOfPollockWithoutBeingToldAnything() throws IOException {
    Path suite = Corpora.suite("pollock");
    Score dialects = new Score("pollock dialect");
    Score perfectFiles = new Score("pollock file-level perfect");
    for (JsonNode entry : manifest(suite)) {
      Path file = suite.resolve(entry.get("file").asText());
      String name = entry.get("pollution").asText();
      Charset encoding = Charset.forName(entry.at("/params/encoding").asText());
      DialectDetection found =
          DialectDetector.detect(file, encoding, Dialect.UNSPECIFIED, ExpectedLabels.NONE);
      Dialect dialect = found.dialect();
      if (!name.equals("file_no_payload")) {
        judged.add(new Judged(name, found.confidence(), isTold(dialect, entry.get("params"))));
        dialects.add(name + " " + dialect, isTold(dialect, entry.get("params")));
      }
      Path clean = suite.resolve(entry.at("/expect/clean_file").asText());
      if (!name.startsWith("row_")) {
        perfectFiles.add(name, isPerfect(load(file, dialect), records(clean)));
      }
    }
    dialects.print();
    perfectFiles.print();
    assertThat(perfectFiles.cases).isEqualTo(22);
    assertThat(perfectFiles.passed()).isGreaterThanOrEqualTo(16);
    assertThat(dialects.cases).isEqualTo(69);
    assertThat(dialects.passed()).isGreaterThanOrEqualTo(68);
  }

  private static boolean isTold(Dialect dialect, JsonNode params) {
    int headerRows = params.get("header_lines").asInt();
    // Pollock takes the blank after a delimiter for a part of it.
    String delimiter =
        dialect.delimiter() + (Boolean.TRUE.equals(dialect.skipInitialSpace()) ? " " : "");
    return params.get("delimiter").asText().equals(delimiter)
        && params.get("quotechar").asText().equals(String.valueOf(dialect.quoteChar()))
        && Boolean.valueOf(headerRows > 0).equals(dialect.header())
        && Integer.valueOf(Math.max(1, headerRows)).equals(dialect.headerRows())
        && Integer.valueOf(params.get("preamble_lines").asInt()).equals(dialect.skipRows());
  }

  /** Header, records and cells are all the same, whatever the order. */
  private static boolean isPerfect(List<List<String>> loaded, List<List<String>> clean) {
    if (loaded.isEmpty() || clean.isEmpty()) {
      return loaded.isEmpty() && clean.isEmpty();
    }
    return counts(loaded.get(0)).equals(counts(clean.get(0)))
        && counts(joined(loaded)).equals(counts(joined(clean)))
        && counts(flat(loaded)).equals(counts(flat(clean)));
  }

  private static List<String> joined(List<List<String>> rows) {
    return rows.stream().skip(1).map(row -> String.join("", row)).toList();
  }

  private static List<String> flat(List<List<String>> rows) {
    return rows.stream().flatMap(List::stream).toList();
  }

  private static Map<String, Long> counts(Collection<String> texts) {
    return texts.stream()
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  private static List<List<String>> records(Path clean) throws IOException {
    return CsvTexts.all(CsvTexts.tokenizer(Files.readString(clean), Dialect.STANDARD)).stream()
        .filter(record -> !record.isBlankLine())
        .map(record -> List.of(record.cells()))
        .toList();
  }

  /** The labels, if there are any, and the rows; nothing where the file holds nothing. */
  private static List<List<String>> load(Path file, Dialect dialect) {
    List<List<String>> rows = new ArrayList<>();
    try (CsvRowReader reader = CsvRowReader.open(file, dialect, QuoteRepair.OFF, Limits.DEFAULT)) {
      if (Boolean.TRUE.equals(dialect.header())) {
        rows.add(reader.header().orElseThrow().labels());
      }
      for (Row row = reader.next(); row != null; row = reader.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
          cells.add(String.valueOf(row.cell(i)));
        }
        rows.add(cells);
      }
    } catch (SourceException e) {
      return e.code().equals(ErrorCode.EMPTY_FILE)
          ? List.of()
          : List.of(List.of("Application Error"));
    }
    return rows;
  }

  @Test
  void isRightAsOftenAsItSays() throws IOException {
    agreesWithMostOfWhatDuckDbTellsOfItsFiles();
    readsTheFilesOfPollockWithoutBeingToldAnything();
    countsAndSumsOfOpenDataAreRight();
    Score sure = new Score("right, of the readings with a confidence above 0.9");
    for (Judged each : judged) {
      if (each.confidence() > 0.9) {
        sure.add(each.toString(), each.isRight());
      }
    }
    sure.print();
    System.out.printf(
        "readings with a confidence above 0.9: %d of %d%n", sure.cases, judged.size());
    assertThat(sure.passed()).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * sure.cases));
    assertThat(sure.cases).isGreaterThanOrEqualTo(judged.size() * 2 / 3);
  }

  @Test
  void countsAndSumsOfOpenDataAreRight() throws IOException {
    Path suite = Corpora.suite("open-data");
    Score files = new Score("open-data counts and sums");
    for (JsonNode entry : manifest(suite)) {
      Path file = suite.resolve(entry.get("file").asText());
      DialectDetection found =
          DialectDetector.detect(
              file, StandardCharsets.UTF_8, Dialect.UNSPECIFIED, ExpectedLabels.NONE);
      Dialect dialect = found.dialect();
      boolean holds = holds(load(file, dialect), entry.get("expect"));
      files.add(entry.get("file").asText() + " " + dialect, holds);
      judged.add(new Judged(entry.get("file").asText(), found.confidence(), holds));
    }
    files.print();
    assertThat(files.cases).isEqualTo(23);
    assertThat(files.failed).isEmpty();
  }

  private static boolean holds(List<List<String>> rows, JsonNode expected) {
    List<String> labels = rows.get(0);
    List<String> wanted = new ArrayList<>();
    expected.get("columns").forEach(label -> wanted.add(label.asText()));
    boolean holds = labels.equals(wanted) && rows.size() - 1 == expected.get("row_count").asInt();
    for (int i = 0; holds && i < labels.size(); i++) {
      JsonNode column = expected.get("column_stats").get(labels.get(i));
      Set<String> distinct = new HashSet<>();
      double sum = 0;
      for (List<String> row : rows.subList(1, rows.size())) {
        distinct.add(row.get(i));
        if (column.has("sum")) {
          sum += number(row.get(i));
        }
      }
      holds =
          distinct.size() == column.get("distinct").asInt()
              && (!column.has("sum") || Math.abs(sum - column.get("sum").asDouble()) < 1e-3);
    }
    return holds;
  }

  private static double number(String cell) {
    try {
      return cell.isBlank() ? 0 : Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static JsonNode manifest(Path suite) throws IOException {
    return JSON.readTree(suite.resolve("manifest.json").toFile());
  }
}
