package dev.importer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that store nothing load nothing of a database, and no log. */
class StorelessCommandsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "check samples/users_with_errors.csv, 1",
    "detect samples/sample_data.csv, 0",
    "infer samples/sample_data.csv, 0",
    "schemas, 0",
    "template users, 0"
  })
  void noClassOfADatabaseIsLoaded(String command, int code) throws Exception {
    new Shell(folder)
        .script("JAVA_TOOL_OPTIONS=-Xlog:class+load:file=classes.txt importer-server " + command)
        .expect(code);

    assertThat(Files.readString(folder.resolve("classes.txt")))
        .contains("dev.importer.Importer")
        .doesNotContain("org.sqlite", "com.zaxxer.hikari", "org.jdbi", "ch.qos.logback");
  }
}
