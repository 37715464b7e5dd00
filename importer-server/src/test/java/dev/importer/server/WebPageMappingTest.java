package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A file on the page is sent once, and people say what its columns are, in a real browser. */
class WebPageMappingTest extends PageInBrowser {

  private static final String OTHER_NAMES =
      """
      Who,Where to write,Winters,Remarks
      Ann Berg,ann@example.com,31,likes tea
      Bob Dahl,bob@example.com,44,
      Cid Falk,cid@example.com,20,calls back
      """;

  private int sent(String path) {
    return page.evaluate(
            "performance.getEntriesByType('resource').filter(e => new URL(e.name).pathname.match("
                + BrowserPage.quote("^" + path + "$")
                + ")).length")
        .asInt();
  }

  private static String field(String column) {
    return "Field of column " + column;
  }

  private String chosen(String column) {
    return page.evaluate(
            "(s => s.options[s.selectedIndex].text)(document.querySelector('select[aria-label='"
                + " + JSON.stringify("
                + BrowserPage.quote(field(column))
                + ") + ']'))")
        .asText();
  }

  @Test
  void aFileIsSentOnceHoweverOftenItIsChecked() {
    home().chooseFiles(0, file("s.csv", "name;email;age\n Ann ;ann@example.com;30\n"));
    page.untilShown("The one row can be stored.");
    page.choose("Check against", "nothing (keep every value as it is)");
    page.untilShown("1 row, not checked.").choose("First line", "already data");
    page.untilShown("2 rows, not checked.").choose("First line", "detect");
    page.untilShown("1 row, not checked.")
        .click("Ignore white space around values")
        .untilShown("lost the white space");
    page.click("Import 1 row").untilShown("1 valid");

    assertThat(sent("/api/uploads")).isEqualTo(1);
    assertThat(sent("/api/uploads/1/check")).isEqualTo(5);
    assertThat(sent("/api/uploads/1/import")).isEqualTo(1);
    assertThat(sent("/api/(check|upload)")).isZero();
    assertThat(stored(1).at("/records/0/data/name").asText()).isEqualTo("Ann");
    // What is imported is not kept for another check.
    TestServer.until(() -> server.spooled().isEmpty());
  }

  @Test
  void columnsOfOtherNamesAreMatchedAcrossAReloadAndARestart() {
    home().chooseFiles(0, file("members.csv", OTHER_NAMES));
    page.untilShown("other names than expected").untilShown("Which column is what?");
    page.choose(field("Who"), "name").choose(field("Where to write"), "email");
    page.choose(field("Winters"), "age").choose(field("Remarks"), "leave out");
    page.click("Check with these columns").untilShown("All 3 rows can be stored.");
    assertThat(chosen("Who")).isEqualTo("name");
    assertThat(chosen("Remarks")).isEqualTo("leave out");

    page.reload().untilShown("All 3 rows can be stored.").untilShown("members.csv");
    int port = server.port();
    server.close();
    server = TestServer.start(folder, options -> options.port(port));
    page.choose(field("Remarks"), "as detected").untilShown("3 of 4 columns matched 1 kept");
    page.click("Import 3 rows").untilShown("3 valid");

    JsonNode stored = stored(1);
    assertThat(stored.at("/import/failed_records").asInt()).isZero();
    assertThat(stored.at("/records/0/data/age").asInt()).isEqualTo(31);
    assertThat(stored.at("/records/0/data/Remarks").asText()).isEqualTo("likes tea");
    // After the reload nothing was sent again.
    assertThat(sent("/api/uploads")).isZero();
  }

  @Test
  void whatIsLikelyIsChosenAlready() {
    home().chooseFiles(0, file("a.csv", OTHER_NAMES));
    page.untilShown("Which column is what?");
    assertThat(chosen("Where to write")).isEqualTo("email");
    assertThat(chosen("Winters")).isEqualTo("age");
    page.choose(field("Who"), "name").click("Check with these columns");
    page.untilShown("All 3 rows can be stored.").click("Import 3 rows").untilShown("3 valid");
  }

  @Test
  void aSecondFileWithTheSameNamesIsMatchedByItself() {
    home().chooseFiles(0, file("a.csv", OTHER_NAMES)).untilShown("Which column is what?");
    page.choose(field("Who"), "name").click("Check with these columns");
    page.untilShown("All 3 rows can be stored.").click("Import 3 rows").untilShown("3 valid");

    home().chooseFiles(0, file("b.csv", OTHER_NAMES + "Dan,dan@example.com,9,\n"));

    page.untilShown("All 4 rows can be stored.").untilShown("as the last time");
    assertThat(chosen("Winters")).isEqualTo("age");
    page.choose(field("Remarks"), "leave out").untilShown("1 left out");
    page.untilShown("All 4 rows can be stored.").click("Import 4 rows").untilShown("4 valid");
    assertThat(stored(2).at("/records/0/data").has("Remarks")).isFalse();
  }

  @Test
  void aFieldWithoutAColumnCanHaveOneValue() {
    home().chooseFiles(0, file("a.csv", "name,email\nAnn,ann@example.com\n"));
    page.untilShown("Which column is what?").type("Fixed value for age", "18");
    page.evaluate("(i => i.dispatchEvent(new Event('change')))(document.activeElement), true");
    page.click("Check with these columns").untilShown("The one row can be stored.");

    page.click("Import 1 row").untilShown("1 valid");

    assertThat(stored(1).at("/records/0/data/age").asInt()).isEqualTo(18);
  }

