package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page in a real browser. Skipped where there is no Chromium, unless the environment variable
 * {@code IMPORTER_REQUIRE_BROWSER} is {@code true}.
 */
class WebPageTest extends PageInBrowser {

  /** Where the pictures of the documentation are written when a run is asked for them. */
  @Test
  void aNewcomerGetsFromTheStartToACorrectedImport() {
    home().untilShown("No imports yet");
    page.drop(".dropzone", BAD_USERS);
    page.untilShown("13 rows: 5 valid, 8 refused.");
    page.untilShown("What would be refused, and why")
        .click("3 of 4 columns matched 1 kept as it is");
    page.untilShown("same name");
    assertThat(server.get("/api/imports").number("total")).isZero();

    page.click("Import 5 rows, keep 8 aside").untilShown("8 of 13 rows need you");

    page.untilShown("'abc' is not an integer");
    assertThat(page.text()).contains("5 valid", "8 refused");
    Path downloads = folder.resolve("downloads");
    page.downloadTo(downloads).click("Correct in a spreadsheet instead").click("Download 8 rows");
    Path download = downloads.resolve("import-1-errors.csv");
    TestServer.until(() -> Files.exists(download));
    TestServer.until(() -> read(download).contains("Ivy"));
    String corrected =
        read(download)
            .replace("not-an-email", "ben@example.com")
            .replace("abc", "41")
            .replace(",200,", ",20,");
    Path mended = file("mended.csv", corrected);
    page.drop(".fix .dropzone", mended).untilShown("3 rows corrected and stored.");

    assertThat(page.text()).contains("8 valid", "5 refused", "5 of 13 rows need you");
    assertThat(stored(1).at("/import/failed_records").asLong()).isEqualTo(5);
  }

  @Test
  void howAFileIsReadCanBeChanged() {
    home().chooseFiles(0, file("s.csv", "name;email;age\nAnn;ann@example.com;30\n"));
    page.untilShown("The one row can be stored.");
    page.choose("Between cells", "comma");
    page.untilShown("The columns have other names than expected")
        .untilShown("If it is another kind of file");

    page.choose("Check against", "nothing (keep every value as it is)");
    page.untilShown("1 row, not checked.").untilShown("name;email;age");
    page.choose("Between cells", "detect").choose("First line", "already data");
    page.untilShown("2 rows, not checked.").untilShown("column_1");
    page.click("Discard").untilShown("No imports yet");
    assertThat(server.get("/api/imports").number("total")).isZero();
  }

  @Test
  void severalFilesAreCheckedSideBySide() {
    home()
        .chooseFiles(
            0,
            file("one.csv", TestServer.USERS),
            file("two.csv", TestServer.USERS + "Cid,cid@example.com,1\n"),
            file("three.csv", ""));
    page.untilShown("2 can be imported. 1 needs a look first.").click("Import 2 files, 5 rows");
    page.untilShown("2 imported. 1 needs a look first.").click("Review");
    page.untilShown("cannot be imported with these settings").untilShown("empty").click("Discard");

    page.untilShown("All are imported.").click("Open").untilShown("2 valid");
    assertThat(server.get("/api/imports").number("total")).isEqualTo(2);
  }

  @Test
  void theSameFileAgainIsNoSecondImport() {
    load("users.csv", TestServer.USERS);

    home().chooseFiles(0, file("users.csv", TestServer.USERS));
    page.untilShown("All 2 rows can be stored.").click("Import 2 rows");

    page.untilShown("This very file was imported before");
    assertThat(server.get("/api/imports").number("total")).isEqualTo(1);
  }

  @Test
  void aFileThatCannotBeUsedSaysSo() {
    server.load("broken.csv", "name,email,age\n\"Ann,ann@example.com,31").expect(422);

    home().click("broken.csv").untilShown("This file could not be used").untilShown("Line 2");
    assertThat(page.text()).contains("Nothing of it was stored");
  }

  @Test
  void theListIsSearchedFilteredAndPaged() {
    for (int i = 1; i <= 25; i++) {
      load("file-" + i + ".csv", TestServer.USERS + "Cid,cid@example.com," + i + "\n");
    }
    server.load("broken.csv", "\"").expect(422);
    home().untilShown("26 imports").untilShown("file-25.csv");
    assertThat(page.text()).doesNotContain("file-1.csv");
    page.click("Older").untilShown("file-1.csv").click("Newer").untilShown("broken.csv");

    page.type("Find", "LE-2").untilShown("7 matching imports");
    page.type("Find", "").choose("State", "not usable").untilShown("1 matching import");
    page.reload().untilShown("1 matching import").untilShown("broken.csv");
    page.type("Find", "no such").untilShown("No import matches.");
  }

