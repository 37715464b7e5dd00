package dev.importer.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ErrorCode.Scope;
import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.internal.record.ErrorTally;
import dev.importer.job.ImportOptions;
import dev.importer.results.CheckReport;
import dev.importer.results.ErrorValues;
import dev.importer.results.History;
import dev.importer.results.ImportProfile;
import dev.importer.results.Page;
import dev.importer.results.RecordQuery;
import dev.importer.results.SourcePreview;
import dev.importer.results.StoredRecord;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages say what the code does. */
class DocumentationTest {

  private static final Path PROJECT = project();
  private static final String ERRORS = read(PROJECT.resolve("docs/errors.md"));
  private static final String LIMITS = read(PROJECT.resolve("docs/limits.md"));
  private static final int EXAMPLE = 2;
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  /** A code and an example that is said to lead to it. */
  record Example(ErrorCode code, String text) {
    @Override
    public String toString() {
      return code + " " + text;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyErrorCodeHasItsRowAndNoRowLacksItsCode(Scope scope) {
    assertThat(tableOf(scope).rows())
        .extracting(MarkdownTable.Row::name)
        .containsExactlyElementsOf(
            ErrorCode.builtIn().stream()
                .filter(code -> code.scope() == scope)
                .map(ErrorCode::text)
                .toList());
  }

  /** What people copy must be what they may use. Measurements are ours. */
  @Test
  void pagesAndExamplesNameNothingInternal() throws IOException {
    List<Path> copied = new ArrayList<>(List.of(PROJECT.resolve("README.md")));
    for (String folder :
        List.of("docs", "importer-examples/src/main", "importer-examples/consumer")) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".md") || file.toString().endsWith(".java"))
            .filter(
                file -> !file.toString().contains("measure") && !file.toString().contains("adr"))
            .forEach(copied::add);
      }
    }

    assertThat(copied).hasSizeGreaterThan(20);
    assertThat(copied)
        .allSatisfy(file -> assertThat(read(file)).doesNotContain("import dev.importer.internal"));
  }

  @Test
  void theReservedCodesAreThoseThatNoSourceMentions() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(PROJECT.resolve("importer-core/src/main/java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("ErrorCode.java"))
          .forEach(file -> sources.append(read(file)));
    }
    List<String> reserved =
        Arrays.stream(Scope.values())
            .flatMap(scope -> tableOf(scope).rows().stream())
            .filter(MarkdownTable.Row::isReserved)
            .map(MarkdownTable.Row::name)
            .toList();
    assertThat(ErrorCode.builtIn())
        .extracting(ErrorCode::text)
        .filteredOn(code -> !mentions(sources, code))
        .containsExactlyInAnyOrderElementsOf(reserved);
  }

  private static boolean mentions(CharSequence sources, String code) {
    String constant = code.toUpperCase(Locale.ROOT).replace('-', '_');
    return Pattern.compile("\\bErrorCode\\." + constant + "\\b").matcher(sources).find();
  }

  static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (Scope scope : Scope.values()) {
      for (MarkdownTable.Row row : tableOf(scope).rows()) {
        row.code(EXAMPLE)
            .ifPresent(text -> examples.add(new Example(new ErrorCode(row.name(), scope), text)));
      }
    }
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleLeadsToItsCode(Example example) {
    byte[] bytes =
        example.text().replace('⏎', '\n').replace('␀', '\0').getBytes(StandardCharsets.UTF_8);
    boolean json = example.text().startsWith("[") || example.text().startsWith("{");
    Source source =
        Source.of(new ByteArrayInputStream(bytes), json ? "example.json" : "example.csv");
    try (Importer importer = Importer.inMemory()) {
      CheckReport report = importer.check(source);
      if (example.code().scope() == Scope.WARNING) {
        assertThat(report.warnings()).containsKey(example.code().text());
        assertThat(report.errors()).isEmpty();
      } else {
        assertThat(report.errors()).extracting(ImportError::code).containsOnly(example.code());
      }
    } catch (SourceException e) {
      assertThat(e.code()).isEqualTo(example.code());
    }
  }

  @Test
  void everyLimitIsListedWithItsDefault() throws ReflectiveOperationException {
    Map<String, Long> defaults = new LinkedHashMap<>();
    for (RecordComponent limit : Limits.class.getRecordComponents()) {
      Number value = (Number) limit.getAccessor().invoke(Limits.DEFAULT);
      defaults.put(limit.getName(), value.longValue());
    }
    assertThat(numbers("Limits of sources", 2)).containsExactlyEntriesOf(defaults);
  }

  @Test
  void everyBoundIsListedWithItsValue() {
    assertThat(numbers("Bounds that cannot be changed", 2))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("Notice.MOST_KEPT", (long) Notice.MOST_KEPT),
                Map.entry("Limits.MOST_ROWS", Limits.MOST_ROWS),
                Map.entry("Page.DEFAULT_LIMIT", (long) Page.DEFAULT_LIMIT),
                Map.entry("Page.MAX_LIMIT", (long) Page.MAX_LIMIT),
                Map.entry("Page.MAX_OFFSET", (long) Page.MAX_OFFSET),
                Map.entry("ErrorValues.MAX_VALUES", (long) ErrorValues.MAX_VALUES),
                Map.entry("ErrorValues.MAX_VALUES_OF_KIND", (long) ErrorValues.MAX_VALUES_OF_KIND),
                Map.entry("ErrorValues.MAX_ROWS", (long) ErrorValues.MAX_ROWS),
                Map.entry("ErrorValues.MAX_CLUSTERS", (long) ErrorValues.MAX_CLUSTERS),
                Map.entry(
                    "ErrorValues.MAX_VALUES_OF_CLUSTER", (long) ErrorValues.MAX_VALUES_OF_CLUSTER),
                Map.entry("RecordQuery.MAX_CONDITIONS", (long) RecordQuery.MAX_CONDITIONS),
                Map.entry("ImportProfile.MAX_COLUMNS", (long) ImportProfile.MAX_COLUMNS),
                Map.entry("ImportProfile.EXACT_DISTINCT", (long) ImportProfile.EXACT_DISTINCT),
                Map.entry("ImportProfile.MAX_TOP_VALUES", (long) ImportProfile.MAX_TOP_VALUES),
                Map.entry("ImportProfile.MAX_BINS", (long) ImportProfile.MAX_BINS),
                Map.entry("SourcePreview.MAX_LINES", (long) SourcePreview.MAX_LINES),
                Map.entry("SourcePreview.MAX_CELLS", (long) SourcePreview.MAX_CELLS),
                Map.entry("SourcePreview.MAX_CELL_LENGTH", (long) SourcePreview.MAX_CELL_LENGTH),
                Map.entry("SourcePreview.MAX_FITS", (long) SourcePreview.MAX_FITS),
                Map.entry("ImportProfile.MAX_VALUE_LENGTH", (long) ImportProfile.MAX_VALUE_LENGTH),
                Map.entry("History.MAX_DAYS", (long) History.MAX_DAYS),
                Map.entry("History.MAX_ERRORS", (long) History.MAX_ERRORS),
                Map.entry("CheckReport.MAX_ERRORS", (long) CheckReport.MAX_ERRORS),
                Map.entry("CheckReport.MAX_ROWS", (long) CheckReport.MAX_ROWS),
                Map.entry("ErrorTally.MAX_GROUPS", (long) ErrorTally.MAX_GROUPS),
                Map.entry("ErrorTally.MAX_EXAMPLES", (long) ErrorTally.MAX_EXAMPLES),
                Map.entry("StoredRecord.MAX_ERRORS", (long) StoredRecord.MAX_ERRORS),
                Map.entry("ImportError.MAX_VALUE_LENGTH", (long) ImportError.MAX_VALUE_LENGTH),
                Map.entry("ImportError.MAX_MESSAGE_LENGTH", (long) ImportError.MAX_MESSAGE_LENGTH),
                Map.entry("Source.MAX_NAME_LENGTH", (long) Source.MAX_NAME_LENGTH)));
  }

  @Test
  void everySettingOfTheBuilderIsListed() {
    assertThat(MarkdownTable.under("Settings of an importer", LIMITS).rows())
        .extracting(MarkdownTable.Row::name)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Importer.Builder.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == Importer.Builder.class)
                .map(Method::getName)
                .distinct()
                .toList());
  }

  @Test
  void everyOptionOfAnImportIsListed() {
    assertThat(MarkdownTable.under("Options of one import", LIMITS).rows())
        .extracting(MarkdownTable.Row::name)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ImportOptions.class.getMethods())
                .filter(method -> method.getParameterCount() == 1)
                .map(Method::getName)
                .filter(name -> name.startsWith("with") && !name.startsWith("without"))
                .map(name -> name.substring(4, 5).toLowerCase(Locale.ROOT) + name.substring(5))
                .distinct()
                .toList());
  }

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of("", "samples", "importer-examples")) {
      pages.add(PROJECT.resolve(folder).resolve("README.md"));
    }
    try (Stream<Path> files = Files.walk(PROJECT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    return pages.stream().filter(Files::exists).map(PROJECT::relativize).sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyRelativeLinkLeadsSomewhere(Path page) {
    Path file = PROJECT.resolve(page);
    List<String> broken =
        LINK.matcher(withoutCode(read(file)))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.matches("[a-z]+:.*"))
            .filter(link -> !leadsSomewhere(file, link))
            .toList();
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path page, String link) {
    int mark = link.indexOf('#');
    String path =
        URLDecoder.decode(mark < 0 ? link : link.substring(0, mark), StandardCharsets.UTF_8);
    Path target = path.isEmpty() ? page : page.resolveSibling(path);
    if (!Files.exists(target)) {
      return false;
    }
    return mark < 0
        || Files.isDirectory(target)
        || anchors(target).contains(link.substring(mark + 1));
  }

  /** The headings of a page as they are addressed in links. */
  private static List<String> anchors(Path page) {
    return read(page)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").strip().toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  /** In code, what looks like a link is none. */
  private static String withoutCode(String page) {
    return page.replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "");
  }

  private static MarkdownTable tableOf(Scope scope) {
    return MarkdownTable.under(
        switch (scope) {
          case FILE -> "The file cannot be used";
          case ROW -> "The row is refused";
          case WARNING -> "Warnings";
        },
        ERRORS);
  }

  /** The first number in a column of a table of the limits, by name. */
  private static Map<String, Long> numbers(String heading, int column) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (MarkdownTable.Row row : MarkdownTable.under(heading, LIMITS).rows()) {
      String digits = row.cells().get(column).replaceFirst(" .*", "").replace(",", "");
      numbers.put(row.name(), Long.valueOf(digits));
    }
    return numbers;
  }

  private static Path project() {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.exists(up.resolve("pom.xml")) && Files.isDirectory(up.resolve("docs"))) {
        return up;
      }
    }
    throw new AssertionError("no folder with pom.xml and docs here or above");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
