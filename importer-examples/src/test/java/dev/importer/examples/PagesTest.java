package dev.importer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The index leads to every page, and the guarantees to tests that there are. */
class PagesTest {

  private static final Path DOCS = Project.folder("docs");

  @Test
  void everyPageIsInTheIndex() throws IOException {
    String index = Files.readString(DOCS.resolve("README.md"));
    try (Stream<Path> files = Files.list(DOCS)) {
      List<String> pages =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
              .toList();

      assertThat(pages).allSatisfy(page -> assertThat(index).contains("(" + page + ")"));
    }
  }

  @Test
  void everyGuaranteeNamesTestsThatThereAre() throws IOException {
    Set<String> tests = new TreeSet<>();
    for (String module : List.of("importer-core", "importer-server", "importer-examples")) {
      try (Stream<Path> files = Files.walk(Project.folder(module).resolve("src/test/java"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .forEach(name -> tests.add(name.replace(".java", "")));
      }
    }
    List<String> named =
        Files.readAllLines(DOCS.resolve("guarantees.md")).stream()
            .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
            .map(line -> line.substring(line.lastIndexOf('|', line.length() - 2)))
            .flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results())
            .map(name -> name.group(1))
            .toList();

    assertThat(named).hasSizeGreaterThan(15).isSubsetOf(tests);
  }
}
