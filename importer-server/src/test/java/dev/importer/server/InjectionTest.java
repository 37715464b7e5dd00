package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text that would do something if it were taken for code, in every parameter of every call of the
 * description: a call or a parameter that is new is attacked as well.
 */
class InjectionTest {

  private static final List<String> SQL =
      List.of(
          "' OR '1'='1",
          "1 OR 1=1",
          "1; DROP TABLE records; --",
          "x'; DELETE FROM imports WHERE '1'='1",
          "1 UNION SELECT sql FROM sqlite_master --",
          "\") OR (\"1\"=\"1",
          "$.name') OR json_extract(data, '$",
          "'||(SELECT load_extension('x'))||'");

  private static final List<String> LINES =
      List.of(
          "a\r\nX-Injected: yes", "a\nX-Injected: yes\n\n<b>", "a\u0000b", "\u2028X-Injected: yes");

  private static final String SCRIPT =
      "<script>alert('in')</script>\"><img src=x onerror=alert(1)>";

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** What ends by itself only, and what is a page. */
  private static final Set<String> NOT_ATTACKED = Set.of("/api/imports/{id}/events");

  @RegisterExtension private static final TestServer server = TestServer.extension();
  private static JsonNode document;
  private static long keptImport;

  /** One parameter of a call. */
  private record Target(String method, String path, String where, String name) {}

  @BeforeAll
  static void start() {
    document = server.get("/openapi.json").json();
    keptImport =
        server.load("kept.csv", TestServer.USERS + "x,y,z\n").expect(200).number("import_id");
  }

