package dev.importer.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.schema.Constraint;
import dev.importer.type.FieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page on types and constraints says what there is. */
class TypesPageTest {

  private static final String PAGE = read("docs/types.md");
  private static final String ERRORS = read("docs/errors.md");

  @Test
  void everyTypeHasItsRow() {
    assertThat(MarkdownTable.under("Types", PAGE).rows())
        .extracting(MarkdownTable.Row::name)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FieldType.values()).map(FieldType::text).toList());
  }

  @Test
  void everyConstraintIsListedThereAndAmongTheErrors() {
    List<String> rules =
        Arrays.stream(Constraint.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .map(name -> name.equals("OneOf") ? "enum" : uncapitalised(name))
            .toList();
    for (String rule : rules) {
      assertThat(section(PAGE, "## Constraints")).contains("`" + rule + "`");
      if (!rule.equals("unique")) {
        assertThat(section(ERRORS, "### Rules of a constraint-error")).contains("`" + rule + "`");
      }
    }
  }

  private static String uncapitalised(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String section(String page, String heading) {
    String rest = page.substring(page.indexOf(heading) + heading.length());
    int end = rest.indexOf("\n## ");
    return end < 0 ? rest : rest.substring(0, end);
  }

  private static String read(String page) {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.exists(up.resolve(page))) {
        try {
          return Files.readString(up.resolve(page));
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError("no " + page + " here or above");
  }
}
