package dev.importer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.results.HeaderMapping;
import dev.importer.schema.FieldsMatch;
import dev.importer.schema.Schema;
import dev.importer.schema.SchemaField;
import dev.importer.schema.SchemaRules;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page on schemas says what the code does, and its snippets are those of tested examples. */
class SchemasPageTest {

  private static String page;
  private static String example;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Project.folder("docs").resolve("schemas.md"));
    example = source("SchemaForms") + source("OwnClasses");
  }

  private static List<String> blocks(String language) {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(page)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private static String source(String name) throws IOException {
    return Files.readString(
        Project.folder("importer-examples")
            .resolve("src/main/java/dev/importer/examples/" + name + ".java"));
  }

  private static String withoutIndent(String text) {
    return text.lines().map(String::strip).reduce("", (a, b) -> a + b + "\n");
  }

  @Test
  void everySnippetOfJavaStandsInTheExample() {
    String code = withoutIndent(example);

    assertThat(blocks("java")).hasSizeGreaterThan(3);
    assertThat(blocks("java")).allSatisfy(block -> assertThat(code).contains(withoutIndent(block)));
  }

  @Test
  void theSnippetOfJsonIsTheSchemaOfTheExample() {
    assertThat(blocks("json"))
        .singleElement()
        .satisfies(json -> assertThat(Schema.parse("orders", json)).isEqualTo(SchemaForms.BUILT));
  }

  @Test
  void everyAttributeOfTheAnnotationsIsListed() {
    assertThat(namesIn("What `@SchemaField` says"))
        .containsExactlyInAnyOrderElementsOf(attributes(SchemaField.class));
    assertThat(namesIn("What `@SchemaRules` says"))
        .containsExactlyInAnyOrderElementsOf(attributes(SchemaRules.class));
  }

  @Test
  void everyMatchAndReasonIsListed() {
    assertThat(namesIn("Which columns a file must have"))
        .containsExactlyElementsOf(lowerCase(FieldsMatch.values()));
    assertThat(namesIn("Which label means which field"))
        .containsExactlyElementsOf(lowerCase(HeaderMapping.Reason.values()));
  }

  private static List<String> lowerCase(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> attributes(Class<?> annotation) {
    return Arrays.stream(annotation.getDeclaredMethods()).map(Method::getName).toList();
  }

  /** The names in the first cells of the table under a heading. */
  private static List<String> namesIn(String heading) {
    Stream<String> section =
        page.lines()
            .dropWhile(line -> !line.matches("#+ " + Pattern.quote(heading)))
            .skip(1)
            .takeWhile(line -> !line.startsWith("#"));
    return section
        .filter(line -> line.startsWith("| `"))
        .flatMap(
            line ->
                Pattern.compile("`([^`]+)`")
                    .matcher(line.split("\\|", -1)[1])
                    .results()
                    .map(name -> name.group(1)))
        .toList();
  }
}