  @Test
  void deletingAsksFirst() {
    long id = load("users.csv", TestServer.USERS);
    String menu = "document.activeElement.ariaLabel === 'Actions for users.csv'";
    home().untilShown("users.csv").click("⋯").click("Delete…");
    page.untilShown("Its 2 rows will be deleted, too.")
        .until("document.activeElement.innerText === 'Keep'");
    // Whoever presses Enter twice has not said yes.
    page.press("Enter", 13).until(menu);
    assertThat(stored(id).path("records")).hasSize(2);

    page.click("⋯").click("Delete…").untilShown("Its 2 rows").click("Delete");

    page.untilShown("No imports yet");
    server.get("/api/imports/" + id).expect(404);
  }

  @Test
  void rowsAreFilteredByStatusTextFieldAndError() {
    long id =
        load(
            "users.csv",
            TestServer.USERS + "Cid,cid@example.com,x\nDan,nobody,40\nEve,e@x.org,300\n");
    String state = "document.querySelector('.rows-panel [role=status]').textContent === ";
    go("#/imports/" + id).untilShown("3 refused rows");

    page.click("Stored").untilShown("2 stored rows").click("All").until(state + "'5 rows'");
    page.type("Find text", "BOB").until(state + "'1 row'");
    page.type("Find text", "40").until(state + "'2 rows'");
    page.choose("Where", "email is exactly").untilShown("No row matches.");
    page.choose("Where", "age is exactly").until(state + "'2 rows'");
    page.type("Find text", "").until(state + "'5 rows'");
    page.click("age too large 1").until(state + "'1 row'").untilShown("'300' is above");

    page.reload().untilShown("'300' is above").click("age too large 1").until(state + "'5 rows'");
  }

  @Test
  void aHundredThousandRowsArePagedAndTheirProgressIsShown() {
    Path large =
        file(
            "large.csv",
            "name,email,age\n"
                + IntStream.rangeClosed(1, 100_000)
                    .mapToObj(
                        i -> "P" + i + ",p" + i + "@example.com," + (i % 50 == 0 ? "x" : i % 90))
                    .collect(Collectors.joining("\n")));
    home().chooseFiles(0, large);
    page.untilShown("100,000 rows: 98,000 valid, 2,000 refused.");
    page.click("Import 98,000 rows, keep 2,000 aside").untilShown("2,000 of 100,000 rows need you");

    page.untilShown("2,000 refused rows")
        .click("All")
        .until(
            "document.querySelector('.rows-panel [role=status]').textContent === '100,000 rows'");
    page.evaluate("document.querySelector('.grid').scrollTop = 1e9");
    page.untilShown("p100000@example.com");
    page.click("Columns").untilShown("about ").untilShown("What the 98,000 valid rows hold");

    assertThat(page.text()).contains("email", "Smallest", "p10001@example.com");
  }

  @Test
  void aRunningImportIsFollowedAcrossAReloadAndARestartAndCancelled() {
    long id = server.beginLongImport();
    go("#/imports/" + id).untilShown("rows so far").untilShown("Rows a second");
    page.reload().untilShown("rows so far");
    int port = server.port();
    server.close();
    page.untilShown("The server does not answer.");

    server = TestServer.start(folder, options -> options.port(port));

    page.until("!document.body.innerText.includes('does not answer')");
    page.untilShown("rows so far").click("Cancel the import");
    page.untilShown("This import was cancelled.");
    assertThat(stored(id).at("/import/status").asText()).isEqualTo("cancelled");
  }

  @Test
  void withoutEventsThePageAsksFromTimeToTime() {
    long id = server.beginLongImport();
    home().untilShown("1 import");
    page.evaluate(
        "window.asked = 0; window.realFetch = window.fetch; window.fetch = (path, options) => {"
            + " if (path.endsWith('/events')) { asked++; return Promise.reject(new TypeError()); }"
            + " return realFetch(path, options); }; 0");

    go("#/imports/" + id).untilShown("rows so far");
    String first = page.evaluate("document.querySelector('.lead').textContent").asText();
    page.until("document.querySelector('.lead').textContent !== " + BrowserPage.quote(first));

    // Tried a few times, and not over and over.
    assertThat(page.evaluate("asked").asInt()).isBetween(1, 5);
    page.click("Cancel the import").untilShown("This import was cancelled.");
  }

  @Test
  void aListThatIsDrawnAnewKeepsTheFocus() {
    load("first.csv", TestServer.USERS);
    home().untilShown("first.csv").evaluate("document.querySelector('.imports a').focus()");

    load("second.csv", TestServer.USERS + "Cid,cid@example.com,1\n");

    page.untilShown("second.csv");
    assertThat(page.evaluate("document.activeElement.innerText").asText()).isEqualTo("first.csv");
  }

