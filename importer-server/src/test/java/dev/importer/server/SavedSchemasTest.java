package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.schema.Schema;
import dev.importer.testing.Disk;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that are saved and deleted over HTTP. */
class SavedSchemasTest {

  private static final String JSON = "application/json";

  private static final String ORDERS =
      """
      {"title": "Orders", "fieldsMatch": "subset", "fields": [
        {"name": "number", "type": "integer", "constraints": {"required": true}},
        {"name": "due", "type": "date"}]}
      """;

  private static final String TEXTS =
      """
      {"fieldsMatch": "subset", "fields": [
        {"name": "number", "type": "string"}, {"name": "due", "type": "string"}]}
      """;

  private static final String ROWS = "number,due\n1,2026-11-23\nx,2026-11-24\n";

  @TempDir private Path folder;
  private Path schemas;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    schemas = Files.createDirectory(folder.resolve("schemas"));
    server = TestServer.start(folder, this::writable);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ServerOptions.Builder writable(ServerOptions.Builder options) {
    return options.schemas(schemas).schemasWritable(true);
  }

  private void restart(UnaryOperator<ServerOptions.Builder> options) {
    server.close();
    server = TestServer.start(folder, options);
  }

  private Answer put(String name, String json, String... headers) {
    return put(name, json.getBytes(StandardCharsets.UTF_8), headers);
  }

  private Answer put(String name, byte[] body, String... headers) {
    return server.send(
        server
            .request("/api/schemas/" + name, headers)
            .header("Content-Type", JSON)
            .PUT(BodyPublishers.ofByteArray(body)));
  }

  private Answer delete(String name, String... headers) {
    return server.send(server.request("/api/schemas/" + name, headers).DELETE());
  }

