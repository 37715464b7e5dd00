package dev.importer.internal.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.importer.error.SourceException;
import dev.importer.internal.text.FileName;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import dev.importer.testing.Corpora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads workbooks that real programs have written, and some that are meant to do harm. */
class SpreadsheetCorpusTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Files that are read otherwise, and where. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          // Format 58 is a date wherever there is one: the file is by a Chinese program.
          "streaming-null_celltype.xlsx",
          "A1: expected 42339, but was 2015-12-01",
          // The last one is a chart.
          "calamine-any_sheets.xls",
          "the sheets are [Visible, Hidden, VeryHidden], and hidden [Hidden, VeryHidden]",
          // It is older than those that are read.
          "readxl-biff5-label-records.xls",
          "refused: This is an old Excel workbook (.xls). Open it and save it as a workbook"
              + " (.xlsx), and send that.",
          // LibreOffice shows these spaces, and writes them into the .xlsx that it makes of it.
          "own-lo-products.ods",
          "C4: expected \"Radierer\\nweiß \", but was   Radierer\nweiß ");

  static Stream<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder())) {
      return all
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches(".*\\.(xlsx|xlsm|xltx|ods|xls)"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Path folder() {
    return Corpora.suite("spreadsheets").resolve("files");
  }

  @ParameterizedTest
  @MethodSource("files")
  void isReadAsAgreed(String name) throws IOException {
    JsonNode expected = JSON.readTree(folder().resolve(name + ".expected.json").toFile());

    String fault = fault(expected, folder().resolve(name));

    assertThat(fault).isEqualTo(OTHERWISE.get(name));
  }

  private static @Nullable String fault(JsonNode expected, Path file) throws IOException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    Format format =
        switch (FileName.extension(file.toString())) {
          case "ods" -> Format.ODS;
          case "xls" -> Format.XLS;
          default -> Format.XLSX;
        };
    try (Workbook workbook = Workbook.open(file, format, Limits.DEFAULT, new ScratchFiles())) {
      String sheet = expected.path("sheet").textValue();
      Sheet read =
          workbook.sheets().stream()
              .filter(each -> sheet == null ? each.visible() : each.name().equals(sheet))
              .findFirst()
              .orElseThrow();
      String differing = differing(expected, workbook);
      if (differing != null) {
        return differing;
      }
      try (SheetRows all = workbook.rows(read)) {
        for (SheetRow row = all.next(); row != null; row = all.next()) {
          while (rows.size() < row.number() - 1) {
            rows.add(new Object[0]);
          }
          rows.add(row.cells());
        }
      }
    } catch (SourceException refused) {
      return expected.has("refuse") ? null : "refused: " + refused.getMessage();
    }
    if (expected.has("refuse") && !expected.has("or_rows")) {
      return expected.path("note").asText().contains("Right is either")
          ? null
          : "was to be refused: " + expected.get("refuse").asText();
    }
    return differing(rows, expected.path(expected.has("rows") ? "rows" : "or_rows"));
  }

  private static @Nullable String differing(JsonNode expected, Workbook workbook) {
    if (!expected.has("sheets")) {
      return null;
    }
    List<String> charts = texts(expected.path("chart_sheets"));
    List<String> wanted =
        texts(expected.get("sheets")).stream().filter(name -> !charts.contains(name)).toList();
    List<String> names = workbook.sheets().stream().map(Sheet::name).toList();
    List<String> hidden =
        workbook.sheets().stream().filter(each -> !each.visible()).map(Sheet::name).toList();
    return names.equals(wanted) && hidden.equals(texts(expected.path("hidden_sheets")))
        ? null
        : "the sheets are " + names + ", and hidden " + hidden;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static @Nullable String differing(List<@Nullable Object[]> rows, JsonNode wanted) {
    for (int r = 0; r < Math.max(rows.size(), wanted.size()); r++) {
      @Nullable Object[] row = r < rows.size() ? rows.get(r) : new Object[0];
      JsonNode wantedRow = wanted.path(r);
      for (int c = 0; c < Math.max(row.length, wantedRow.size()); c++) {
        Object cell = c < row.length ? row[c] : null;
        if (!AgreedCell.isAsAgreed(cell, wantedRow.path(c))) {
          return CellReference.of(c, r + 1L)
              + ": expected "
              + wantedRow.path(c)
              + ", but was "
              + cell;
        }
      }
    }
    return null;
  }
}
