package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
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

  private GridOnPage grid() {
    return new GridOnPage(page);
  }

  @ParameterizedTest
  @CsvSource({"json, '[', ']'", "ndjson, '', ''"})
  void theNumbersOfARowStayAsTheyAre(String ending, String before, String after) {
    String row =
        "{\"id\":12345678901234567890,\"price\":1.10,\"huge\":1E+400,\"name\":\"Ann\","
            + "\"email\":\"nobody\",\"age\":30,\"nested\":{\"n\":1.0,\"m\":[1e400]},\"none\":null}";
    long id = load("numbers." + ending, before + row + after);
    assertThat(data(id)).containsExactly(row);
    go("#/imports/" + id).untilShown("1 of 1 row needs you");

    assertThat(grid().edit(1, "id").typed()).isEqualTo("12345678901234567890");
    grid().put(1, "email", "ann@example.com");

    assertThat(record(id, 1).path("status").asText()).isEqualTo("valid");
    assertThat(data(id)).containsExactly(row.replace("nobody", "ann@example.com"));
    assertThat(grid().text(1, "email")).isEqualTo("ann@example.com");
    assertThat(grid().text(1, "id")).isEqualTo("12345678901234567890");
    assertThat(grid().text(1, "price")).isEqualTo("1.10");
    assertThat(grid().text(1, "huge")).isEqualTo("1E+400");
    assertThat(grid().text(1, "nested")).isEqualTo("{\"n\":1.0,\"m\":[1e400]}");
  }

  @Test
  void aRehearsalShowsNumbersAsTheyAre() {
    Path file =
        file(
            "numbers.ndjson",
            "{\"id\":12345678901234567890,\"price\":1.10,\"name\":\"Ann\","
                + "\"email\":\"ann@example.com\",\"age\":30}\n");

    home().chooseFiles(0, file).untilShown("The one row can be stored.");

    assertThat(grid().texts("table.rows td")).contains("12345678901234567890", "1.10");
  }

  @Test
  void whatIsTypedStaysOfTheKindThatStoodThere() {
    long id =
        load(
            "kinds.json",
            "[{\"name\":\"Ann\",\"email\":\"nobody\",\"age\":300,\"zip\":\"01234\",\"amount\":1.10,"
                + "\"paid\":true,\"tags\":[1.0],\"note\":\"x\"}]");
    go("#/imports/" + id).untilShown("1 of 1 row needs you");

    grid()
        .put(1, "email", "ann@example.com")
        .put(1, "age", "31")
        .put(1, "zip", "04321")
        .put(1, "amount", "2.50")
        .put(1, "paid", "false")
        .put(1, "tags", "[2.0]")
        .put(1, "note", "");

    assertThat(data(id))
        .containsExactly(
            "{\"name\":\"Ann\",\"email\":\"ann@example.com\",\"age\":31,\"zip\":\"04321\",\"amount\":2.50,"
                + "\"paid\":false,\"tags\":[2.0],\"note\":null}");
  }

  @Test
  void labelsThatDifferFromTheFieldsByCaseAreTheSameColumns() {
    long id = load("case.csv", "Name,Email,AGE\nAnn,ann@example.com,30\nBob,nobody,x\n");

    go("#/imports/" + id).untilShown("1 of 2 rows needs you").click("All").untilShown("2 rows");

    assertThat(grid().columns()).containsExactly("Row", "name Name", "email Email", "age AGE");
    assertThat(grid().texts(".grid-number.wrong")).isEmpty();
    page.choose("Where", "email is exactly").type("Find text", "nobody");
    page.until("document.querySelectorAll('.grid-row[data-row]').length === 1");
    assertThat(grid().edit(2, "age").typed()).isEqualTo("x");
    assertThat(grid().edit(2, "email").typed()).isEqualTo("nobody");
    grid().put(2, "email", "bob@example.com");
    assertThat(data(id).get(1))
        .isEqualTo("{\"Name\":\"Bob\",\"Email\":\"bob@example.com\",\"AGE\":\"x\"}");
    assertThat(record(id, 2).path("errors")).hasSize(1);

    grid().put(2, "age", "41");
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

    go("#/imports/" + id).untilShown("1 of 2 rows needs you");

    assertThat(grid().columns())
        .containsExactly("Row", "years Age in years", "full_name Who", "City");
    assertThat(grid().texts(".grid-number.wrong")).isEmpty();
    assertThat(grid().texts(".grid-cell.wrong .message")).hasSize(2);
    grid().put(2, "full_name", "Bob").put(2, "years", "40");
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

    go("#/imports/" + id).untilShown("2 of 2 rows need you");

    assertThat(grid().columns()).containsExactly("Row", "name Name", "email EMAIL", "age");
    assertThat(grid().texts(".grid-number.wrong")).isEmpty();
    grid().put(2, "email", "bob@example.com").put(2, "age", "40");
    assertThat(data(id).get(1))
        .isEqualTo("{\"name\":\"Bob\",\"age\":40,\"email\":\"bob@example.com\"}");
  }

  @Test
  void theMissingCellsOfARowThatIsSavedAreMeantToBeEmpty() {
    long id = load("short.csv", "name,email,age,note,city\nAnn,nobody,30\n");
    go("#/imports/" + id).untilShown("1 of 1 row needs you");
    assertThat(grid().texts(".grid-number.wrong")).isEmpty();

    grid().put(1, "email", "ann@example.com");

    assertThat(record(id, 1).at("/data/city").asText("absent")).isEmpty();
  }

  @Test
  void eachMissingCellKeepsWhatIsTypedIntoIt() {
    long id = load("short.csv", "name,email,age,note,city\nAnn,a@example.com,30\n");
    go("#/imports/" + id).untilShown("1 of 1 row needs you");

    grid().edit(1, "note");
    page.evaluate("document.activeElement.value = 'first'");
    page.press("Tab", 9);
    page.until("document.activeElement.ariaLabel === 'city, row 1'");
    page.evaluate("document.activeElement.value = 'second'");
    page.press("Enter", 13);
    grid().untilStored();

    assertThat(record(id, 1).at("/data/note").asText()).isEqualTo("first");
    assertThat(record(id, 1).at("/data/city").asText()).isEqualTo("second");
  }

  @Test
  void aBlockOverMissingCellsIsStoredWhole() {
    long id = load("short.csv", "name,email,age,note,city\nAnn,a@example.com,30\n");
    go("#/imports/" + id).untilShown("1 of 1 row needs you");

    grid().edit(1, "note");
    page.press("Escape", 27).paste("first\tsecond");
    grid().untilStored();

    assertThat(record(id, 1).at("/data/note").asText()).isEqualTo("first");
    assertThat(record(id, 1).at("/data/city").asText()).isEqualTo("second");
  }

  @Test
  void changesThatFollowEachOtherAtOnceDoNotStandInEachOthersWay() {
    long id = load("ages.csv", "name,email,age\nAnn,nobody,30\nBob,b@example.com,42 years\n");
    go("#/imports/" + id).untilShown("2 of 2 rows need you").untilShown("→ 42");

    grid().edit(1, "email");
    page.evaluate(
        "document.activeElement.value = 'ann@example.com',"
            + " [...document.querySelectorAll('button')].find(e => e.innerText === '→ 42').click(),"
            + " document.activeElement.blur()");

    page.untilShown("The rows can be used");
    assertThat(record(id, 1).at("/data/email").asText()).isEqualTo("ann@example.com");
    assertThat(record(id, 2).at("/data/age").asInt()).isEqualTo(42);
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

    go("#/imports/" + id).untilShown("27 of 31 rows need you");

    assertThat(grid().columns())
        .startsWith("Row", "order_id Order No", "customer_email Customer-Email");
    assertThat(grid().columnCount()).isEqualTo(17);
    assertThat(grid().texts(".grid-number.wrong")).as("messages that have no cell").isEmpty();
    grid()
        .put(4, "order_id", "DE-0004")
        .put(30, "status", "paid")
        .put(27, "delivery_time", "P3D")
        .put(28, "column_16", "");

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
