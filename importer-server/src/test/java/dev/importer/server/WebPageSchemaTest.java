package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A schema that is made from a file and kept on the server. */
class WebPageSchemaTest extends PageInBrowser {

  private static final String PETS = "pet,born\nTom,2020-01-31\nRex,2021-05-01\n";

  private static final String FAULT = "document.querySelector('.schema-editor [role=alert]')";

  private Path schemas;

  @BeforeEach
  void allow() throws IOException {
    schemas = Files.createDirectories(folder.resolve("schemas"));
    restart(options -> options.schemas(schemas).schemasWritable(true));
  }

  private void edit(String filename, String content) {
    home();
    page.chooseFiles(0, file(filename, content));
    page.click("Make a schema from this file").untilShown("A schema from the");
  }

  private String chosenSchema() {
    return page.evaluate("document.querySelector('[data-control=schema]').value").asText();
  }

  @Test
  void isSavedAndThenThereForOtherFiles() {
    edit("pets.csv", PETS);
    page.evaluate(
        "(i => { i.value = 'animal'; })(document.querySelector('[aria-label=\"Name of column"
            + " 1\"]'))");
    expectAccessible("the editor");

    page.click("Save as schema").untilShown("All 2 rows can be stored.");
    assertThat(chosenSchema()).isEqualTo("=pets");
    page.until("document.activeElement.dataset.control === 'schema'");
    assertThat(Files.exists(schemas.resolve("pets.json"))).isTrue();
    page.click("Import 2 rows").untilShown("2 valid");

    home().reload().until("document.querySelector('main .home')");
    page.chooseFiles(0, file("more.csv", "pet,born\nMia,2022-02-01\nIvy,unknown\n"));
    page.untilShown("2 rows: 1 valid, 1 refused.");
    assertThat(chosenSchema()).isEqualTo("=pets");
    page.click("Import 1 row, keep 1 aside").untilShown("1 of 2 rows needs you");
    assertThat(stored(2).at("/import/schema").asText()).isEqualTo("pets");
    assertThat(stored(2).at("/records/0/data/animal").asText()).isEqualTo("Mia");
  }

  @Test
  void asksBeforeItReplacesAnother() throws IOException {
    Path pets = Files.writeString(schemas.resolve("pets.json"), "{\"fields\": []}");
    edit("pets.csv", PETS);

    page.click("Save as schema").untilShown("Replace the schema pets?");
    expectAccessible("the question");
    page.click("Keep the old one").until("!document.querySelector('dialog')");
    assertThat(read(pets)).isEqualTo("{\"fields\": []}");
    page.untilShown("A schema from the 2 rows of this file");

    page.click("Save as schema").click("Replace").untilShown("All 2 rows can be stored.");
    assertThat(read(pets)).contains("born");
  }

  @Test
  void replacesOnlyTheOneThatItHasAskedAbout() throws IOException {
    Path pets = Files.writeString(schemas.resolve("pets.json"), "{\"fields\": []}");
    edit("pets.csv", PETS);

    page.click("Save as schema").untilShown("Replace the schema pets?");
    String others = "{\"fields\": [{\"name\": \"of others\"}]}";
    Files.writeString(pets, others);
    page.click("Replace").untilShown("Somebody else has changed the schema 'pets' meanwhile.");

    assertThat(read(pets)).isEqualTo(others);
  }

  @Test
  void thatIsGoneMeanwhileSaysSoWhereItWouldBeShown() throws IOException {
    Path pets =
        Files.writeString(schemas.resolve("pets.json"), "{\"fields\": [{\"name\": \"pet\"}]}");
    home().untilShown("What a file should hold");
    Files.delete(pets);

    page.choose("Schema", "pets").untilShown("There is no schema 'pets'.");

    assertThat(page.text()).doesNotContain("Delete schema…");
    expectAccessible("a schema that is gone");
  }

  @Test
  void thatCannotBeSavedSaysWhyBesideItsName() {
    edit("pets.csv", PETS);

    page.type("Name", "Users").click("Save as schema");
    page.untilShown("There is a schema 'users' already")
        .until("document.activeElement.dataset.control === 'schema-name'")
        .until("document.activeElement.ariaInvalid === 'true'")
        .until(
            "document.getElementById(document.activeElement.getAttribute('aria-describedby'))"
                + ".textContent.includes('users')");
    expectAccessible("a fault");

    page.type("Name", "pets");
    page.type("Name of column 2", "pet").click("Save as schema");
    page.until(FAULT + ".textContent.includes('claims the label')");
    page.type("Name", "a b").click("Save as schema");
    page.until(FAULT + ".textContent === ''");
    assertThat(Files.exists(schemas.resolve("pets.json"))).isFalse();
    assertThat(Files.exists(schemas.resolve("Users.json"))).isFalse();
  }

  @Test
  void isDeletedWhereItIsShown() throws IOException {
    Path pets =
        Files.writeString(schemas.resolve("pets.json"), "{\"fields\": [{\"name\": \"pet\"}]}");
    home().untilShown("What a file should hold");
    assertThat(page.text()).doesNotContain("Delete schema…");

    page.choose("Schema", "pets").click("Delete schema…").untilShown("Delete the schema pets?");
    page.click("Keep").until("!document.querySelector('dialog')");
    assertThat(Files.exists(pets)).isTrue();
    page.click("Delete schema…").click("Delete");

    page.until("document.querySelector('.home')")
        .until("!document.querySelector('main').innerText.includes('pets')")
        .untilShown("Schema users")
        .until("document.getElementById('announcer').textContent === 'The schema pets is deleted'");
    assertThat(Files.exists(pets)).isFalse();
  }

  @Test
  void isNotOfferedToBeSavedWhereTheServerSavesNone() {
    restart(options -> options.schemas(schemas));
    edit("pets.csv", PETS);

    page.untilShown("put the JSON into the folder of schemas");
    assertThat(page.text()).doesNotContain("Save as schema");
  }

  @Test
  void fitsAPhoneInTheDark() {
    page.size(390, 844).scheme("dark");
    edit("pets.csv", PETS);
    page.type("Name", "none").click("Save as schema").untilShown("The name 'none' is taken");

    assertThat(
            page.evaluate(
                    "document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                .asBoolean())
        .isTrue();
    expectAccessible("dark");
    String pictures = System.getProperty("importer.pictures");
    if (pictures != null) {
      page.screenshot(Path.of(pictures, "schema-phone.png"));
    }
  }
}