  static List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        call -> {
                          if (METHODS.contains(call.getKey())
                              && !NOT_ATTACKED.contains(path.getKey())) {
                            addTargets(targets, path, call);
                          }
                        }));
    return targets;
  }

  private static void addTargets(
      List<Target> targets, Map.Entry<String, JsonNode> path, Map.Entry<String, JsonNode> call) {
    String method = call.getKey().toUpperCase(Locale.ROOT);
    for (JsonNode list :
        List.of(path.getValue().path("parameters"), call.getValue().path("parameters"))) {
      for (JsonNode each : list) {
        JsonNode parameter = resolve(each);
        targets.add(
            new Target(
                method,
                path.getKey(),
                parameter.path("in").asText(),
                parameter.path("name").asText()));
      }
    }
    resolve(call.getValue().path("requestBody"))
        .path("content")
        .properties()
        .forEach(
            content ->
                resolve(content.getValue().path("schema"))
                    .path("properties")
                    .fieldNames()
                    .forEachRemaining(
                        name ->
                            targets.add(
                                new Target(method, path.getKey(), content.getKey(), name))));
  }

  private static JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static Answer attack(Target target, String payload) {
    String path =
        target
            .path()
            .replaceAll(
                "\\{" + (target.where().equals("path") ? target.name() : "-") + "}",
                encoded(payload).replace("\\", "\\\\").replace("$", "\\$"))
            .replace("{id}", Long.toString(keptImport))
            .replace("{name}", "users")
            .replace("{number}", "1")
            .replace("{code}", "not-found");
    String query =
        target.where().equals("query") ? "?" + target.name() + "=" + encoded(payload) : "";
    Body body = body(target, payload);
    List<String> headers = new ArrayList<>();
    if (target.where().equals("header")) {
      headers.addAll(
          List.of(target.name(), payload.replaceAll("[\\r\\n\\x00\\u0100-\\uffff]", "")));
    }
    if (!body.type().isEmpty()) {
      headers.addAll(List.of("Content-Type", body.type()));
    }
    HttpRequest.Builder request =
        server
            .request(path + query, headers.toArray(String[]::new))
            .method(target.method(), body.publisher());
    try {
      return server.send(request);
    } catch (UncheckedIOException e) {
      // After a refusal the server may close a connection that the client is about to use again.
      return server.send(request);
    }
  }

  private record Body(String type, BodyPublisher publisher) {}

  private static Body body(Target target, String payload) {
    if (target.where().equals("application/json")) {
      String text =
          payload
              .replace("\\", "\\\\")
              .replace("\"", "\\\"")
              .replace("\r", "\\r")
              .replace("\n", "\\n")
              .replace("\0", "\\u0000");
      String value =
          target.name().equals("where")
              ? "{\"" + text + "\":\"" + text + "\"}"
              : "\"" + text + "\"";
      return new Body(
          "application/json", BodyPublishers.ofString("{\"" + target.name() + "\":" + value + "}"));
    }
    if (target.path().endsWith("/search")) {
      return new Body("application/json", BodyPublishers.ofString("{}"));
    }
    if (!target.method().equals("POST") || target.path().endsWith("/cancel")) {
      return new Body("", BodyPublishers.noBody());
    }
    String filename = payload.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    // Each upload has other bytes, so that none is a duplicate.
    String rows = payload.replaceAll("[\"\\r\\n]", " ");
    Form form =
        Form.ofFile(
            target.name().equals("file") ? filename : "x.csv",
            "name,email,age,"
                + rows.replace(',', ' ')
                + "\n"
                + rows.replace(',', ' ')
                + ",a@example.com,3,\n");
    if (target.where().equals("multipart/form-data") && !target.name().equals("file")) {
      form.field(target.name(), payload);
    }
    return new Body(form.contentType(), BodyPublishers.ofByteArray(form.bytes()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<String> tables() throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + server.database());
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name || sql FROM sqlite_master WHERE sql NOT NULL ORDER BY 1")) {
      List<String> tables = new ArrayList<>();
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
      return tables;
    }
  }

  @Test
  void everyCallIsAttacked() {
    assertThat(targets()).hasSizeGreaterThan(50);
    assertThat(targets())
        .extracting(Target::where)
        .contains("path", "query", "header", "application/json", "multipart/form-data");
  }

  @Test
  void sqlInAnyParameterIsText() throws SQLException {
    List<String> before = tables();
    for (Target target : targets()) {
      for (String payload : SQL) {
        Answer answer = attack(target, payload);
        assertThat(answer.status())
            .as("%s with %s: %s", target, payload, answer.body())
            .isLessThan(500);
        assertThat(answer.body())
            .as("%s with %s", target, payload)
            .doesNotContainIgnoringCase(
                "syntax error", "sqlite_autoindex", "CREATE TABLE", "org.sqlite", "near \"");
        expectKept(target, payload);
      }
    }
    assertThat(tables()).isEqualTo(before);
  }

  /** The import that was there is there still, and no more of it is found than there is. */
  private static void expectKept(Target target, String payload) {
    Answer kept = server.get("/api/imports/" + keptImport);
    assertThat(kept.status()).as("%s with %s", target, payload).isEqualTo(200);
    assertThat(kept.json().path("records")).as("%s with %s", target, payload).hasSize(3);
  }

  @Test
  void aLineEndInAnyParameterAddsNoHeader() {
    for (Target target : targets()) {
      for (String payload : LINES) {
        Answer answer = attack(target, payload);
        assertThat(answer.status())
            .as("%s with %s: %s", target, payload, answer.body())
            .isLessThan(500);
        assertThat(answer.header("X-Injected")).as("%s with %s", target, payload).isEmpty();
        answer
            .response()
            .headers()
            .map()
            .forEach(
                (name, values) ->
                    assertThat(String.join("", values))
                        .as(name)
                        .doesNotContain("X-Injected", "\r", "\n", "\0"));
      }
    }
    for (String path : List.of("/errors", "/errors?format=json", "/errors?format=ndjson")) {
      assertThat(server.get("/api/imports/" + keptImport + path).expect(200).header("X-Injected"))
          .isEmpty();
    }
  }

  @Test
  void scriptInAnyParameterIsNoPage() {
    for (Target target : targets()) {
      expectNoPage(attack(target, SCRIPT), target);
    }
  }

  @Test
  void storedScriptIsNoPage() {
    long id =
        server
            .upload(
                Form.ofFile(
                    "<script>alert(1)</script>.csv",
                    "name,email,age,<script>alert(2)</script>\n<script>alert(3)</script>,<b>,<i>,\n"),
                "Prefer",
                "wait=60")
            .expect(200)
            .number("import_id");
    document
        .path("paths")
        .properties()
        .forEach(
            path -> {
              if (path.getValue().has("get") && !NOT_ATTACKED.contains(path.getKey())) {
                String address =
                    path.getKey()
                        .replace("{id}", Long.toString(id))
                        .replace("{name}", "users")
                        .replace("{number}", "1")
                        .replace("{code}", "not-found");
                expectNoPage(server.get(address), address);
              }
            });
    expectNoPage(server.search("{\"import_id\":" + id + "}"), "search");
    expectNoPage(server.get("/" + encoded(SCRIPT)), "an unknown path");
    expectNoPage(server.get("/api/schemas/" + encoded(SCRIPT)), "an unknown schema");
    server.delete("/api/imports/" + id).expect(200);
  }

  /** Whatever is no page of our own is of a type that no browser runs, and is not guessed at. */
  private static void expectNoPage(Answer answer, Object asked) {
    assertThat(answer.header("X-Content-Type-Options")).as("%s", asked).contains("nosniff");
    String type = answer.header("Content-Type").orElse("");
    if (type.startsWith("text/html")) {
      assertThat(answer.body()).as("%s", asked).doesNotContain("alert(");
    } else {
      assertThat(type)
          .as("%s", asked)
          .matches(
              "(application/(json|problem\\+json|x-ndjson)|text/(csv|plain)|application/openmetrics-text)\\b.*");
    }
  }

  static Stream<String> hostileNames() {
    return Stream.of(
        "../../etc/passwd.csv",
        "..%5C..%5Cwindows%5Cx.csv",
        "%2e%2e%2fx.csv",
        "a%00.csv",
        "a%0d%0aX-Injected:%20yes.csv",
        "%01%02%1b[31m%7f.csv",
        "gnp%e2%80%aevsc.csv",
        "%e2%81%a6a%e2%81%a9.csv",
        "%c2%85%e2%80%a8.csv",
        "CON",
        "n".repeat(4_000) + ".csv");
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("hostileNames")
  void aHostileFileNameIsALabel(String name) {
    for (String disposition : List.of("filename*=UTF-8''" + name, "filename=\"" + name + "\"")) {
      Form form =
          Form.with()
              .part(
                  "form-data; name=\"file\"; " + disposition,
                  ("name,email,age\nAnn,ann@example.com," + System.nanoTime() % 100 + "\n")
                      .getBytes(StandardCharsets.UTF_8));
      expectLabel(server.upload(form, "Prefer", "wait=60"));
    }
    expectLabel(
        server.post(
            "/api/upload?filename=" + name.replace("[", "%5B"),
            "text/csv",
            "name,email,age\nBob,bob@example.com," + System.nanoTime() % 100 + "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%ff%fe.csv", "%ed%a0%80.csv"})
  void aFileNameThatIsNoTextIsRefused(String name) {
    server
        .post("/api/upload?filename=" + name, "text/csv", "name,email,age\n")
        .expectProblem(400, "bad-parameter");
  }

  private static void expectLabel(Answer answer) {
    String label = answer.expect(200).text("filename");
    assertThat(label)
        .hasSizeBetween(1, 255)
        .doesNotContain("/", "\\", "\u202e", "\u2066", "\u2069", "\u2028", "\u0085", "\ud800")
        .doesNotContainPattern("\\p{Cntrl}");
    assertThat(server.get("/api/imports/" + answer.number("id")).text("import")).isNotNull();
    server.delete("/api/imports/" + answer.number("id")).expect(200);
  }

  @Test
  void aFileNameOfTenKilobytesIsRefused() {
    String name = "n".repeat(10_000) + ".csv";

    server.upload(Form.ofFile(name, TestServer.USERS)).expectProblem(400, "malformed-multipart");
    server
        .post("/api/upload?filename=" + name, "text/csv", TestServer.USERS)
        .expectProblem(414, "uri-too-long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1", "＝1"})
  void aFormulaIsNoneInTheDownload(String cell) {
    long id =
        server
            .upload(
                "/api/upload?delimiter=;",
                Form.ofFile("x.csv", "name;email;age\n" + cell + ";y;z\n"),
                "Prefer",
                "wait=60")
            .expect(200)
            .number("import_id");

    assertThat(server.get("/api/imports/" + id + "/errors").expect(200).body())
        .doesNotContainPattern("(?m)(^|;|\")[=+@\\t-]");
    server.delete("/api/imports/" + id).expect(200);
  }

  @Test
  void aFormOfAnotherSiteChangesNothing() {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "text/csv")) {
      for (String path : List.of("/api/upload", "/api/records/search", "/api/check")) {
        server
            .post(path, type, TestServer.USERS, "Origin", "http://evil.example")
            .expectProblem(403, "cross-site");
      }
    }
    server
        .post("/api/records/search", "text/plain", "{\"limit\":1}")
        .expectProblem(415, "unsupported-media-type");
    server
        .send(server.request("/api/imports/" + keptImport, "Origin", "null").DELETE())
        .expectProblem(403, "cross-site");
    expectKept(new Target("DELETE", "/api/imports/{id}", "header", "Origin"), "null");
  }
}
