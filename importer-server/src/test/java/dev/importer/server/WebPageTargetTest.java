package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.testing.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that go into a table of the application: before the import, with it, out again and back. */
class WebPageTargetTest extends PageInBrowser {

  private static final String TARGET =
      """
      {"table": "app_users", "columns": {"email": "email", "name": "name", "age": "age"},
       "key": ["email"], "mode": "upsert"}
      """;

  private static final String COMING =
      """
      name,email,age
      Annie,ann@example.com,31
      Bob,bob@example.com,40
      Cid,cid@example.com,7
      Dan,dan@example.com,140
      """;

  private static final String BEFORE = "ann@example.com Ann 30";
  private static final String AFTER = "ann@example.com Annie 31";
  private static final String BOB = "bob@example.com Bob 40";
  private static final String CID = "cid@example.com Cid 7";

  private void withTargets(String... targets) {
    Disk disk = Disk.of(server.database());
    disk.execute(
        "CREATE TABLE app_users (id INTEGER PRIMARY KEY, email text NOT NULL UNIQUE, name text,"
            + " age integer CONSTRAINT grown CHECK (age < 130))");
    disk.execute(
        "INSERT INTO app_users (email, name, age) VALUES"
            + " ('ann@example.com', 'Ann', 30), ('bob@example.com', 'Bob', 40)");
    Path targetFolder = folder.resolve("targets");
    try {
      Files.createDirectories(targetFolder);
      for (int i = 0; i < targets.length; i++) {
        Files.writeString(targetFolder.resolve("people" + (i + 1) + ".json"), targets[i]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    restart(options -> options.targets(targetFolder));
  }

  private List<String> table() {
    return Disk.of(server.database())
        .texts("SELECT email || ' ' || name || ' ' || age FROM app_users ORDER BY email");
  }

  private String textOf(String selector) {
    return page.evaluate(
            "[...document.querySelectorAll("
                + BrowserPage.quote(selector)
                + ")].map(e => e.textContent).join('|')")
        .asText();
  }

  private void check() {
    home().chooseFiles(0, file("users.csv", COMING)).untilShown("All 4 rows can be stored.");
    page.choose("Rows go into", "app_users").untilShown("What changes in the table");
  }

  private void importInto() {
    check();
    page.click("Import 3 rows, keep 1 aside").untilShown("1 of 4 rows needs you");
  }

  @Test
  void aPersonSeesTheDifferencesThenImportsTakesOutAndBringsBack() {
    withTargets(TARGET);

    check();
    page.untilShown("4 rows: 3 valid, 1 refused.")
        .untilShown("1 new, 1 changed, 1 unchanged, 1 refused in app_users")
        .until("document.getElementById('announcer').textContent.includes('1 new, 1 changed')");
    assertThat(textOf(".difference .updated del")).isEqualTo("was Ann|was 30");
    assertThat(textOf(".difference .updated ins")).isEqualTo("becomes Annie|becomes 31");
    assertThat(textOf(".difference .inserted ins")).isEqualTo("cid@example.com|Cid|7");
    assertThat(table()).containsExactly(BEFORE, BOB);

    page.click("Import 3 rows, keep 1 aside")
        .untilShown("1 new, 1 changed, 1 unchanged in app_users");
    assertThat(table()).containsExactly(AFTER, BOB, CID);

    page.click("Take out of app_users").untilShown("Take the rows out of app_users?");
    page.click("Keep").until("!document.querySelector('dialog')");
    assertThat(table()).containsExactly(AFTER, BOB, CID);
    page.click("Take out of app_users").click("Take out");
    page.untilShown("1 row removed, 1 row restored in app_users.")
        .untilShown("Taken out of app_users on ");
    assertThat(table()).containsExactly(BEFORE, BOB);

    page.until("document.activeElement.textContent === 'Bring back'").click("Bring back");
    page.untilShown("Brought back: 1 new, 1 changed, 1 unchanged in app_users.")
        .until("document.activeElement.textContent === 'Take out of app_users'");
    assertThat(table()).containsExactly(AFTER, BOB, CID);
  }

  @Test
  void nothingIsSaidOfTargetsWhereThereAreNone() {
    home().chooseFiles(0, file("users.csv", COMING)).untilShown("All 4 rows can be stored.");
    assertThat(page.text()).doesNotContain("Rows go into", "What changes in");

    page.click("Import 4 rows").untilShown("All 4 rows are stored");
    assertThat(page.evaluate("document.querySelector('.target-line').hidden").asBoolean()).isTrue();
  }

  @Test
  void rowsStayOutOfTheTableUnlessItIsChosen() {
    withTargets(TARGET);
    check();
    page.choose("Rows go into", "nowhere else").untilShown("All 4 rows can be stored.");

    page.click("Import 4 rows").untilShown("All 4 rows are stored");

    assertThat(table()).containsExactly(BEFORE, BOB);
  }

  @Test
  void whatTheTableRefusesIsCorrectedLikeOtherRows() {
    withTargets(TARGET);
    importInto();
    page.untilShown("refused by the database, rule grown");
    page.click("The whole row × 1").untilShown("Leave this kind refused");
    assertThat(page.text()).doesNotContain("Make empty");
    page.click("Delete…").untilShown("What it has put into app_users stays there.").click("Keep");

    new GridOnPage(page).put(4, "age", "14");

    page.untilShown("All 4 rows are stored")
        .untilShown("2 new, 1 changed, 1 unchanged in app_users");
    assertThat(table()).containsExactly(AFTER, BOB, CID, "dan@example.com Dan 14");
  }

  @Test
  void rowsThatSomebodyHasChangedSinceAreNamed() {
    withTargets(TARGET);
    importInto();
    Disk.of(server.database()).execute("UPDATE app_users SET age = 8 WHERE name = 'Cid'");

    page.click("Take out of app_users").click("Take out");

    page.untilShown("1 row restored in app_users. 1 row stays as it is").untilShown(": row 3.");
    assertThat(table()).containsExactly(BEFORE, BOB, "cid@example.com Cid 8");
  }

  @Test
  void whatSomebodyElseHasTakenOutMeanwhileIsSaid() {
    withTargets(TARGET);
    importInto();
    page.evaluate("fetch('/api/imports/1/undo', {method: 'POST'}).then(r => r.text())");

    page.click("Take out of app_users").click("Take out");

    page.untilShown("Import 1 is undone already.").untilShown("Bring back");
  }

  @Test
  void rowsOfATargetThatKeepsNothingAreNotOfferedToBeTakenOut() {
    withTargets(TARGET.replace("\"mode\"", "\"undo\": false, \"mode\""));
    importInto();

    page.untilShown("1 new, 1 changed, 1 unchanged in app_users");
    assertThat(page.text()).doesNotContain("Take out of");
  }

  @Test
  void twoTargetsOfOneTableAreToldApart() {
    withTargets(TARGET, TARGET.replace("upsert", "refuse"));
    home().chooseFiles(0, file("users.csv", COMING)).untilShown("All 4 rows can be stored.");

    page.choose("Rows go into", "app_users (people2)")
        .untilShown("1 new, 3 refused in app_users")
        .untilShown("in the table already");
  }

  @Test
  void aTableIsOfferedOnlyWhereTheSchemaHasItsFields() {
    withTargets(TARGET);
    check();

    page.choose("Check against", "nothing (keep every value as it is)").untilShown("not checked.");
    assertThat(page.text()).doesNotContain("Rows go into", "What changes in");

    page.choose("Check against", "users").untilShown("All 4 rows can be stored.");
    assertThat(page.text()).contains("Rows go into");
  }

  @Test
  void everyStateIsAccessible() {
    withTargets(TARGET);
    check();
    page.evaluate("document.activeElement.blur()");
    expectAccessible("target differences");
    page.click("Import 3 rows, keep 1 aside")
        .untilShown("1 of 4 rows needs you")
        .untilShown("What was refused");
    expectAccessible("target import");
    page.click("Take out of app_users").untilShown("Take the rows out of app_users?");
    expectAccessible("target question");
    page.click("Take out").untilShown("Bring back").untilShown("1 row removed");
    expectAccessible("target taken out");
  }
}
