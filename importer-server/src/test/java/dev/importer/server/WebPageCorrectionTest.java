package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One cell of a refused row is corrected on the page; all that is not touched stays as it is. */
class WebPageCorrectionTest extends PageInBrowser {

  private static final String PEOPLE =
      """
      {"fields": [
        {"name": "full_name", "aliases": ["Who"], "constraints": {"required": true}},
        {"name": "years", "type": "integer", "aliases": ["Age in years"]}],
       "fieldsMatch": "partial"}
      """;

  private static final Pattern DATA = Pattern.compile("\"data\":(\\{.*?}),\"status\"");

  /** The data of the rows of an import, as it is written. */
  private List<String> data(long id) {
    String body = server.get("/api/imports/" + id).expect(200).body();
    return DATA.matcher(body).results().map(match -> match.group(1)).toList();
  }

  private JsonNode record(long id, int row) {
    return stored(id).path("records").path(row - 1);
  }

  private List<String> texts(String selector) {
    List<String> texts = new ArrayList<>();
    page.evaluate(
            "[...document.querySelectorAll("
                + BrowserPage.quote(selector)
                + ")].map(e => e.innerText.trim().replace(/\\s+/g, ' '))")
        .forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Opens the row with this number for correction. */
  private void correct(int row) {
    page.until(
        "(b => b && (b.click(), true))(document.querySelector('button[data-row=\""
            + row
            + "\"]'))");
  }

  private void put(String column, String text) {
    page.until("document.querySelector('.editing')");
    page.evaluate(
        "document.querySelector('.editing input[aria-label="
            + BrowserPage.quote(column).replace("'", "\\'")
            + "]').value = "
            + BrowserPage.quote(text));
  }

  private String input(String column) {
    return page.evaluate(
            "document.querySelector('.editing input[aria-label="
                + BrowserPage.quote(column)
                + "]').value")
        .asText();
  }

  @ParameterizedTest
  @CsvSource({"json, '[', ']'", "ndjson, '', ''"})
  void theNumbersOfARowStayAsTheyAre(String ending, String before, String after) {
    String row =
        "{\"id\":12345678901234567890,\"price\":1.10,\"huge\":1E+400,\"name\":\"Ann\","
            + "\"email\":\"nobody\",\"age\":30,\"nested\":{\"n\":1.0,\"m\":[1e400]},\"none\":null}";
    long id = load("numbers." + ending, before + row + after);
    assertThat(data(id)).containsExactly(row);
    go("#/imports/" + id).untilShown("1 row to correct");

    correct(1);
    assertThat(input("id")).isEqualTo("12345678901234567890");
    put("email", "ann@example.com");
    page.click("Save").untilShown("1 row corrected and stored.");

    assertThat(record(id, 1).path("status").asText()).isEqualTo("valid");
    assertThat(data(id)).containsExactly(row.replace("nobody", "ann@example.com"));
    page.untilShown("ann@example.com");
    assertThat(texts("table.rows td"))
        .contains("12345678901234567890", "1.10", "1E+400", "{\"n\":1.0,\"m\":[1e400]}");
  }

  @Test
  void aRehearsalShowsNumbersAsTheyAre() {
    Path file =
        file(
            "numbers.ndjson",
            "{\"id\":12345678901234567890,\"price\":1.10,\"name\":\"Ann\","
                + "\"email\":\"ann@example.com\",\"age\":30}\n");

    home().chooseFiles(0, file).untilShown("The one row can be stored.");

    assertThat(texts("table.rows td")).contains("12345678901234567890", "1.10");
  }

  @Test
  void whatIsTypedStaysOfTheKindThatStoodThere() {
    long id =
        load(
            "kinds.json",
            "[{\"name\":\"Ann\",\"email\":\"nobody\",\"age\":300,\"zip\":\"01234\",\"amount\":1.10,"
                + "\"paid\":true,\"tags\":[1.0],\"note\":\"x\"}]");
    go("#/imports/" + id).untilShown("1 row to correct");

    correct(1);
    put("email", "ann@example.com");
    put("age", "31");
    put("zip", "04321");
    put("amount", "2.50");
    put("paid", "false");
    put("tags", "[2.0]");
    put("note", "");
    page.click("Save").untilShown("1 row corrected and stored.");

    assertThat(data(id))
        .containsExactly(
            "{\"name\":\"Ann\",\"email\":\"ann@example.com\",\"age\":31,\"zip\":\"04321\",\"amount\":2.50,"
                + "\"paid\":false,\"tags\":[2.0]}");
  }

  @Test
  void labelsThatDifferFromTheFieldsByCaseAreTheSameColumns() {
    long id = load("case.csv", "Name,Email,AGE\nAnn,ann@example.com,30\nBob,nobody,x\n");

    go("#/imports/" + id).untilShown("1 row to correct");

    assertThat(texts("table.rows thead th"))
        .containsExactly("Row", "name Name", "email Email", "age AGE");
    assertThat(texts("table.rows tbody th .message")).isEmpty();
    page.choose("Where", "email is exactly").type("Find text", "nobody").untilShown("Rows 2 to 2");
    page.click("Correct").until("document.activeElement.getAttribute('aria-label') === 'email'");
    assertThat(input("email")).isEqualTo("nobody");
    assertThat(input("age")).isEqualTo("x");
    put("email", "bob@example.com");
    page.click("Save").untilShown("1 row still refused");
    assertThat(data(id).get(1))
        .isEqualTo("{\"Name\":\"Bob\",\"Email\":\"bob@example.com\",\"AGE\":\"x\"}");
    assertThat(record(id, 2).path("errors")).hasSize(1);

    page.type("Find text", "").untilShown("Rows 1 to 2");
    correct(2);
    put("age", "41");
    page.click("Save").untilShown("1 row corrected and stored.");
    assertThat(data(id).get(1))
        .isEqualTo("{\"name\":\"Bob\",\"email\":\"bob@example.com\",\"age\":41}");
  }

  @Test
  void labelsThatAreAliasesAreTheColumnsOfTheirFields() {
    file("people.json", PEOPLE);
    restart(options -> options.schemas(folder));
    long id =
        server
            .upload(
                Form.ofFile("people.csv", "Age in years,Who,City\n30,Ann,Rome\nold,,Oslo\n")
                    .field("schema", "people"),
                "Prefer",
                "wait=60")
            .expect(200)
            .number("id");

    go("#/imports/" + id).untilShown("1 row to correct");

    assertThat(texts("table.rows thead th"))
        .containsExactly("Row", "years Age in years", "full_name Who", "City");
    assertThat(texts("table.rows tbody th .message")).isEmpty();
    assertThat(texts("table.rows td.wrong .message")).hasSize(2);
    correct(2);
    put("full_name", "Bob");
    put("years", "40");
    page.click("Save").untilShown("1 row corrected and stored.");
    assertThat(data(id).get(1)).isEqualTo("{\"years\":40,\"full_name\":\"Bob\",\"City\":\"Oslo\"}");
  }

  @Test
  void membersThatMeanOneFieldAreOneColumn() {
    long id =
        load(
            "members.ndjson",
            """
            {"Name":"Ann","EMAIL":"nobody","age":30}
            {"name":"Bob","age":x}
            """
                .replace(":x", ":\"x\""));

    go("#/imports/" + id).untilShown("2 rows to correct");

    assertThat(texts("table.rows thead th"))
        .containsExactly("Row", "name Name", "email EMAIL", "age");
    assertThat(texts("table.rows tbody th .message")).isEmpty();
    correct(2);
    put("email", "bob@example.com");
    put("age", "40");
    page.click("Save").untilShown("1 row corrected and stored.");
    assertThat(data(id).get(1))
        .isEqualTo("{\"name\":\"Bob\",\"age\":40,\"email\":\"bob@example.com\"}");
  }

  @Test
  void theMissingCellsOfARowThatIsSavedAreMeantToBeEmpty() {
    long id = load("short.csv", "name,email,age,note,city\nAnn,nobody,30\n");
    go("#/imports/" + id).untilShown("1 row to correct");
    assertThat(texts("table.rows tbody th .message")).isEmpty();

    correct(1);
    put("email", "ann@example.com");
    page.click("Save").untilShown("1 row corrected and stored.");

    assertThat(record(id, 1).at("/data/city").asText("absent")).isEmpty();
  }

  private long loadOrders() {
    restart(options -> options.schemas(SAMPLES.resolve("orders")));
    return server
        .upload(
            Form.ofFile("orders.csv", read(SAMPLES.resolve("orders/orders_messy.csv")))
                .field("schema", "orders"),
            "Prefer",
            "wait=60")
        .expect(200)
        .number("id");
  }

  @Test
  void oneCellOfTheOrdersIsCorrectedAndNothingElseChanges() {
    long id = loadOrders();
    List<String> before = data(id);

    go("#/imports/" + id).untilShown("27 rows to correct");

    assertThat(texts("table.rows thead th"))
        .hasSize(17)
        .startsWith("Row", "order_id Order No", "customer_email Customer-Email")
        .endsWith("delivery_time delivery time", "column_16");
    assertThat(texts("table.rows tbody th .message")).as("messages that have no cell").isEmpty();
    correct(4);
    put("order_id", "DE-0004");
    page.click("Save").untilShown("1 row corrected and stored.");
    correct(30);
    put("status", "paid");
    page.click("Save").untilShown("1 row still refused");
    correct(27);
    page.click("Save").untilShown("1 row corrected and stored.");
    correct(28);
    put("column_16", "");
    page.click("Save");
    // The page says the same of this row as of the one before it.
    TestServer.until(() -> record(id, 28).path("status").asText().equals("valid"));

    List<String> after = data(id);
    assertThat(record(id, 4).path("status").asText()).isEqualTo("valid");
    assertThat(after.get(3))
        .contains("\"order_id\":\"DE-0004\"", "\"price\":1299.00", "\"ordered_on\":\"2026-11-23\"");
    assertThat(after.get(29)).isEqualTo(before.get(29).replace("payed", "paid"));
    assertThat(record(id, 30).path("errors")).hasSize(2);
    assertThat(record(id, 27).path("status").asText()).isEqualTo("valid");
    assertThat(record(id, 28).path("status").asText()).isEqualTo("valid");
    for (int row : new int[] {1, 2, 3, 5, 6, 12, 29, 31}) {
      assertThat(after.get(row - 1)).isEqualTo(before.get(row - 1));
    }
  }
}
