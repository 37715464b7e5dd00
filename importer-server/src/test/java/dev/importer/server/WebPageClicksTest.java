package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How little somebody has to do from the first screen to stored rows, in a real browser. */
class WebPageClicksTest extends PageInBrowser {

  private static final String OTHER_LABELS =
      """
      Full name,E-Mail Address,Years
      Ann Berg,ann@example.com,31
      Bob Dahl,bob@example.com,44
      Cid Falk,cid@example.com,20
      """;

  private int clicks;

  /** To choose a file is one. */
  private void choose(Path... files) {
    clicks++;
    page.chooseFiles(0, files);
  }

  private void click(String text) {
    clicks++;
    page.click(text);
  }

  private void expectSentOnce() {
    assertThat(
            page.evaluate(
                    "performance.getEntriesByType('resource')"
                        + ".filter(e => /\\/api\\/(uploads|upload|check)$/.test(new URL(e.name).pathname)).length")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void twoClicksStoreAFileWhoseLabelsFit() {
    home();
    choose(file("users.csv", TestServer.USERS));
    page.untilShown("All 2 rows can be stored.");
    click("Import 2 rows");
    page.untilShown("2 valid");

    assertThat(clicks).isEqualTo(2);
    expectSentOnce();
    assertThat(page.evaluate("location.hash").asText()).isEqualTo("#/imports/1");
  }

  @Test
  void threeClicksStoreAFileOfOtherLabelsAndTwoTheNext() {
    home();
    choose(file("may.csv", OTHER_LABELS));
    page.untilShown("its values fit").untilShown("Ann Berg");
    click("Check with these columns");
    page.untilShown("All 3 rows can be stored.");
    click("Import 3 rows");
    page.untilShown("3 valid");
    assertThat(clicks).isEqualTo(3);
    expectSentOnce();

    clicks = 0;
    page.reload();
    home();
    choose(file("june.csv", OTHER_LABELS + "Dan,dan@example.com,50\n"));
    page.untilShown("All 4 rows can be stored.").untilShown("as the last time");
    click("Import 4 rows");
    page.untilShown("4 valid");

    assertThat(clicks).isEqualTo(2);
    expectSentOnce();
  }

  @Test
  void twoClicksStoreSeveralFiles() {
    home();
    choose(file("a.csv", TestServer.USERS), file("b.csv", TestServer.USERS + "Cid,c@x.org,1\n"));
    page.untilShown("2 can be imported.");
    click("Import all, 5 rows");
    page.untilShown("All are imported.");

    assertThat(clicks).isEqualTo(2);
    TestServer.until(() -> server.get("/api/imports").number("total") == 2);
  }

  @Test
  void aFileIsTakenWhereverItIsDroppedAndATextIsNot() {
    load("users.csv", TestServer.USERS);
    home().untilShown("Drop files anywhere").untilShown("users.csv");
    page.evaluate(
        "(() => { const data = new DataTransfer(); data.setData('text/plain', 'words');"
            + " document.body.dispatchEvent(new DragEvent('dragenter', {dataTransfer: data,"
            + " bubbles: true})); })()");
    assertThat(page.evaluate("document.querySelector('.drop-overlay').hidden").asBoolean())
        .isTrue();

    page.drop(".imports", BAD_USERS).untilShown("5 valid, 8 refused");
    page.drop("h1", file("more.csv", TestServer.USERS)).untilShown("2 can be imported.");
  }

  @Test
  void cellsFromASpreadsheetArePasted() {
    home();
    paste("document.body", "name\\temail\\tage\\nAnn\\tann@example.com\\t30\\n");
    page.untilShown("pasted.tsv").untilShown("The one row can be stored.");
    page.click("Import 1 row").untilShown("1 valid");

    home();
    paste("document.querySelector('#imports-q')", "a\\tb");
    paste("document.body", "no table");
    page.until("location.hash === '#/' || location.hash === ''");
  }

  private void paste(String target, String text) {
    page.until(target);
    page.evaluate(
        "(() => { const data = new DataTransfer(); data.setData('text/plain', '"
            + text
            + "'); "
            + target
            + ".dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}));"
            + " })()");
  }

  @Test
  void theFirstScreenSaysWhatIsExpected() {
    home().untilShown("What a file should hold");
    assertThat(page.text()).contains("whole number, 0 to 150", "name@example.com", "required");

    page.click("Try an example file").untilShown("The one row can be stored.");
  }

  @Test
  void theSchemaThatFitsIsChosen() {
    restart(options -> options.schemas(SAMPLES.resolve("orders")));
    home();
    choose(SAMPLES.resolve("orders").resolve("orders_messy.csv"));

    page.untilShown("The columns fit orders best.").untilShown("31 rows: 4 valid, 27 refused.");
    page.choose("Check against", "users").untilShown("other names than expected");
  }

  @Test
  void theLineOfTheNamesIsChosenByAClick() {
    home();
    choose(file("a.csv", "x,y,z\nname,email,age\nAnn,ann@example.com,1\n"));
    page.untilShown("How the file is read");
    page.until(
        "(r => r && (r.click(), true))(document.querySelector('[aria-label=\"Line 2 holds the"
            + " names\"]'))");
    page.untilShown("The one row can be stored.").untilShown("stand in line 2");
    page.until(
        "(r => r && (r.click(), true))(document.querySelector('[aria-label=\"The columns have no"
            + " names\"]'))");
    page.untilShown("stand in no line");
  }

  @Test
  void aSchemaIsMadeFromAFile() {
    home();
    choose(file("pets.csv", "pet,born\nTom,2020-01-31\nRex,2021-05-01\n"));
    page.untilShown("other names than expected").click("Make a schema from this file");
    page.untilShown("A schema from the 2 rows of this file");
    page.evaluate(
        "(i => { i.value = 'animal'; })(document.querySelector('[aria-label=\"Name of column"
            + " 1\"]'))");
    page.click("Check against this schema").untilShown("All 2 rows can be stored.");
    page.click("Import 2 rows").untilShown("2 valid");

    JsonNode stored = stored(1);
    assertThat(stored.at("/import/schema").asText()).isEqualTo("pets");
    assertThat(stored.at("/records/0/data/animal").asText()).isEqualTo("Tom");
  }

  @Test
  void whatIsFrequentLeadsToItsRows() {
    long id = load("users.csv", "name,email,age\nAnn,a@x.org,30\nAnn,b@x.org,31\nBob,c@x.org,30\n");
    go("#/imports/" + id + "/columns").untilShown("How the values are spread").click("Ann");

    page.until("location.hash.includes('in=name') && location.hash.includes('q=Ann')");
    page.untilShown("a@x.org").until("!document.body.innerText.includes('c@x.org')");
  }

  @Test
  void nothingOverflows() {
    restart(options -> options.schemas(SAMPLES.resolve("orders")));
    for (int width : new int[] {390, 640, 1280}) {
      page.size(width, 844);
      home().untilShown("What a file should hold");
      expectNoOverflow("empty " + width);
      page.chooseFiles(0, SAMPLES.resolve("orders").resolve("orders_messy.csv"));
      page.untilShown("27 refused").click("15 of 15 columns matched");
      expectNoOverflow("report " + width);
      page.click("Make a schema from this file").untilShown("A schema from");
      expectNoOverflow("schema " + width);
      page.click("Cancel").click("Discard");
      home();
      page.evaluate("document.documentElement.dir = 'rtl'");
      page.chooseFiles(0, file("a.csv", OTHER_LABELS), BAD_USERS).untilShown("columns to match");
      expectNoOverflow("files " + width);
      page.click("Discard all").until("document.querySelector('.home')").reload();
    }
  }

  private void expectNoOverflow(String state) {
    JsonNode widths =
        page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    assertThat(widths.path(0).asInt()).as(state).isEqualTo(widths.path(1).asInt());
  }
}
