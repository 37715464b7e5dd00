package dev.importer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.error.ImportError;
import dev.importer.job.ImportResult;
import dev.importer.results.CheckReport;
import dev.importer.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** samples/README.md says what is so. */
class SamplesTest {

  private static final Path SAMPLES = Project.folder("samples");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(?<file>[^`]+)` \\| (?<total>\\d+) \\| (?<valid>\\d+) \\| (?<failed>\\d+) \\|",
          Pattern.MULTILINE);

  record Promise(String file, long total, long valid, long failed) {
    @Override
    public String toString() {
      return file;
    }
  }

  static List<Promise> promises() throws IOException {
    return ROW.matcher(Files.readString(SAMPLES.resolve("README.md")))
        .results()
        .map(SamplesTest::promise)
        .toList();
  }

  private static Promise promise(MatchResult row) {
    return new Promise(
        row.group(1),
        Long.parseLong(row.group(2)),
        Long.parseLong(row.group(3)),
        Long.parseLong(row.group(4)));
  }

  @Test
  void everyFileIsListedAndEveryListedFileIsThere() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      assertThat(files.filter(Files::isRegularFile).map(SamplesTest::name))
          .filteredOn(name -> !name.equals("README.md") && !name.equals("orders/orders.json"))
          // What it takes to read these is a test of its own.
          .filteredOn(name -> !name.startsWith("members/"))
          .containsExactlyInAnyOrderElementsOf(promises().stream().map(Promise::file).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("promises")
  void theNumbersAreThoseOfALoad(Promise promise) throws IOException {
    try (Importer importer = open(promise.file())) {
      ImportResult result = importer.load(SAMPLES.resolve(promise.file()));
      assertThat(new Promise(promise.file(), result.total(), result.valid(), result.failed()))
          .isEqualTo(promise);
    }
  }

  /** From row 4 on, each row of the messy orders is there for a fault of its own. */
  @Test
  void theMessyOrdersBreakTheirSchemaInManyWays() throws IOException {
    try (Importer importer = open("orders/orders_messy.csv")) {
      CheckReport report = importer.check(SAMPLES.resolve("orders/orders_messy.csv"));
      Set<String> faults = new TreeSet<>();
      Set<Long> rows = new TreeSet<>();
      for (ImportError error : report.errors()) {
        faults.add(error.code().text() + " " + error.rule() + " " + error.field());
        rows.add(error.row());
      }
      assertThat(rows).hasSize(27).doesNotContain(1L, 2L, 3L);
      assertThat(faults)
          .contains(
              "primary-key primaryKey order_id",
              "unique-error unique invoice",
              "foreign-key foreignKeys replaces",
              "type-error number price",
              "type-error duration delivery_time",
              "constraint-error exclusiveMinimum price",
              "extra-cell null column_16",
              "missing-cell null warehouse",
              "stray-quote null tags")
          .hasSizeGreaterThan(26);
    }
  }

  private static Importer open(String file) throws IOException {
    if (!file.startsWith("orders/")) {
      return Importer.inMemory();
    }
    String json = Files.readString(SAMPLES.resolve("orders/orders.json"));
    return Importer.builder().inMemory().schema(Schema.parse("orders", json)).build();
  }

  private static String name(Path file) {
    return SAMPLES.relativize(file).toString().replace('\\', '/');
  }

  @Test
  void mixedLineEndingsAreToldAsAWarning() {
    try (Importer importer = Importer.inMemory()) {
      Path file = SAMPLES.resolve("users_mixed_line_endings.csv");
      assertThat(importer.check(file).warnings()).isEqualTo(Map.of("mixed-line-endings", 1L));
    }
  }
}
