package dev.importer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.importer.error.SourceException;
import dev.importer.internal.source.Spool;
import dev.importer.internal.workbook.CellValue;
import dev.importer.internal.workbook.Sheet;
import dev.importer.internal.workbook.SheetRow;
import dev.importer.internal.workbook.SheetRows;
import dev.importer.internal.workbook.Workbook;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import dev.importer.testing.Archives;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads whatever workbooks a fuzzer thinks of. Each either is read to its end, with cells that are
 * as they should be, or is refused with an error of ours.
 */
final class WorkbookFuzzTest {

  private static final Limits LIMITS = Limits.DEFAULT.withMaxSourceBytes(1 << 20);
  private static final String TYPES =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

  @TempDir private static Path folder;
  private static Path file;
  private static Spool spool;

  @BeforeAll
  static void open() {
    file = folder.resolve("fuzz.xlsx");
    spool = new Spool(folder, "fuzz", LIMITS);
  }

  @FuzzTest(maxDuration = "30m")
  void readsAnyArchive(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    read(Format.XLSX);
  }

  /** The sheet, the styles and the texts, with a NUL between two of them. */
  @FuzzTest(maxDuration = "30m")
  void readsAnyPart(byte[] bytes) throws IOException {
    String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\0", -1);
    Map<String, String> members = new LinkedHashMap<>();
    members.put("_rels/.rels", relationships("officeDocument", "workbook.xml"));
    members.put(
        "_rels/workbook.xml.rels",
        relationships(
            "worksheet", "sheet.xml", "styles", "styles.xml", "sharedStrings", "strings.xml"));
    members.put(
        "workbook.xml",
        "<workbook xmlns:r='r'><sheets><sheet name='A' r:id='worksheet'/></sheets></workbook>");
    String[] names = {"sheet.xml", "styles.xml", "strings.xml"};
    for (int i = 0; i < Math.min(parts.length, names.length); i++) {
      members.put(names[i], parts[i]);
    }
    Archives.zip(file, members);
    read(Format.XLSX);
  }

  /** What an OpenDocument has of its sheets. */
  @FuzzTest(maxDuration = "30m")
  void readsAnyOpenDocument(byte[] bytes) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("content.xml"));
      out.write(bytes);
    }
    read(Format.ODS);
  }

  private static String relationships(String... kindsAndTargets) {
    StringBuilder all = new StringBuilder("<Relationships>");
    for (int i = 0; i < kindsAndTargets.length; i += 2) {
      String kind = kindsAndTargets[i];
      all.append("<Relationship Id='").append(kind).append("' Type='").append(TYPES).append(kind);
      all.append("' Target='").append(kindsAndTargets[i + 1]).append("'/>");
    }
    return all.append("</Relationships>").toString();
  }

  private static void read(Format format) throws IOException {
    try (Workbook workbook = Workbook.open(file, format, LIMITS, spool)) {
      assertThat(workbook.sheets()).isNotEmpty();
      for (Sheet sheet : workbook.sheets()) {
        try (SheetRows rows = workbook.rows(sheet)) {
          readAll(rows);
        }
      }
    } catch (SourceException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  private static void readAll(SheetRows rows) {
    long before = 0;
    long cells = 0;
    for (SheetRow row = rows.next(); row != null; row = rows.next()) {
      assertThat(row.number()).isGreaterThan(before);
      before = row.number();
      assertThat(row.cells()).isNotEmpty();
      assertThat(row.cells()[row.cells().length - 1]).isNotNull();
      for (Object cell : row.cells()) {
        if (cell instanceof CellValue value) {
          assertThat(value.text()).isNotEmpty();
          if (value.format() != null) {
            assertThat(value.format().show(value.text())).isNotNull();
          }
        } else if (cell != null) {
          assertThat((String) cell).isNotEmpty();
        }
        cells += cell == null ? 0 : 1;
      }
    }
    assertThat(rows.cells()).isEqualTo(cells);
    assertThat(rows.share()).isBetween(0.0, 1.0);
  }
}
