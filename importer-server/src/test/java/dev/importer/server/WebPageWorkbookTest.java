package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.testing.WorkbookFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** A workbook on the page, from the drop to the last corrected row. */
class WebPageWorkbookTest extends PageInBrowser {

  @Test
  void aPersonGetsFromAWorkbookToNoRefusedRow() {
    Path users =
        workbook(
            "users.xlsx",
            WorkbookFile.ofSheet("Users")
                .rowAt(1, 1, "Users of the shop")
                .rowAt(3, 1, "Name", "Email", "Age", "Postcode", "Joined")
                .rowAt(4, 1, "Ada", "ada@example.com", 36, shown("1067"), LocalDate.of(2024, 1, 1))
                .rowAt(5, 1, "Bob", "bob.example.com", 41, shown("10115"), LocalDate.of(2024, 1, 2))
                .rowAt(6, 1, "Cy", "cy@example.com", "old", shown("4109"), LocalDate.of(2024, 1, 3))
                .rowAt(7, 1, "Total", null, 3)
                .sheet("Notes")
                .row("Made by hand"));
    home().drop(".dropzone", users);
    page.untilShown("3 rows: 1 valid, 2 refused.").untilShown("row of totals at the end");
    picture("workbook-rehearsal");

    page.choose("Sheet", "Notes")
        .untilShown("No column of this file is called after these fields of users");
    page.choose("Sheet", "detect").untilShown("3 rows: 1 valid, 2 refused.");
    page.click("Import 1 row, keep 2 aside")
        .untilShown("2 of 3 rows need you")
        .click("Correct in a spreadsheet instead");
    Path downloads = folder.resolve("downloads");
    page.downloadTo(downloads).click("As a workbook");
    TestServer.until(() -> Files.exists(downloads.resolve("import-1-errors.xlsx")));
    picture("workbook-correct");
    Path corrected =
        workbook(
            "corrected.xlsx",
            WorkbookFile.ofSheet("Refused")
                .row("_row", "Name", "Email", "Age", "Postcode", "Joined")
                .row(2, "Bob", "bob@example.com", 41, "10115", "2024-01-02")
                .row(3, "Cy", "cy@example.com", 42, "04109", LocalDate.of(2024, 1, 3)));
    page.drop(".fix .dropzone", corrected).untilShown("2 rows corrected and stored.");

    assertThat(stored(1).at("/import/failed_records").asLong()).isZero();
    picture("workbook-done");
  }

  private static WorkbookFile.Shown shown(String number) {
    return new WorkbookFile.Shown(number, "00000");
  }

  private Path workbook(String name, WorkbookFile file) {
    try {
      return Files.write(folder.resolve(name), file.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