  @Test
  void aPageThatWasOpenedWithoutAServerComesToLife() {
    load("users.csv", TestServer.USERS);
    home().untilShown("users.csv");
    int port = server.port();
    server.close();
    page.click("Statistics").untilShown("Something went wrong").untilShown("does not answer");

    server = TestServer.start(folder, options -> options.port(port));

    page.untilShown("Rows by day").until("document.querySelector('#offline').hidden");
  }

  @Test
  void theKeyIsAskedForAndKeptForTheTab() {
    int port = server.port();
    server.close();
    server = TestServer.start(folder, options -> options.port(port).apiKey("secret"));
    go("").untilShown("This server answers only those who have its key.");
    page.type("Key", "wrong").click("Continue").untilShown("did not take that key");

    page.type("Key", "secret").click("Continue").untilShown("No imports yet");

    page.chooseFiles(0, BAD_USERS)
        .untilShown("5 valid, 8 refused")
        .click("Import 5 rows, keep 8 aside");
    page.untilShown("8 of 13 rows need you").reload().untilShown("8 of 13 rows need you");
    Path downloads = folder.resolve("downloads");
    page.downloadTo(downloads).click("Correct in a spreadsheet instead").click("Download 8 rows");
    TestServer.until(() -> Files.exists(downloads.resolve("import-1-errors.csv")));
    assertThat(page.evaluate("localStorage.length + document.cookie.length").asInt()).isZero();
    long running = server.beginLongImport("X-API-Key", "secret");
    go("#/imports/" + running).untilShown("rows so far").click("Cancel the import");
    page.untilShown("This import was cancelled.");
  }

  @Test
  void whatCellsHoldIsNeverMoreThanText() {
    String script = "<script>window.hacked = 1</script>";
    String image = "<img src=x onerror=\"window.hacked = 2\">";
    String rightToLeft = "\u202Etxt.exe\u202C \u05E9\u05DC\u05D5\u05DD";
    String name = "<svg onload=alert(1)>.csv";
    long id =
        server
            .upload(
                Form.with()
                    .field("schema", "none")
                    .file(
                        name.replace('<', '(').replace('>', ')'),
                        "\"%s\",b\n\"%s\",javascript:alert(1)\n%s,%s\n%s,=cmd|' /C calc'!A0\n"
                            .formatted(
                                script,
                                image.replace("\"", "\"\""),
                                rightToLeft,
                                "w".repeat(5_000),
                                "long ".repeat(10_000))),
                "Prefer",
                "wait=60")
            .expect(200)
            .number("id");

    go("#/imports/" + id).untilShown("50,000 characters").size(360, 740);

    assertThat(page.text()).contains(script, image, "javascript:alert(1)", "50,000 characters");
    assertThat(page.evaluate("String(window.hacked)").asText()).isEqualTo("undefined");
    assertThat(page.evaluate("document.querySelectorAll('main img, main script').length").asInt())
        .isZero();
    assertNoSidewaysScroll();
    page.click("Columns").untilShown("Different values");
    assertThat(page.text()).contains(script);
    assertNoSidewaysScroll();
    home();
    assertNoSidewaysScroll();
  }

  @Test
  void refusedCellsThatAreScriptsAreOnlyTextToo() {
    String bad = "<img src=x onerror=window.hacked=1>";
    home().chooseFiles(0, file("x.csv", "name,email,age\n" + bad + "," + bad + "," + bad + "\n"));

    page.untilShown("1 refused").untilShown("'" + bad + "' is not an integer");
    page.click("Keep 1 row aside").untilShown("1 of 1 row needs you").click("Fix");

    assertThat(page.evaluate("String(window.hacked)").asText()).isEqualTo("undefined");
  }

  private void assertNoSidewaysScroll() {
    JsonNode widths =
        page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    assertThat(widths.path(0).asInt()).isEqualTo(widths.path(1).asInt());
  }

  @Test
  void aPhoneNeedsNoSidewaysScroll() {
    load("users.csv", TestServer.USERS + "Cid,cid@example.com,x\n");
    page.size(360, 740);
    home().untilShown("users.csv").click("⋯").click("Delete…").untilShown("Its 3 rows");
    assertNoSidewaysScroll();
    page.click("Keep");
    page.chooseFiles(0, BAD_USERS).untilShown("5 valid, 8 refused");
    assertNoSidewaysScroll();
    page.click("Import 5 rows, keep 8 aside").untilShown("8 of 13 rows need you").click("Fix");
    assertNoSidewaysScroll();
    page.click("Columns").untilShown("Different values");
    assertNoSidewaysScroll();
    page.click("Statistics").untilShown("Rows by day");
    assertNoSidewaysScroll();
  }

