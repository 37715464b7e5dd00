package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would be refused is answered before anything is stored, value by value. */
class WebPageFixingTest extends PageInBrowser {

  private static final String HEAD = "name,email,age\n";

  private int clicks;
  private int keys;

  private BrowserPage click(String text) {
    clicks++;
    return page.click(text);
  }

  private BrowserPage write(String text) {
    keys += text.length();
    return page.write(text);
  }

  private BrowserPage enter() {
    keys++;
    return page.press("Enter", 13);
  }

  private BrowserPage report(String... rows) {
    home();
    clicks++;
    page.chooseFiles(0, file("users.csv", HEAD + String.join("\n", rows) + "\n"));
    return page.untilShown("What would be refused");
  }

  /** Answers a value, which must be shown, with another. */
  private BrowserPage replaceBy(String shown, String other) {
    click(shown);
    page.until("document.activeElement.placeholder === 'Replace by'");
    page.evaluate("document.activeElement.select()");
    write(other);
    return enter();
  }

  private JsonNode row(int number) {
    return stored(1).path("records").path(number - 1);
  }

  @Test
  void sixHundredRowsAreBroughtToNoneRefusedBeforeTheyAreStored() {
    String rows =
        IntStream.rangeClosed(1, 600)
            .mapToObj(
                i -> {
                  String at = i % 46 == 0 ? "(at)" : "@";
                  String age =
                      i % 60 == 7 && i < 500 ? "unknown" : i % 150 == 11 ? "42 years" : "" + i % 90;
                  return "P%d,p%d%sexample.com,%s".formatted(i, i, at, age);
                })
            .collect(Collectors.joining("\n"));
    home();
    clicks++;
    page.chooseFiles(0, file("may.csv", "Full name,E-Mail Address,Years\n" + rows + "\n"));
    page.untilShown("its values fit");
    click("Check with these columns").untilShown("574 valid, 26 refused");

    replaceBy("unknown × 9", "40").untilShown("583 valid, 17 refused");
    click("→ 42").untilShown("587 valid, 13 refused");
    click("Take all 13 suggestions").untilShown("All 600 rows can be stored.");
    click("Import 600 rows").untilShown("600 valid");

    assertThat(clicks).isLessThanOrEqualTo(12);
    assertThat(keys).isLessThanOrEqualTo(30);
    assertThat(stored(1).at("/import/failed_records").asLong()).isZero();
    assertThat(row(7).at("/data/age").asInt()).isEqualTo(40);
    assertThat(row(7).at("/changes/0/from").asText()).isEqualTo("unknown");
    assertThat(row(46).at("/data/email").asText()).isEqualTo("p46@example.com");
  }

  @Test
  void fiveThousandEqualWrongValuesAreAnsweredOnce() {
    String[] rows =
        IntStream.rangeClosed(1, 5_000)
            .mapToObj(i -> "P" + i + ",p" + i + "@example.com,n/a")
            .toArray(String[]::new);
    report(rows).untilShown("n/a\n× 5,000");

    replaceBy("n/a × 5,000", "41").untilShown("All 5,000 rows can be stored.");
    click("Import 5,000 rows").untilShown("5,000 valid");

    assertThat(clicks).isEqualTo(3);
    assertThat(row(1).at("/data/age").asInt()).isEqualTo(41);
  }

  @Test
  void anAnswerIsUndoneByItsButtonAndByKey() {
    report("Ann,ann@example.com,many", "Bob,bob@example.com,few");
    replaceBy("many × 1", "7").untilShown("1 valid, 1 refused");
    replaceBy("few × 1", "3").untilShown("All 2 rows can be stored.");

    page.evaluate("document.activeElement.blur()");
    page.pressWithControl("z", 90).untilShown("1 valid, 1 refused").untilShown("few\n× 1");
    String undo = "document.querySelector('[aria-label=\"Undo answer 1\"]')";
    page.until(undo).evaluate(undo + ".click()");
    page.untilShown("2 rows: 0 valid, 2 refused").untilShown("many\n× 1");

    click("Keep 2 rows aside").untilShown("2 of 2 rows need you");
    assertThat(row(1).at("/data/age").asText()).isEqualTo("many");
  }

  @Test
  void anAnswerThatIsWrongItselfIsAnsweredAgain() {
    report("Ann,ann@example.com,many", "Bob,bob@example.com,few", "Cid,cid@example.com,old");
    replaceBy("many × 1", "old").untilShown("old\n× 2");
    replaceBy("few × 1", "old").untilShown("old\n× 3");
    replaceBy("old × 3", "50").untilShown("All 3 rows can be stored.");

    click("Import 3 rows").untilShown("3 valid");
    assertThat(stored(1).path("records").findValuesAsText("age")).containsOnly("50");
    assertThat(row(1).at("/changes/0/from").asText()).isEqualTo("many");
  }

  @Test
  void anAnswerThatOnlyAnAnswerGaveIsFollowedBackToTheFile() {
    report("Ann,ann@example.com,many");
    replaceBy("many × 1", "old").untilShown("old\n× 1");
    replaceBy("old × 1", "50").untilShown("The one row can be stored.");

    click("Import 1 row").untilShown("1 valid");
    assertThat(row(1).at("/data/age").asInt()).isEqualTo(50);
    assertThat(row(1).at("/changes/0/from").asText()).isEqualTo("many");
  }

  @Test
  void whatIsMissingIsAnsweredForAllRowsThatLackIt() {
    report(",ann@example.com,1", ",bob@example.com,2");
    replaceBy("(empty) × 2", "Unknown").untilShown("All 2 rows can be stored.");

    click("Import 2 rows").untilShown("2 valid");
    assertThat(row(2).at("/data/name").asText()).isEqualTo("Unknown");
  }

