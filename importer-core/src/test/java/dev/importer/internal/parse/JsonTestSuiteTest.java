package dev.importer.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import dev.importer.testing.Corpora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * The files of JSONTestSuite: names that begin with y_ are JSON, with n_ are not, and with i_ are
 * left to the implementation, which must only not break.
 */
@Timeout(60)
final class JsonTestSuiteTest {

  @TestFactory
  Stream<DynamicTest> acceptsWhatIsJson() {
    return tests(
        "y_",
        fault ->
            // A single string or number is JSON, although it holds no records.
            assertThat(fault.filter(code -> !code.equals(ErrorCode.JSON_NOT_RECORDS))).isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatIsNotJson() {
    return tests(
        "n_",
        fault ->
            assertThat(fault)
                .get()
                .isIn(
                    ErrorCode.JSON_SYNTAX,
                    ErrorCode.ENCODING_ERROR,
                    ErrorCode.EMPTY_FILE,
                    ErrorCode.TOO_DEEP));
  }

  @TestFactory
  Stream<DynamicTest> survivesWhatIsLeftOpen() {
    return tests("i_", fault -> assertThat(fault.map(ErrorCode::scope)).isNotNull());
  }

  @Test
  void everyFaultOfSyntaxHasItsPlaceAndNoWordsOfTheParser() {
    for (Path file : files("n_")) {
      try {
        readAll(file);
      } catch (SourceException e) {
        if (!e.code().equals(ErrorCode.EMPTY_FILE)) {
          assertThat(e.line()).as("line in %s", file).isPresent();
        }
        if (e.code().equals(ErrorCode.JSON_SYNTAX)) {
          assertThat(e.column()).as("column in %s", file).isPresent();
        }
        assertThat(e.getMessage())
            .as("message for %s", file)
            .endsWith(".")
            .doesNotContain("does not follow the rules")
            .doesNotContainIgnoringCase("source:")
            .doesNotContain("Object entries", "Feature", "token", "JsonParse", "\0")
            .hasSizeLessThan(200);
      }
    }
  }

  private interface Verdict {
    void check(Optional<ErrorCode> fault);
  }

  private static Stream<DynamicTest> tests(String prefix, Verdict verdict) {
    return files(prefix).stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    String.valueOf(file.getFileName()), () -> verdict.check(faultOf(file))));
  }

  private static List<Path> files(String prefix) {
    Path folder = Corpora.suite("jsontestsuite").resolve("test_parsing");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> chosen =
          files
              .filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
              .sorted()
              .toList();
      assertThat(chosen).hasSizeGreaterThan(30);
      return chosen;
    } catch (IOException e) {
      return fail(e);
    }
  }

  private static Optional<ErrorCode> faultOf(Path file) {
    try {
      readAll(file);
      return Optional.empty();
    } catch (SourceException e) {
      return Optional.of(e.code());
    }
  }

  private static void readAll(Path file) {
    try (RowReader reader = JsonRowReader.openDocument(file, Dialect.STANDARD, Limits.DEFAULT)) {
      while (reader.next() != null) {
        // Only what goes wrong is of interest.
      }
    }
  }
}
