package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.schema.Schema;
import dev.importer.server.internal.schemas.SchemaFolder;
import dev.importer.server.internal.schemas.SchemaFolderException;
import dev.importer.testing.ReadWorkbook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas over HTTP, from a folder. */
class SchemasTest {

  private static final String ORDERS =
      """
      {"title": "Orders", "fieldsMatch": "subset", "fields": [
        {"name": "number", "type": "integer", "constraints": {"required": true}},
        {"name": "due", "type": "date", "format": "%d.%m.%Y"}]}
      """;

  @TempDir private Path folder;
  private Path schemas;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    schemas = Files.createDirectory(folder.resolve("schemas"));
    Files.writeString(schemas.resolve("orders.json"), ORDERS);
    Files.writeString(schemas.resolve("marked.json"), "\ufeff" + ORDERS);
    Files.writeString(schemas.resolve("README.md"), "No schema.");
    server = TestServer.start(folder, options -> options.schemas(schemas));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void areListedByName() {
    JsonNode list = server.get("/api/schemas").expect(200).json();

    assertThat(list.path("total").asInt()).isEqualTo(4);
    assertThat(list.path("schemas").findValuesAsText("name"))
        .containsExactly("marked", "none", "orders", "users");
    JsonNode orders = list.path("schemas").path(2);
    assertThat(orders.path("title").asText()).isEqualTo("Orders");
    assertThat(orders.path("description").isNull()).isTrue();
    assertThat(orders.path("fields").asInt()).isEqualTo(2);
    assertThat(orders.path("required").asInt()).isEqualTo(1);
    assertThat(orders.path("fields_match").asText()).isEqualTo("subset");
    assertThat(list.path("schemas").findValuesAsText("default"))
        .containsExactly("false", "false", "false", "true");
  }

  @Test
  void areShownAsTableSchema() {
    Answer shown = server.get("/api/schemas/orders").expect(200);

    assertThat(shown.header("Content-Type")).contains("application/json");
    assertThat(Schema.parse("orders", shown.body())).isEqualTo(Schema.parse("orders", ORDERS));
    assertThat(Schema.parse("users", server.get("/api/schemas/users").body()))
        .isEqualTo(Schema.USERS);
  }

  @Test
  void haveTemplatesThatCanBeUploadedAsTheyAre() {
    Answer csv = server.get("/api/schemas/orders/template").expect(200);
    Answer json = server.get("/api/schemas/orders/template?format=json").expect(200);

    assertThat(csv.body()).isEqualTo("number,due\r\n1,23.11.2026\r\n");
    assertThat(csv.header("Content-Disposition"))
        .contains("attachment; filename=\"orders-template.csv\"");
    assertThat(csv.header("Content-Type")).get().asString().startsWith("text/csv");
    assertThat(json.json().path(0).path("due").asText()).isEqualTo("23.11.2026");
    for (Answer template : new Answer[] {csv, json}) {
      String file = template.body().startsWith("number,") ? "template.csv" : "template.json";
      Answer upload =
          server
              .upload(
                  "/api/upload?schema=orders",
                  Form.ofFile(file, template.body()),
                  "Prefer",
                  "wait=60")
              .expect(200);
      assertThat(upload.json().path("processed_records").asInt()).isEqualTo(1);
      assertThat(upload.json().path("failed_records").asInt()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/schemas/nope", "/api/schemas/nope/template", "/api/schemas/Users"})
  void thatAreNotThereAreNotFound(String path) {
    assertThat(server.get(path).expect(404).json().path("code").asText())
        .isEqualTo("schema-not-found");
  }

  @Test
  void haveTemplatesAsWorkbooks() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + server.port() + "/api/schemas/orders/template"))
            .header("Accept", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            .build();
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"orders-template.xlsx\"");
    ReadWorkbook workbook = ReadWorkbook.of(answer.body());
    assertThat(workbook.sheets()).containsExactly("orders", "Fields");
    assertThat(workbook.texts(1))
        .containsExactly(List.of("number", "due"), List.of("1", "23.11.2026"));
  }

  @Test
  void haveTemplatesInTheFormatThatIsAccepted() {
    String path = "/api/schemas/orders/template";

    assertThat(server.get(path, "Accept", "application/json").header("Content-Type"))
        .contains("application/json");
    assertThat(server.get(path, "Accept", "text/html, */*;q=0.1").header("Content-Type"))
        .get()
        .asString()
        .startsWith("text/csv");
    assertThat(server.get(path + "?format=json", "Accept", "text/csv").header("Content-Type"))
        .contains("application/json");
    server.get(path, "Accept", "image/png").expectProblem(406, "not-acceptable");
  }

  @Test
  void haveNoTemplateInAnotherFormat() {
    assertThat(
            server
                .get("/api/schemas/orders/template?format=xml")
                .expect(400)
                .json()
                .path("errors")
                .path(0)
                .path("field")
                .asText())
        .isEqualTo("format");
  }

  @Test
  void areCheckedWhenTheServerStarts() throws IOException {
    Files.writeString(
        schemas.resolve("wrong.json"),
        "{\"fields\": [{\"name\": 1}, {\"name\": \"a\", \"type\": \"strng\"}]}");
    Files.writeString(schemas.resolve("bad name.json"), ORDERS);
    Files.writeString(schemas.resolve("none.json"), ORDERS);
    Files.write(
        schemas.resolve("latin.json"), "{\"title\": \"ä\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(
            catchThrowableOfType(SchemaFolderException.class, () -> SchemaFolder.read(schemas))
                .getMessage()
                .lines())
        .containsExactly(
            "bad name.json: 'bad name' cannot be the name of a schema: use letters, digits, '.',"
                + " '_' and '-', at most 100",
            "latin.json: the file is not UTF-8",
            "none.json: the name 'none' is taken: it means that nothing is checked",
            "wrong.json: /fields/0/name: must be a text, but is a number",
            "wrong.json: /fields/1/type: there is no type 'strng'; did you mean 'string'?");
  }

  @Test
  void mayReferToOtherTablesWithoutStoppingTheStart() throws IOException {
    String key =
        "\"foreignKeys\": [{\"fields\": \"a\", \"reference\": {\"resource\": \"o\", \"fields\": \"b\"}}]";
    Files.writeString(
        schemas.resolve("lines.json"),
        "{\"fields\": [{\"name\": \"a\", \"type\": \"string\"}], " + key + "}");
    server.close();
    server = TestServer.start(folder, options -> options.schemas(schemas));

    assertThat(
            server
                .post("/api/check?schema=lines", "text/csv", "a\nx\ny\n")
                .expect(200)
                .json()
                .path("warnings")
                .path("unchecked-key")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void mayReplaceTheDefaultOne() throws IOException {
    Files.writeString(schemas.resolve("users.json"), ORDERS);
    server.close();
    server = TestServer.start(folder, options -> options.schemas(schemas));

    Answer upload = server.load("x.csv", "number,due\n7,01.02.2026\n").expect(200);

    assertThat(upload.json().path("schema").asText()).isEqualTo("users");
    assertThat(upload.json().path("failed_records").asInt()).isZero();
    assertThat(upload.json().path("processed_records").asInt()).isEqualTo(1);
  }
}
