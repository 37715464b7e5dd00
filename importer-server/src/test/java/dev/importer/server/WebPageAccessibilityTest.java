package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every view, in light and dark, on a phone, at 200 %, from right to left and in forced colours.
 */
class WebPageAccessibilityTest extends PageInBrowser {

  private static final String OTHER_NAMES =
      """
      Who,Where to write,Winters,Remarks
      Ann Berg,ann@example.com,31,likes tea
      Bob Dahl,bob@example.com,44,
      """;

  /** The views by what they are about, each with the way to get there from the start. */
  static Stream<Arguments> views() {
    return Stream.of(
        view("start", WebPageAccessibilityTest::start),
        view("matching", WebPageAccessibilityTest::matching),
        view("several files", WebPageAccessibilityTest::severalFiles),
        view("import", WebPageAccessibilityTest::anImport),
        view("statistics", WebPageAccessibilityTest::statistics),
        view("imports that did not end well", WebPageAccessibilityTest::ends),
        view("no server", WebPageAccessibilityTest::noServer));
  }

  private static Arguments view(String name, Consumer<WebPageAccessibilityTest> steps) {
    return arguments(name, steps);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("views")
  void everyStateIsAccessibleInEveryMode(
      String name, Consumer<WebPageAccessibilityTest> throughItsStates) {
    throughItsStates.accept(this);
  }

  private void start() {
    home().untilShown("No imports yet").untilShown("What a file should hold");
    expectAccessible("empty");
    page.chooseFiles(0, BAD_USERS).untilShown("5 valid, 8 refused");
    expectAccessible("report");
    page.click("not-an-email × 1").until("document.activeElement.placeholder === 'Replace by'");
    expectAccessible("answer");
    page.write("ben@example.com").press("Enter", 13).untilShown("What the import will replace");
    expectAccessible("answered");
    load("users.csv", TestServer.USERS);
    load(
        "a-rather-long-name-of-a-file-with-customers-2026-11-30.csv", TestServer.USERS + "x,y,z\n");
    server.load("broken.csv", "\"").expect(422);
    home().untilShown("broken.csv").click("What a file should hold").untilShown("Template to fill");
    expectAccessible("list");
    page.click("⋯");
    expectAccessible("menu");
    page.click("Delete…").untilShown("cannot be undone");
    expectAccessible("question");
    page.click("Keep").type("Find", "nothing like it").untilShown("No import matches.");
    expectAccessible("list without a match");
  }

  private void matching() {
    home().chooseFiles(0, file("a.csv", OTHER_NAMES)).untilShown("Which column is what?");
    expectAccessible("columns to be matched");
    page.choose(field("Who"), "name").click("Check with these columns");
    page.untilShown("All 2 rows can be stored.").click("More settings");
    expectAccessible("columns matched");
    page.click("Make a schema from this file").untilShown("A schema from the 2 rows");
    expectAccessible("schema of the file");
    page.click("Cancel").choose("Check against", "nothing (keep every value as it is)");
    page.untilShown("2 rows, not checked.");
    expectAccessible("not checked");
  }

  private void severalFiles() {
    home().chooseFiles(0, BAD_USERS, file("a.csv", OTHER_NAMES), file("empty.csv", ""));
    page.untilShown("a look first.");
    expectAccessible("several files");
  }

  private void anImport() {
    long id = load("bad.csv", read(BAD_USERS));
    GridOnPage grid = new GridOnPage(page);
    go("#/imports/" + id).untilShown("What was refused");
    page.until("document.querySelector('.grid-cell.wrong')");
    expectAccessible("refused rows");
    page.evaluate("document.querySelector('.value-name')?.click()");
    page.evaluate("document.querySelector('.download-menu > summary').click()");
    expectAccessible("groups and downloads open");
    page.evaluate("document.querySelector('.download-menu').open = false");
    grid.edit(2, "email");
    expectAccessible("cell being edited");
    grid.put(2, "email", "still no address");
    page.untilShown("Undo");
    expectAccessible("changes");
    page.type("Find text", "nothing like it").untilShown("No row matches.");
    expectAccessible("search without hits");
    page.click("Columns").untilShown("Different values");
    expectAccessible("columns");
    long stored = load("users.csv", TestServer.USERS);
    go("#/imports/" + stored).until("document.querySelector('.grid-row[data-row]')");
    expectAccessible("nothing refused");
  }

  private void statistics() {
    go("#/statistics").untilShown("Nothing was imported yet.");
    expectAccessible("statistics of nothing");
    load("bad.csv", read(BAD_USERS));
    load("users.csv", TestServer.USERS);
    server.load("broken.csv", "\"").expect(422);
    go("#/").untilShown("broken.csv").click("Statistics").untilShown("What is wrong most often");
    expectAccessible("statistics");
  }

  private void ends() {
    long running = server.beginLongImport();
    go("#/imports/" + running).untilShown("rows so far");
    expectAccessible("running");
    page.click("Cancel the import").untilShown("This import was cancelled.");
    expectAccessible("cancelled");
    server.load("broken.csv", "\"").expect(422);
    home().click("broken.csv").untilShown("could not be used");
    expectAccessible("failed");
    go("#/imports/99").untilShown("There is no such import");
    expectAccessible("missing");
  }

  private void noServer() {
    home().untilShown("No imports yet");
    int port = server.port();
    server.close();
    page.click("Statistics").untilShown("does not answer");
    expectAccessible("offline");
    server = TestServer.start(folder, options -> options.port(port).apiKey("secret"));
    page.untilShown("API key");
    expectAccessible("key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/problems", "/problems/empty-file"})
  void pagesOnProblemsAreAccessibleAndLeadBack(String path) {
    page.open(server.uri(path)).until("document.querySelector('h1')");
    expectAccessible(path.substring(1).replace('/', ' '));

    expectWayBack();
  }

  /**
   * What is left out is how Swagger UI builds headings, landmarks, and buttons with links in them.
   */
  @Test
  void theDescriptionOfTheCallsIsAccessibleAndLeadsBack() {
    page.open(server.uri("/docs")).until("document.querySelector('#servers[aria-label]')");
    expectAccessible("docs", "heading-order", "nested-interactive", "region");

    expectWayBack();
  }

  private void expectWayBack() {
    page.click("Back to the imports").until("document.querySelector('main .home')");
    assertThat(page.text()).contains("No imports yet");
  }

  private static String field(String label) {
    return "Field of column " + label;
  }
}
