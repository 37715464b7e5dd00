package dev.importer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.job.ImportResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    try (Stream<Path> files = Files.list(SAMPLES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.equals("README.md"))
          .containsExactlyInAnyOrderElementsOf(promises().stream().map(Promise::file).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("promises")
  void theNumbersAreThoseOfALoad(Promise promise) {
    try (Importer importer = Importer.inMemory()) {
      ImportResult result = importer.load(SAMPLES.resolve(promise.file()));
      assertThat(new Promise(promise.file(), result.total(), result.valid(), result.failed()))
          .isEqualTo(promise);
    }
  }

  @Test
  void mixedLineEndingsAreToldAsAWarning() {
    try (Importer importer = Importer.inMemory()) {
      Path file = SAMPLES.resolve("users_mixed_line_endings.csv");
      assertThat(importer.check(file).warnings()).isEqualTo(Map.of("mixed-line-endings", 1L));
    }
  }
}