  @Test
  void aFaultAcrossRowsIsLeftForTheRows(@TempDir Path schemas) throws IOException {
    Files.writeString(
        schemas.resolve("members.json"),
        "{\"fields\": [{\"name\": \"member\"}, {\"name\": \"email\", \"constraints\":"
            + " {\"unique\": true}}]}");
    restart(options -> options.schemas(schemas));
    home();
    page.chooseFiles(0, file("m.csv", "member,email\nAnn,ann@example.com\nBob,ann@example.com\n"));
    page.untilShown("What would be refused");

    click("ann@example.com × 1").untilShown("It can be corrected after the import, row by row.");

    assertThat(page.evaluate("document.querySelector('.answer input') === null").asBoolean())
        .isTrue();
    click("Import 1 row, keep 1 aside").untilShown("1 of 2 rows needs you");
  }

  @Test
  void answersAreKeptWhenThePageIsLoadedAnew() {
    report("Ann,ann@example.com,many", "Bob,bob@example.com,few");
    replaceBy("many × 1", "7").untilShown("1 valid, 1 refused");

    page.reload();
    page.untilShown("1 valid, 1 refused").untilShown("What the import will replace");

    click("Import 1 row, keep 1 aside").untilShown("1 of 2 rows needs you");
    assertThat(row(1).at("/data/age").asInt()).isEqualTo(7);
  }

  @Test
  void aNumberOfJsonIsLeftForTheRows() {
    home();
    page.chooseFiles(
        0,
        file(
            "users.json",
            "[{\"name\": \"Ann\", \"email\": \"ann@example.com\", \"age\": \"many\"},"
                + "{\"name\": \"Bob\", \"email\": \"bob@example.com\", \"age\": 1.5}]"));
    replaceBy("1.5 × 1", "1").untilShown("It can be corrected after the import, row by row.");
    replaceBy("many × 1", "7").untilShown("1 valid, 1 refused");

    click("Import 1 row, keep 1 aside").untilShown("1 of 2 rows needs you");
    assertThat(row(1).at("/data/age").asInt()).isEqualTo(7);
    assertThat(row(2).at("/data/age").asDouble()).isEqualTo(1.5);
  }

  @Test
  void hostileValuesAreShownAndReplacedAsTheyAre() {
    String hostile = "<img src=x onerror=alert(1)>:=\u202e";
    report("Ann,ann@example.com," + hostile, "Bob,bob@example.com," + "9".repeat(400));
    replaceBy(hostile.strip() + " × 1", "7").untilShown("1 valid, 1 refused");

    assertThat(page.evaluate("document.querySelector('img[src=x]') === null").asBoolean()).isTrue();
    click("Import 1 row, keep 1 aside").untilShown("1 of 2 rows needs you");
    assertThat(row(1).at("/changes/0/from").asText()).isEqualTo(hostile);
  }

  @Test
  void anAnswerToWhatIsReadInAnotherWayNowHoldsUpTheImportUntilItIsUndone() {
    report("Ann,ann@example.com, many ", "Bob,bob@example.com,few");
    page.until(
        "(found => found && (found.click(), true))([...document.querySelectorAll('.value-name')]"
            + ".find(each => each.innerText.includes('many')))");
    page.until("document.activeElement.placeholder === 'Replace by'");
    write("7");
    enter().untilShown("1 valid, 1 refused");
    click("Ignore white space around values").untilShown("No cell of 'age' is ' many '");
    replaceBy("few × 1", "3").untilShown("1 valid, 1 refused").untilShown("few → 3");

    assertThat(page.evaluate("document.querySelector('[data-control=load]').disabled").asBoolean())
        .isTrue();
    page.evaluate("document.querySelector('[aria-label=\"Undo answer 1\"]').click()");
    replaceBy("many × 1", "7").untilShown("All 2 rows can be stored.");
    click("Import 2 rows").untilShown("2 valid");
  }

  @Test
  void theSameAnswerTwiceIsOne() {
    report("Ann,ann@example.com,42 years", "Bob,bob@example.com,few");
    page.until(
        "(found => found && (found.click(), found.click(), true))("
            + "[...document.querySelectorAll('.suggestion')].find(e => e.innerText.includes('42')))");
    page.untilShown("1 valid, 1 refused").untilShown("42 years → 42");
    replaceBy("few × 1", "3").untilShown("All 2 rows can be stored.");

    assertThat(page.evaluate("document.querySelectorAll('.answers .change').length").asInt())
        .isEqualTo(2);
  }

  @Test
  void whatIsTypedIntoTheEditorOfASchemaStaysWhileAValueIsAnswered() {
    report("Ann,ann@example.com,42 years");
    page.click("Make a schema from this file").untilShown("A schema from the 1 row");
    String name = "document.querySelector('[aria-label=\"Name of column 1\"]')";
    page.evaluate("(i => { i.value = 'person'; })(" + name + ")");
    click("→ 42").untilShown("The one row can be stored.");

    assertThat(page.evaluate(name + ".value").asText()).isEqualTo("person");
  }

  @Test
  void anotherSchemaForgetsTheAnswers() {
    report("Ann,ann@example.com,many");
    replaceBy("many × 1", "7").untilShown("The one row can be stored.");

    page.choose("Check against", "nothing (keep every value as it is)").untilShown("not checked");

    assertThat(page.text()).doesNotContain("What the import will replace");
  }
}