  @Test
  void statisticsTellSchemasApartAndLeadToTheImportsThatDeserveALook() {
    load("users.csv", TestServer.USERS);
    load("bad.csv", read(BAD_USERS));
    server.load("broken.csv", "\"").expect(422);
    server
        .upload(
            Form.with().field("schema", "none").file("plain.csv", "a\n1\n"), "Prefer", "wait=60")
        .expect(200);

    go("#/statistics").untilShown("Imports by schema").untilShown("Most rows refused");

    assertThat(new GridOnPage(page).texts("table.plain tbody tr"))
        .satisfiesExactly(
            row -> assertThat(row).startsWith("users 3 1 15 53.3 %"),
            row -> assertThat(row).startsWith("none 1 0 1 0 %"));
    assertThat(page.text()).contains("8 of 13 rows");
    page.click("bad.csv").untilShown("8 of 13 rows need you");
  }

  @Test
  void theKeyboardIsEnough() {
    home().chooseFiles(0, BAD_USERS).untilShown("5 valid, 8 refused");
    tabTo("Import 5 rows, keep 8 aside");
    page.press("Enter", 13).untilShown("8 of 13 rows need you");
    assertThat(page.evaluate("document.activeElement.id").asText()).isEqualTo("main");
    tabTo("Fix");
    page.press("Enter", 13).until("document.activeElement.ariaLabel === 'email, row 2'");
    page.write("ben@example.com").press("Enter", 13).untilShown("7 of 13 rows need you");
    page.until("document.activeElement.ariaLabel === 'age, row 3'");
  }

  private void tabTo(String text) {
    for (int i = 0; i < 60; i++) {
      page.press("Tab", 9);
      if (page.evaluate("document.activeElement.innerText ?? ''").asText().equals(text)) {
        return;
      }
    }
    throw new AssertionError("Tab does not lead to " + text);
  }

  @Test
  void peopleWhoCannotSeeAreToldWhatHappens() {
    String announced = "document.getElementById('announcer').textContent";
    home().chooseFiles(0, BAD_USERS);

    page.until(announced + ".includes('5 valid, 8 refused')").click("Import 5 rows, keep 8 aside");

    page.until(announced + ".includes('has ended') || " + announced + ".includes('users_with')");
    assertThat(page.evaluate("document.title").asText())
        .isEqualTo("users_with_errors.csv · importer");
  }

  /** Not a test of behaviour: makes the pictures for the documentation, when asked to. */
  @ParameterizedTest
  @CsvSource({"light,1280,860", "dark,1280,860", "light,360,740"})
  @EnabledIfSystemProperty(named = PICTURES, matches = ".+")
  void pictures(String scheme, int width, int height) {
    Path pictures = Path.of(System.getProperty(PICTURES)).toAbsolutePath();
    String suffix = width < 500 ? "phone" : scheme;
    page.scheme(scheme).size(width, height);
    home().untilShown("No imports yet");
    picture(pictures, "empty-" + suffix);
    page.chooseFiles(0, BAD_USERS).untilShown("5 valid, 8 refused");
    picture(pictures, "rehearsal-" + suffix);
    page.click("Import 5 rows, keep 8 aside")
        .untilShown("8 refused rows")
        .untilShown("What was refused");
    picture(pictures, "refused-" + suffix);
    page.click("Columns").untilShown("Different values");
    picture(pictures, "columns-" + suffix);
    load("users.csv", TestServer.USERS);
    page.click("Statistics").untilShown("Rows by day");
    picture(pictures, "statistics-" + suffix);
    long running = server.beginLongImport();
    go("#/imports/" + running)
        .until("document.querySelector('progress')?.value > 0.1")
        .untilShown("rows so far");
    picture(pictures, "running-" + suffix);
    page.click("Cancel the import").untilShown("This import was cancelled.");
    home().untilShown("3 imports");
    picture(pictures, "list-" + suffix);
  }

  /** Of most states, those of a window in light colours will do. */
  private void picture(Path folder, String name) {
    if (!name.endsWith("-light") && !name.matches("(list|rehearsal|refused)-.*")) {
      return;
    }
    // The last frame may still be that of a moment before.
    page.evaluate(
        "document.activeElement.blur(), new Promise(r =>"
            + " requestAnimationFrame(() => requestAnimationFrame(() => r(true))))");
    page.screenshot(folder.resolve(name + ".png"));
  }
}