  private Answer load(String schema, String filename) {
    return server
        .upload(
            "/api/upload?schema=" + schema + "&filename=" + filename,
            Form.ofFile(filename, ROWS),
            "Prefer",
            "wait=60")
        .expect(200);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> found = Files.list(schemas)) {
      return found
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".schemas.lock"))
          .sorted()
          .toList();
    }
  }

  private Path file(String name) {
    return schemas.resolve(name + ".json");
  }

  @Test
  void areKnownAtOnceAndStayAfterARestart() throws IOException {
    Answer saved = put("orders", ORDERS).expect(201);

    assertThat(saved.header("Location")).contains("/api/schemas/orders");
    assertThat(saved.text("name")).isEqualTo("orders");
    assertThat(saved.text("title")).isEqualTo("Orders");
    assertThat(saved.json().path("deletable").asBoolean()).isTrue();
    assertThat(Files.readString(file("orders"))).isEqualTo(ORDERS);
    assertThat(files()).containsExactly("orders.json");
    for (int i = 0; i < 2; i++) {
      JsonNode list = server.get("/api/schemas").expect(200).json();
      assertThat(list.path("writable").asBoolean()).isTrue();
      assertThat(list.path("schemas").findValuesAsText("name"))
          .containsExactly("none", "orders", "users");
      assertThat(list.path("schemas").findValuesAsText("deletable"))
          .containsExactly("false", "true", "false");
      assertThat(Schema.parse("orders", server.get("/api/schemas/orders").expect(200).body()))
          .isEqualTo(Schema.parse("orders", ORDERS));
      Answer upload = load("orders", "a" + i + ".csv");
      assertThat(upload.number("failed_records")).isEqualTo(1);
      restart(this::writable);
    }
  }

  @Test
  void replaceThoseOfTheirName() throws IOException {
    put("orders", ORDERS).expect(201);

    assertThat(put("orders", TEXTS).expect(200).header("Location")).isEmpty();

    assertThat(load("orders", "a.csv").number("failed_records")).isZero();
    assertThat(Files.readString(file("orders"))).isEqualTo(TEXTS);
  }

  @Test
  void areNotSavedUnlessTheServerAllowsIt() throws IOException {
    Files.writeString(file("orders"), ORDERS);
    restart(options -> options.schemas(schemas));

    assertThat(put("orders", TEXTS).expectProblem(403, "schemas-read-only").text("detail"))
        .contains("--schemas-writable");
    delete("orders").expectProblem(403, "schemas-read-only");
    put("orders", "not even JSON").expectProblem(403, "schemas-read-only");
    JsonNode list = server.get("/api/schemas").expect(200).json();
    assertThat(list.path("writable").asBoolean()).isFalse();
    assertThat(list.path("schemas").findValuesAsText("deletable"))
        .containsExactly("false", "false", "false");
    assertThat(Files.readString(file("orders"))).isEqualTo(ORDERS);
    restart(options -> options);
    put("orders", TEXTS).expectProblem(403, "schemas-read-only");
  }

  @Test
  void needAFolder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerOptions.on(folder.resolve("x.db")).schemasWritable(true).build())
        .withMessageContaining("--schemas-writable needs a folder")
        .withMessageContaining("--schemas");
  }

  @Test
  void areCheckedAsFilesAreBeforeTheServerTakesThem() throws IOException {
    Files.writeString(file("wrong"), "{\"fields\": [{\"name\": 1}]}");

    assertThatExceptionOfType(ServerStartException.class)
        .isThrownBy(() -> TestServer.start(folder.resolve("other"), this::writable).close())
        .withMessageContaining("wrong.json: /fields/0/name: must be a text, but is a number");
  }

  @Test
  void withFaultsAreRefusedWithAllOfThem() throws IOException {
    Answer refused =
        put(
                "orders",
                """
                {"tilte": "Orders", "dc:subject": "allowed", "fields": [
                  {"name": 1},
                  {"name": "a", "type": "strng", "constraints": {"require": true}},
                  {"name": "b", "importer:trimm": true}],
                 "foreignKeys": [{"fields": "b", "on": 1,
                   "reference": {"fields": "c", "table": "x"}}]}
                """)
            .expectProblem(400, "bad-schema");

    assertThat(refused.json().path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "/tilte",
            "/fields/1/constraints/require",
            "/fields/2/importer:trimm",
            "/foreignKeys/0/on",
            "/foreignKeys/0/reference/table",
            "/fields/0/name",
            "/fields/1/type",
            "/foreignKeys/0/reference/fields");
    assertThat(refused.text("detail")).contains("8 faults");
    put("orders", "{\"fields\": [], \"extra\": 1}")
        .expectProblem(400, "unknown-member")
        .naming("/extra");
    assertThat(files()).isEmpty();
  }

  @Test
  void ofAnyFormThatTheServerShowsCanBeSaved() {
    String own =
        """
        {"fields": [
          {"name": "a", "type": "number", "bareNumber": false, "decimalChar": ",",
           "groupChar": ".", "importer:negative": ["parentheses"], "aliases": ["A 1"],
           "example": "1", "rdfType": "https://schema.org/price", "title": "A",
           "constraints": {"minimum": 1, "maximum": 10, "unique": true}},
          {"name": "b", "type": "boolean", "trueValues": ["y"], "falseValues": ["n"],
           "importer:ignoreCase": true, "importer:trim": true, "importer:unwrap": true},
          {"name": "c", "type": "list", "delimiter": ";", "itemType": "integer"},
          {"name": "d", "type": "string", "categories": ["x", "y"], "categoriesOrdered": true,
           "missingValues": ["-"], "importer:replace": {"z": "x"}}],
         "primaryKey": "a", "uniqueKeys": [["b", "d"]], "importer:rememberMappings": false,
         "foreignKeys": [{"fields": "d", "reference": {"resource": "o", "fields": "e"}}]}
        """;
    put("own", own).expect(201);

    put("copy", server.get("/api/schemas/own").expect(200).body()).expect(201);

    assertThat(Schema.parse("x", server.get("/api/schemas/copy").body()))
        .isEqualTo(Schema.parse("x", own));
    put("people", server.get("/api/schemas/users").body()).expect(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                   | bad-body
          []                                   | bad-body
          "x"                                  | bad-body
          null                                 | bad-body
          {                                    | json-syntax
          {"fields": []} x                     | json-syntax
          {"fields": [], "fields": []}         | json-syntax
          {}                                   | bad-schema
          {"fields": {}}                       | bad-schema
          {"fields": [{"name": "a"}, {"name": "A"}]} | bad-schema
          {"fields": [{"name": "a", "constraints": {"pattern": "("}}]} | bad-schema
          """)
  void ofAnotherFormAreRefused(String json, String code) throws IOException {
    put("orders", json).expectProblem(400, code);

    assertThat(files()).isEmpty();
  }

  @Test
  void areTextInUtf8() throws IOException {
    put("orders", "{\"title\": \"ä\", \"fields\": []}".getBytes(StandardCharsets.ISO_8859_1))
        .expectProblem(400, "json-syntax");
    put("orders", ORDERS.getBytes(StandardCharsets.UTF_16BE)).expectProblem(400, "json-syntax");
    put("marked", "\ufeff" + ORDERS).expect(201);

    assertThat(Files.readString(file("marked"))).isEqualTo(ORDERS);
    server
        .send(
            server
                .request("/api/schemas/orders")
                .header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofString(ORDERS)))
        .expectProblem(415, "unsupported-media-type");
  }

  @Test
  void haveAtMostAMebibyte() throws IOException {
    String start = "{\"fields\": [], \"description\": \"";
    String most = start + "x".repeat((1 << 20) - start.length() - 2) + "\"}";

    put("large", most).expect(201);
    put("larger", most + " ").expectProblem(413, "too-large");
    put("faulty", "{\"fields\": [" + "1,".repeat(300_000) + "1]}").expectProblem(400, "bad-schema");

    assertThat(files()).containsExactly("large.json");
    assertThat(server.get("/api/schemas/large").expect(200).body()).hasSizeGreaterThan(1_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2Fx",
        "..",
        "%2E%2E%2Fx",
        "a%2Fb",
        "a%5Cb",
        "%00",
        "a%00",
        ".hidden",
        "-x",
        "a%20b",
        "%C3%A4",
        "con",
        "NUL",
        "aux.x",
        "com1"
      })
  void withNamesThatNoFileShouldHaveAreRefused(String name) throws IOException {
    assertThat(put(name, ORDERS).status()).isIn(400, 404, 405);

    assertThat(files()).isEmpty();
    try (Stream<Path> around = Files.list(folder)) {
      assertThat(around.filter(each -> each.toString().endsWith(".json"))).isEmpty();
    }
    assertThat(delete(name).status()).isIn(400, 404, 405);
  }

  @Test
  void haveNamesOfAtMostAHundredLetters() throws IOException {
    put("a".repeat(101), ORDERS).expectProblem(400, "bad-parameter").naming("name");
    put("a".repeat(5_000), ORDERS).expectProblem(400, "bad-parameter");
    put("a".repeat(100), ORDERS).expect(201);

    assertThat(files()).containsExactly("a".repeat(100) + ".json");
  }

  @Test
  void haveNamesThatDifferInMoreThanTheCaseOfTheirLetters() throws IOException {
    put("orders", ORDERS).expect(201);

    assertThat(put("Orders", TEXTS).expectProblem(409, "conflict").text("detail"))
        .contains("'orders'");
    put("Users", TEXTS).expectProblem(409, "conflict");
    put("none", TEXTS).expectProblem(409, "conflict");
    put("None", TEXTS).expectProblem(409, "conflict");
    assertThat(files()).containsExactly("orders.json");
  }

  @Test
  void doNotHaveParametersInTheirAddresses() {
    put("orders?force=true", ORDERS).expectProblem(400, "unknown-parameter").naming("force");
    delete("users?force=true").expectProblem(400, "unknown-parameter").naming("force");
  }

  @Test
  void takeThePlaceOfTheBuiltInOneUntilTheyAreDeleted() {
    delete("users").expectProblem(409, "conflict");
    delete("none").expectProblem(409, "conflict");

    put("users", ORDERS).expect(200);
    Answer upload = server.load("a.csv", ROWS).expect(200);
    assertThat(upload.text("schema")).isEqualTo("users");
    assertThat(upload.number("failed_records")).isEqualTo(1);

    delete("users").expect(204);
    assertThat(Schema.parse("users", server.get("/api/schemas/users").body()))
        .isEqualTo(Schema.USERS);
    assertThat(server.load("b.csv", TestServer.USERS).number("processed_records")).isEqualTo(2);
  }

  @Test
  void areDeletedOnce() throws IOException {
    put("orders", ORDERS).expect(201);

    assertThat(delete("orders").expect(204).body()).isEmpty();

    assertThat(files()).isEmpty();
    delete("orders").expectProblem(404, "schema-not-found");
    server.get("/api/schemas/orders").expectProblem(404, "schema-not-found");
    server
        .post("/api/check?schema=orders", "text/csv", ROWS)
        .expectProblem(400, "bad-option")
        .naming("schema");
  }

  @Test
  void areReplacedOnlyAsTheyWereSeen() throws IOException {
    put("orders", ORDERS, "If-Match", "*").expectProblem(412, "changed-meanwhile");
    put("orders", ORDERS, "If-None-Match", "*").expect(201);
    put("orders", TEXTS, "If-None-Match", "*").expectProblem(412, "changed-meanwhile");
    put("users", TEXTS, "If-None-Match", "*").expectProblem(412, "changed-meanwhile");
    String seen = server.get("/api/schemas/orders").header("ETag").orElseThrow();

    put("orders", TEXTS, "If-Match", seen).expect(200);
    assertThat(
            put("orders", ORDERS, "If-Match", seen)
                .expectProblem(412, "changed-meanwhile")
                .header("ETag"))
        .isEqualTo(server.get("/api/schemas/orders").header("ETag"));
    delete("orders", "If-Match", seen).expectProblem(412, "changed-meanwhile");
    assertThat(Files.readString(file("orders"))).isEqualTo(TEXTS);
    delete("orders", "If-Match", "\"other\"").expectProblem(412, "changed-meanwhile");
    delete("orders", "If-Match", "*").expect(204);
  }

  @Test
  void ofTwoThatAreSentAtOnceOneIsTheFirst() {
    List<CompletableFuture<Integer>> sent =
        IntStream.range(0, 16)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> put("orders", ORDERS, "If-None-Match", "*").status()))
            .toList();

    assertThat(sent.stream().map(CompletableFuture::join).filter(status -> status == 201))
        .hasSize(1);
    assertThat(sent.stream().map(CompletableFuture::join).distinct())
        .containsExactlyInAnyOrder(201, 412);
  }

  @Test
  void areSeenByOtherServersOfTheFolder() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    try (TestServer other = TestServer.start(elsewhere, this::writable)) {
      put("orders", ORDERS).expect(201);
      other.get("/api/schemas/orders").expect(200);

      put("orders", TEXTS).expect(200);
      assertThat(other.get("/api/schemas/orders").body())
          .isEqualTo(server.get("/api/schemas/orders").body());

      delete("orders").expect(204);
      other.get("/api/schemas/orders").expectProblem(404, "schema-not-found");
    }
  }

  @Test
  void thatPeoplePutIntoTheFolderAreSeenUnlessTheyAreFaulty() throws IOException {
    Files.writeString(file("orders"), ORDERS);
    server.get("/api/schemas/orders").expect(200);
    Answer before = server.get("/api/schemas/orders").expect(200);

    Files.writeString(file("orders"), "{\"fields\": [{\"na");
    Files.writeString(file("other"), "{\"fields\": [{\"na");
    assertThat(server.get("/api/schemas/orders").expect(200).body()).isEqualTo(before.body());
    server.get("/api/schemas/other").expectProblem(404, "schema-not-found");

    delete("other").expect(204);
    put("orders", TEXTS).expect(200);
    assertThat(files()).containsExactly("orders.json");
  }

  @Test
  void areNoNewOnesWhereAFaultyFileOfTheNameIs() throws IOException {
    String faulty = "{\"fields\": [{\"na";
    Files.writeString(file("orders"), faulty);

    put("orders", ORDERS, "If-None-Match", "*").expectProblem(412, "changed-meanwhile");
    put("orders", ORDERS, "If-None-Match", " * ").expectProblem(412, "changed-meanwhile");

    assertThat(Files.readString(file("orders"))).isEqualTo(faulty);
    put("orders", ORDERS).expect(201);
    assertThat(Files.readString(file("orders"))).isEqualTo(ORDERS);
  }

  @Test
  void importsOfBeforeGoOnAsTheyBegan() {
    put("orders", ORDERS).expect(201);
    long id = load("orders", "a.csv").number("import_id");

    put("orders", TEXTS).expect(200);
    assertThat(load("orders", "a.csv").number("failed_records")).isZero();
    correct(id, "y").expect(200);
    assertThat(refused(id)).isEqualTo(1);

    delete("orders").expect(204);
    JsonNode plan = server.get("/api/imports/" + id).json().at("/import/plan");
    assertThat(plan.at("/own_schema/fields/0/type").asText()).isEqualTo("integer");
    correct(id, "7").expect(200);
    assertThat(refused(id)).isZero();
    server.get("/api/imports/" + id + "/records?names=labels").expect(200);
  }

  private Answer correct(long id, String number) {
    return server.send(
        server
            .request("/api/imports/" + id + "/records")
            .header("Content-Type", JSON)
            .method(
                "PATCH",
                BodyPublishers.ofString(
                    "{\"changes\":[{\"row_number\":2,\"set\":{\"number\":\"" + number + "\"}}]}")));
  }

  private long refused(long id) {
    return server
        .get("/api/imports/" + id)
        .expect(200)
        .json()
        .at("/import/failed_records")
        .asLong();
  }

  @Test
  void importsResumeUnderThoseThatWereDeletedMeanwhile() {
    put("users", Schema.USERS.toJson()).expect(200);
    put("people", Schema.USERS.toJson()).expect(201);
    long id =
        server
            .send(
                server
                    .request("/api/upload?filename=customers.csv&schema=people")
                    .header("Content-Type", "text/csv")
                    .header("Prefer", "respond-async")
                    .POST(BodyPublishers.ofString("name,email,age\n" + "x,y,z\n".repeat(20_000))))
            .expect(202)
            .number("import_id");
    TestServer.until(
        () -> server.get("/api/imports/" + id).json().at("/import/total_records").asLong() > 0);
    delete("people").expect(204);

    restart(this::writable);

    TestServer.until(
        () ->
            server
                .get("/api/imports/" + id)
                .json()
                .at("/import/status")
                .asText()
                .equals("completed"));
    JsonNode ended = server.get("/api/imports/" + id).json().path("import");
    assertThat(ended.path("failed_records").asLong()).isEqualTo(20_000);
    assertThat(ended.path("schema").asText()).isEqualTo("people");
  }

  @Test
  void whatColumnsMeantIsRememberedForThem() {
    put("orders", ORDERS).expect(201);
    server
        .upload(
            "/api/upload?schema=orders&map=No=number",
            Form.ofFile("a.csv", "No,due\n1,2026-11-23\n"),
            "Prefer",
            "wait=60")
        .expect(200);

    assertThat(
            server
                .post("/api/check?schema=orders", "text/csv", "No,due\n2,2026-11-23\n")
                .expect(200)
                .number("processed_records"))
        .isEqualTo(1);
  }

  @Test
  void keepThePermissionsOfTheOthers() throws IOException {
    put("orders", ORDERS).expect(201);
    Files.setPosixFilePermissions(file("orders"), PosixFilePermissions.fromString("rw-rw-r--"));

    put("orders", TEXTS).expect(200);
    put("other", TEXTS).expect(201);

    for (String each : List.of("orders", "other")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(each))))
          .isEqualTo("rw-rw-r--");
    }
  }

  @Test
  void stayWhatTheyWereIfTheFolderCannotBeWritten() throws IOException {
    put("orders", ORDERS).expect(201);
    Files.delete(schemas.resolve(".schemas.lock"));
    // Stands in the way, whoever runs the test.
    Files.createDirectory(schemas.resolve(".schemas.lock"));

    put("orders", TEXTS).expectProblem(503, "storage-error");
    put("other", TEXTS).expectProblem(503, "storage-error");
    delete("orders").expectProblem(503, "storage-error");

    assertThat(Files.readString(file("orders"))).isEqualTo(ORDERS);
    server.get("/api/schemas/orders").expect(200);
    Files.move(schemas, folder.resolve("moved"));
    server.get("/api/schemas/orders").expect(200);
  }

  @Test
  void whatSomebodyLeftOverWhoDiedWhileWritingIsNoSchema() throws IOException {
    Files.writeString(schemas.resolve(".schemas.part"), "{\"fields\": [");

    restart(this::writable);
    put("orders", ORDERS).expect(201);

    assertThat(files()).containsExactly("orders.json");
  }

  @Test
  void areGuardedLikeAllThatChangesSomething() {
    put("orders", ORDERS, "Origin", "https://elsewhere.example").expectProblem(403, "cross-site");
    delete("users", "Sec-Fetch-Site", "cross-site").expectProblem(403, "cross-site");
    restart(options -> writable(options).apiKey("secret"));

    put("orders", ORDERS).expectProblem(401, "unauthorized");
    delete("orders").expectProblem(401, "unauthorized");
    put("orders", ORDERS, "X-API-Key", "secret").expect(201);
    assertThat(delete("orders", "X-API-Key", "secret").status()).isEqualTo(204);
  }

  @Test
  void thatATargetIsMadeForHaveToFitIt() throws IOException {
    Path targets = Files.createDirectory(folder.resolve("targets"));
    Files.writeString(file("orders"), ORDERS);
    Files.writeString(
        targets.resolve("orders.json"),
        "{\"table\": \"app_orders\", \"columns\": {\"number\": \"number\"}, \"key\": [\"number\"],"
            + " \"schema\": \"orders\"}");
    Disk.of(server.database()).execute("CREATE TABLE app_orders (number integer PRIMARY KEY)");
    restart(options -> writable(options).targets(targets));

    put("orders", "{\"fields\": [{\"name\": \"other\"}]}").expectProblem(409, "conflict");
    delete("orders").expectProblem(409, "conflict");
    put("orders", ORDERS.replace("Orders", "All orders")).expect(200);

    assertThat(server.get("/api/schemas/orders").body()).contains("All orders");
    restart(options -> writable(options).targets(targets));
  }
}