  @Test
  void aColumnThatWasUnderstoodCanBeChanged() {
    home().chooseFiles(0, file("a.csv", "name,email,age,nickname\nAnn,ann@example.com,1,Annie\n"));
    page.untilShown("The one row can be stored.");
    page.choose(field("name"), "leave out").untilShown("other names than expected");
    page.choose(field("nickname"), "name").click("Check with these columns");
    page.untilShown("The one row can be stored.").click("Import 1 row").untilShown("1 valid");

    assertThat(stored(1).at("/records/0/data/name").asText()).isEqualTo("Annie");
  }

  @Test
  void aFileThatTheServerHasNoMoreIsSentAgainWithoutAWord() {
    home().chooseFiles(0, BAD_USERS).untilShown("5 valid, 8 refused");
    server.delete("/api/uploads/1").expect(200);

    page.choose("Check against", "nothing (keep every value as it is)");
    page.untilShown("13 rows, not checked; 3 cannot be read.");
    server.delete("/api/uploads/2").expect(200);
    page.click("Import 10 rows, keep 3 aside").untilShown("3 of 13 rows need you");

    assertThat(sent("/api/uploads")).isEqualTo(3);
  }

  @Test
  void aFileThatIsGoneAfterAReloadIsSaidToBeGone() {
    home().chooseFiles(0, BAD_USERS).untilShown("5 valid, 8 refused");
    page.reload().untilShown("5 valid, 8 refused");
    server.delete("/api/uploads/1").expect(200);
    page.choose("Quotes", "none").untilShown("The server does not have this file any more");
    assertThat(page.text()).doesNotContain("Try again");

    page.reload().untilShown("No imports yet");
  }

  @Test
  void whoChangesASettingWithTheKeyboardStaysThere() {
    home().chooseFiles(0, BAD_USERS).untilShown("5 valid, 8 refused");
    String select = "document.querySelector('[data-control=quote]')";
    page.evaluate(select + ".focus()");
    page.choose("Quotes", "none").untilShown("14 rows");

    page.until("document.activeElement === " + select);
  }

  @Test
  void settingsAreOfferedWhereTheyHelp() {
    home().chooseFiles(0, file("report.csv", "%PDF-1.7\n")).untilShown("looks like a PDF");
    assertThat(page.text()).doesNotContain("How the file is read");
    page.click("Discard");

    home().chooseFiles(0, file("words", "name\nAnn\n")).untilShown("plain text without columns");
    page.choose("Format", "CSV").untilShown("other names than expected");

    home()
        .chooseFiles(
            0,
            file(
                "a.json",
                "{\"meta\":[{\"name\":\"x\",\"email\":\"y\",\"age\":\"z\"}],\"rows\":[{\"name\":\"Ann\","
                    + "\"email\":\"ann@example.com\",\"age\":3}]}"));
    page.untilShown("How the file is read");
    assertThat(page.text()).doesNotContain("Between cells");
    page.type("Member that holds the records", "rows");
    page.evaluate("document.activeElement.dispatchEvent(new Event('change')), true");
    page.untilShown("The one row can be stored.");
  }

  @Test
  void linesAtTheTopAreSkipped() {
    home().chooseFiles(0, file("a.csv", "x,y,z\nname,email,age\nAnn,ann@example.com,1\n"));
    page.untilShown("How the file is read").click("More settings");
    page.type("Lines to skip at the top", "1");
    page.evaluate("document.activeElement.dispatchEvent(new Event('change')), true");
    page.untilShown("The one row can be stored.");
  }

  @Test
  void severalFilesSurviveAReloadEachWithItsSettings() {
    home().chooseFiles(0, file("a.csv", OTHER_NAMES), file("b.csv", TestServer.USERS));
    page.untilShown("columns to match").untilShown("all valid").click("Review");
    page.untilShown("Which column is what?");
    page.choose("Check against", "nothing (keep every value as it is)");
    page.untilShown("3 rows, not checked.");

    page.reload().untilShown("3 rows, not checked.").click("All chosen files");
    page.untilShown("2 can be imported.")
        .click("Import all, 5 rows")
        .untilShown("All are imported.");
    TestServer.until(() -> server.get("/api/imports").number("total") == 2);
  }

  @Test
  void labelsThatAreScriptsAreOnlyTextToo() {
    String bad = "<img src=x onerror=window.hacked=1>";
    Path labelled = file("x.csv", bad + ",\"a\"\"b\",#3,\n1,2,3,4\n");
    home().chooseFiles(0, labelled).untilShown("Which column is what?").untilShown(bad);
    page.choose(field("#3"), "leave out").size(360, 740);

    assertThat(page.evaluate("String(window.hacked)").asText()).isEqualTo("undefined");
    JsonNode widths =
        page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    assertThat(widths.path(0).asInt()).isEqualTo(widths.path(1).asInt());
  }

  @Test
  void anInterruptedImportOfALargeFileIsNotSentAgain() {
    byte[] rows = "Ann,ann@example.com,30\n".repeat(200_000).getBytes(StandardCharsets.UTF_8);
    home()
        .chooseFiles(
            0, file("large.csv", "name,email,age\n" + new String(rows, StandardCharsets.UTF_8)));
    page.untilShown("All 200,000 rows can be stored.").click("Import 200,000 rows");

    page.untilShown("200,000 rows").untilShown("200,000 valid");

    assertThat(sent("/api/uploads")).isEqualTo(1);
  }
}
