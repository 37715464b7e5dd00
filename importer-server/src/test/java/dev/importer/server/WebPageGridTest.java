package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What was refused is corrected by groups and in a grid; how many clicks and keys that takes is
 * counted.
 */
class WebPageGridTest extends PageInBrowser {

  private static final String HEAD = "name,email,age\n";

  private int clicks;

  private BrowserPage click(String text) {
    clicks++;
    return page.click(text);
  }

  private GridOnPage grid() {
    return new GridOnPage(page);
  }

  private JsonNode record(long id, int row) {
    return stored(id).path("records").path(row - 1);
  }

  private long refused(long id) {
    return stored(id).at("/import/failed_records").asLong();
  }

  private void show(long id) {
    go("#/imports/" + id).until("document.querySelector('.grid-row[data-row]')");
  }

  private static String rows(int count, String ages) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "P" + i + ",p" + i + "@example.com," + ages)
        .collect(Collectors.joining("\n", HEAD, "\n"));
  }

  /** Of 600 rows 9 have no age, 4 one with a unit, and 13 an address that is none. */
  private static String usersOfThreeFaults() {
    return IntStream.rangeClosed(1, 600)
        .mapToObj(
            i -> {
              boolean badAddress = i % 46 == 0;
              String age =
                  i % 60 == 7 && i < 500 ? "unknown" : i % 150 == 11 ? "42 years" : "" + i % 90;
              return "P%d,p%d%sexample.com,%s".formatted(i, i, badAddress ? "(at)" : "@", age);
            })
        .collect(Collectors.joining("\n", HEAD, "\n"));
  }

  @Test
  void twentySixRowsOfThreeKindsAreCorrectedInTwelveClicks() {
    long id = load("users.csv", usersOfThreeFaults());
    assertThat(refused(id)).isEqualTo(26);
    show(id);

    click("unknown × 9");
    page.until("document.activeElement.placeholder === 'Replace by'");
    page.write("40").press("Enter", 13).untilShown("17 of 600 rows need you");
    click("→ 42").untilShown("13 of 600 rows need you");
    click("Take all 13 suggestions").untilShown("All 600 rows are stored");

    assertThat(refused(id)).isZero();
    assertThat(clicks).isLessThanOrEqualTo(12);
    page.untilShown("Download rows").untilShown("Copy link").untilShown("Import another");
  }

  @Test
  void whoIsAtASuggestionStaysThereWhenTheGroupsAreDrawnAnew() {
    long id = load("users.csv", usersOfThreeFaults());
    show(id);
    page.until("document.querySelector('.value-line .suggestion')");
    page.evaluate("document.querySelector('.value-line .suggestion').focus()");

    page.evaluate("document.querySelector('.kind-name').click()");

    page.until("document.querySelector('.kind-name[aria-pressed=true]')")
        .until("document.activeElement.matches('.value-line .suggestion')");
  }

  @Test
  void fiveThousandEqualWrongValuesTakeThreeClicks() {
    long id = load("users.csv", rows(5_000, "old"));
    show(id);

    click("old × 5,000");
    page.until("document.activeElement.placeholder === 'Replace by'").write("41");
    click("Replace 5,000").untilShown("All 5,000 rows are stored");

    assertThat(clicks).isLessThanOrEqualTo(3);
    assertThat(record(id, 1).at("/data/age").asInt()).isEqualTo(41);
  }

  @Test
  void enterGoesToTheNextWrongCellUntilNoneIsLeft() {
    long id =
        load(
            "bad.csv",
            TestServer.USERS + "Cid,cid@example.com,many\nDan,nobody,7\nEve,e@x.org,x\n");
    show(id);

    click("Fix").until("document.activeElement.ariaLabel === 'age, row 3'");
    page.write("52").press("Enter", 13);
    page.until("document.activeElement.ariaLabel === 'email, row 4'");
    page.write("d@x.org").press("Enter", 13);
    page.until("document.activeElement.ariaLabel === 'age, row 5'");
    page.write("9").press("Enter", 13).untilShown("All 5 rows are stored");

    assertThat(clicks).isEqualTo(1);
    assertThat(record(id, 3).at("/data/age").asInt()).isEqualTo(52);
  }

  @Test
  void anEditIsUndoneByKeyAndFromTheListOfChanges() {
    long id = load("bad.csv", TestServer.USERS + "Cid,cid@example.com,many\n");
    show(id);
    grid().put(3, "age", "52");
    page.untilShown("All 3 rows are stored").untilShown("1 row edited");
    page.evaluate("document.querySelector('[role=grid]').focus()");

    page.pressWithControl("z", 90).untilShown("1 of 3 rows needs you");

    assertThat(record(id, 3).at("/data/age").asText()).isEqualTo("many");
    grid().put(3, "age", "53");
    String undo = "document.querySelector('[aria-label=\"Undo change 3\"]')";
    page.untilShown("All 3 rows are stored").until(undo).evaluate(undo + ".click()");
    page.untilShown("1 of 3 rows needs you");
  }

  @Test
  void aValidRowIsEditedAndBecomesRefusedIfItHoldsSomethingWrong() {
    long id = load("users.csv", TestServer.USERS);
    show(id);

    grid().put(1, "age", "31");
    assertThat(record(id, 1).at("/data/age").asInt()).isEqualTo(31);
    grid().put(2, "age", "old");

    page.untilShown("1 of 2 rows needs you");
    assertThat(grid().text(2, "age")).contains("old", "is not an integer");
    assertThat(record(id, 2).path("status").asText()).isEqualTo("failed");
  }

  @Test
  void escapeLeavesACellAsItWas() {
    long id = load("users.csv", TestServer.USERS);
    show(id);

    grid().edit(1, "name");
    page.write("Zoe").press("Escape", 27);

    page.until("document.activeElement.role === 'grid'");
    assertThat(grid().text(1, "name")).isEqualTo("Ann");
  }

  @Test
  void aBlockFromASpreadsheetIsOneChange() {
    long id = load("bad.csv", HEAD + "Cid,nobody,many\nDan,no one,few\n");
    show(id);
    grid().edit(1, "email");
    page.press("Escape", 27).until("document.activeElement.role === 'grid'");

    page.paste("c@x.org\t41\r\nd@x.org\t42\r\n").untilShown("All 2 rows are stored");

    assertThat(record(id, 2).at("/data/email").asText()).isEqualTo("d@x.org");
    JsonNode changes = server.get("/api/imports/" + id + "/changes").expect(200).json();
    assertThat(changes.path("total").asInt()).isEqualTo(1);
    assertThat(changes.at("/changes/0/cells").asInt()).isEqualTo(4);
  }

  @Test
  void allowedValuesAreChosenFromAList() {
    file(
        "cars.json",
        """
        {"fields": [
          {"name": "plate"},
          {"name": "colour", "constraints": {"enum": ["red", "blue"]}},
          {"name": "sold", "type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}]}
        """);
    restart(options -> options.schemas(folder));
    long id =
        server
            .upload(
                Form.ofFile("cars.csv", "plate,colour,sold\nA 1,read,yes\n")
                    .field("schema", "cars"),
                "Prefer",
                "wait=60")
            .expect(200)
            .number("id");
    show(id);

    grid().edit(1, "sold");
    assertThat(grid().texts("select.grid-editor option")).containsExactly("(empty)", "yes", "no");
    grid().edit(1, "colour");
    assertThat(grid().texts("select.grid-editor option"))
        .containsExactly("read", "(empty)", "red", "blue");
    grid().put(1, "colour", "blue");
    page.untilShown("The row is stored");
  }

  @Test
  void ofThreeHundredColumnsOnlyThoseInSightAreInTheDocument() {
    String labels = IntStream.range(0, 300).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    String cells = IntStream.range(0, 300).mapToObj(i -> "v" + i).collect(Collectors.joining(","));
    long id =
        server
            .upload(
                Form.ofFile("wide.csv", labels + "\n" + (cells + "\n").repeat(500))
                    .field("schema", "none")
                    .field("header", "true"),
                "Prefer",
                "wait=60")
            .expect(200)
            .number("id");
    show(id);

    assertThat(grid().columnCount()).isEqualTo(301);
    assertThat(page.evaluate("document.querySelectorAll('.grid-cell').length").asInt())
        .isLessThan(1_500);
    page.evaluate("document.querySelector('[role=grid]').focus()");
    page.pressWithControl("End", 35)
        .until("document.querySelector('.grid').innerText.includes('c299')");
    page.until(
        "document.querySelector('.grid-row[data-row=\"500\"] .active')?.innerText === 'v299'");
    grid().put(500, "c299", "changed");
    assertThat(
            server
                .get("/api/imports/" + id + "?limit=1&offset=499")
                .json()
                .at("/records/0/data/c299")
                .asText())
        .isEqualTo("changed");
  }

  @Test
  void whatIsTypedStaysWhenTheServerIsAwayAndLeavingAsks() {
    long id = load("bad.csv", TestServer.USERS + "Cid,cid@example.com,many\n");
    show(id);
    int port = server.port();
    server.close();

    grid().edit(3, "age");
    page.write("52").press("Enter", 13).untilShown("Save 1 cell again");

    assertThat(grid().text(3, "age")).contains("52");
    assertThat(
            page.evaluate("window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")
                .asBoolean())
        .as("the browser may leave without asking")
        .isFalse();
    page.click("Statistics").untilShown("One cell is not saved").click("Stay");
    page.until("document.querySelector('.unsaved')")
        .until("location.hash === '#/imports/" + id + "'");
    server = TestServer.start(folder, options -> options.port(port));
    page.until("document.querySelector('#offline').hidden");
    page.click("Save 1 cell again").untilShown("All 3 rows are stored");
    page.click("Statistics").untilShown("Rows by day");
  }

  @Test
  void aChangeOfSomebodyElseIsToldAndTheTypingIsKept() {
    long id = load("bad.csv", TestServer.USERS + "Cid,nobody,many\n");
    show(id);
    grid().edit(3, "age");
    server
        .send(
            server
                .request("/api/imports/" + id + "/records", "Content-Type", "application/json")
                .method(
                    "PATCH",
                    BodyPublishers.ofString(
                        "{\"changes\":[{\"row_number\":3,\"set\":{\"email\":\"c@x.org\"}}]}")))
        .expect(200);

    page.write("52").press("Enter", 13).untilShown("Somebody else has changed this import");
    assertThat(grid().text(3, "age")).contains("52");
    page.click("Load the new state").untilShown("c@x.org");
    assertThat(grid().text(3, "age")).contains("52");
    page.click("Save 1 cell again").untilShown("All 3 rows are stored");

    assertThat(record(id, 3).at("/data/email").asText()).isEqualTo("c@x.org");
  }

  @Test
  void anImportThatIsDeletedMeanwhileSaysSoAndKeepsTheTyping() {
    long id = load("bad.csv", TestServer.USERS + "Cid,cid@example.com,many\n");
    show(id);
    grid().edit(3, "age");
    server.delete("/api/imports/" + id).expect(200);

    page.write("52").press("Enter", 13).untilShown("This import was deleted meanwhile");

    assertThat(grid().text(3, "age")).contains("52");
  }

  @Test
  void cleanedCellsShowWhatTheFileSays() {
    long id =
        server
            .upload(
                Form.ofFile("padded.csv", HEAD + "Ann,ann@example.com, 30 \nBob,nobody,41\n")
                    .field("trim", "cells"),
                "Prefer",
                "wait=60")
            .expect(200)
            .number("id");
    show(id);

    page.click("All").untilShown("2 rows");
    grid().edit(1, "age");

    page.untilShown("The file has 30");
    assertThat(grid().typed()).isEqualTo("30");
  }
}
