package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.importer.Importer;
import dev.importer.job.ImportOption;
import dev.importer.server.internal.records.SearchRequest;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenApiTest {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  @RegisterExtension private static final TestServer server = TestServer.extension();
  private static JsonNode document;

  @BeforeAll
  static void start() {
    document = server.get("/openapi.json").expect(200).json();
  }

  @Test
  void theDescriptionNamesExactlyTheRoutesThatThereAre() {
    Set<String> registered = new TreeSet<>();
    try (Importer importer = Importer.inMemory();
        ImporterRoutes routes = new ImporterRoutes(importer, 1, 1)) {
      Javalin.create(
          config -> {
            config.events.handlerAdded(
                route -> {
                  HandlerType method = route.getHttpMethod();
                  if (method.isHttpMethod() && !method.equals(HandlerType.HEAD)) {
                    registered.add(method.name() + " " + route.getPath());
                  }
                });
            routes.register(config);
          });
    }
    // That of the server itself, which an application with routes of its own does not get.
    registered.add("GET /metrics");
    Set<String> described = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method)) {
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));

    assertThat(registered).hasSizeGreaterThan(10).isEqualTo(described);
  }

  @Test
  void thePageOnHttpListsEveryCallThatIsDescribed() throws IOException {
    List<String> described = new ArrayList<>();
    for (var path : document.path("paths").properties()) {
      for (var call : path.getValue().properties()) {
        if (METHODS.contains(call.getKey())) {
          described.add(call.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
        }
      }
    }

    assertThat(
            Files.readAllLines(Path.of("../docs/http.md")).stream()
                .filter(line -> line.matches("\\| `[A-Z].*"))
                .map(line -> line.substring(3, line.indexOf('`', 3))))
        .containsExactlyInAnyOrderElementsOf(described);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<JsonNode> references = document.findValues("$ref");

    assertThat(references).isNotEmpty();
    for (JsonNode reference : references) {
      assertThat(document.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  @Test
  void everyExampleIsValid() {
    List<String> faults = new ArrayList<>();
    AtomicInteger examples = new AtomicInteger();
    visit(
        Contract.document(),
        "",
        (node, place) -> {
          JsonNode schema = node.path("schema");
          boolean text = schema.path("type").asText().equals("string");
          Stream.concat(
                  Stream.of(node.path("example")),
                  node.path("examples").properties().stream()
                      .map(example -> example.getValue().path("value")))
              .filter(example -> !example.isMissingNode() && !text && !schema.isMissingNode())
              .forEach(
                  example -> {
                    examples.incrementAndGet();
                    Contract.faults(schema, example).forEach(f -> faults.add(place + ": " + f));
                  });
        });

    assertThat(faults).isEmpty();
    assertThat(examples).hasValueGreaterThan(40);
  }

  @Test
  void everyJsonAnswerHasAnExample() {
    List<String> without = new ArrayList<>();
    visit(
        Contract.document(),
        "",
        (node, place) -> {
          boolean json = place.contains("/responses/") && place.endsWith("json");
          if (json && !node.has("example") && !node.has("examples")) {
            without.add(place);
          }
        });

    assertThat(without).isEmpty();
  }

  @Test
  void everyComponentIsUsed() {
    Set<String> used = new TreeSet<>();
    document.findValues("$ref").forEach(reference -> used.add(reference.asText()));
    for (JsonNode scheme : document.path("security")) {
      scheme
          .fieldNames()
          .forEachRemaining(name -> used.add("#/components/securitySchemes/" + name));
    }
    Set<String> there = new TreeSet<>();
    for (var kind : document.path("components").properties()) {
      kind.getValue()
          .fieldNames()
          .forEachRemaining(name -> there.add("#/components/" + kind.getKey() + "/" + name));
    }

    assertThat(used).containsAll(there);
  }

  @Test
  void everyMemberThatIsRequiredIsDescribed() {
    visit(
        document,
        "",
        (node, place) -> {
          // A property may be called so, too.
          for (JsonNode name :
              place.endsWith("/properties") ? List.<JsonNode>of() : node.path("required")) {
            assertThat(node.path("properties").has(name.asText())).as(place + ": " + name).isTrue();
          }
        });
  }

  @Test
  void everyCallHasANameOfItsOwnATagAndAnswersToWhatIsWrong() {
    Set<String> names = new TreeSet<>();
    Set<String> tags = new TreeSet<>(document.path("tags").findValuesAsText("name"));
    for (var path : document.path("paths").properties()) {
      for (var call : path.getValue().properties()) {
        if (METHODS.contains(call.getKey())) {
          String place = call.getKey() + " " + path.getKey();
          JsonNode operation = call.getValue();
          assertThat(names.add(operation.path("operationId").asText())).as(place).isTrue();
          assertThat(operation.path("summary").asText()).as(place).isNotBlank();
          assertThat(operation.path("tags")).as(place).hasSize(1);
          assertThat(tags).as(place).contains(operation.at("/tags/0").asText());
          assertThat(operation.path("responses").has("400")).as(place).isTrue();
          for (JsonNode response : operation.path("responses")) {
            assertThat(Contract.resolved(response).path("description").asText())
                .as(place)
                .isNotBlank();
          }
        }
      }
    }
  }

  @Test
  void aPageThatFillsInWhatIsSuggestedSendsNoOptionOfAnUpload() {
    for (String path :
        List.of(
            "/api/upload",
            "/api/check",
            "/api/detect",
            "/api/schemas/infer",
            "/api/imports/{id}/corrections")) {
      JsonNode upload = document.path("paths").path(path).path("post");
      JsonNode body = Contract.resolved(upload.path("requestBody")).path("content");
      JsonNode form = Contract.resolved(body.path("multipart/form-data").path("schema"));
      List<JsonNode> fields = new ArrayList<>();
      form.path("properties").forEach(fields::add);
      for (JsonNode parameter : upload.path("parameters")) {
        fields.add(Contract.resolved(parameter));
        fields.add(Contract.resolved(parameter).path("schema"));
      }

      assertThat(fields)
          .as(path)
          .hasSizeGreaterThan(10)
          .noneMatch(field -> field.has("default"))
          .noneMatch(field -> field.has("example"))
          .noneMatch(field -> field.has("examples"));
    }
  }

  private static void visit(JsonNode node, String place, BiConsumer<JsonNode, String> visitor) {
    if (node.isObject()) {
      visitor.accept(node, place);
      node.properties()
          .forEach(child -> visit(child.getValue(), place + "/" + child.getKey(), visitor));
    } else {
      node.forEach(child -> visit(child, place, visitor));
    }
  }

  @Test
  void everyOptionAndMemberIsDescribed() {
    for (String path : List.of("/api/upload", "/api/check")) {
      expectOptions(path, ImportOption.Use.IMPORT);
    }
    expectOptions("/api/detect", ImportOption.Use.DETECTION);
    expectOptions("/api/schemas/infer", ImportOption.Use.INFERENCE);
    expectOptions("/api/imports/{id}/corrections", ImportOption.Use.CORRECTION);
    assertThat(
            document.at("/components/schemas/UploadOptions/properties").properties().stream()
                .map(p -> p.getKey()))
        .containsExactlyElementsOf(
            Stream.concat(
                    Stream.of("own_schema"),
                    ImportOption.of(ImportOption.Use.IMPORT).stream().map(ImportOption::text))
                .toList());
    assertThat(
            document.at("/components/schemas/Search/properties").properties().stream()
                .map(p -> p.getKey()))
        .containsExactlyElementsOf(SearchRequest.MEMBERS);
  }

  private static void expectOptions(String path, ImportOption.Use use) {
    JsonNode upload = document.path("paths").path(path).path("post");
    JsonNode body = Contract.resolved(upload.path("requestBody")).path("content");
    JsonNode form = Contract.resolved(body.path("multipart/form-data").path("schema"));

    assertThat(parameters(upload, "query"))
        .containsExactlyElementsOf(ImportOption.of(use).stream().map(ImportOption::text).toList());
    // Pages that try calls out fill in every field that a form describes.
    assertThat(form.path("properties").properties().stream().map(p -> p.getKey()))
        .containsExactly("file");
    assertThat(form.path("description").asText()).contains("a field of the form");
  }

  private static List<String> parameters(JsonNode described, String place) {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : described.path("parameters")) {
      JsonNode resolved = Contract.resolved(parameter);
      if (resolved.path("in").asText().equals(place)) {
        names.add(resolved.path("name").asText());
      }
    }
    return names;
  }

  @Test
  void answersHaveTheDescribedMembers() {
    Answer upload = server.load("x.csv", TestServer.USERS + "x,y,z\n").expect(200);
    JsonNode imports = server.get("/api/imports").json();
    JsonNode shown = server.get("/api/imports/" + upload.number("id")).json();

    expectMembers(upload.json(), "UploadAnswer");
    expectMembers(imports, "ImportPage");
    expectMembers(imports.path("imports").path(0), "ImportSummary");
    expectMembers(shown.path("import"), "Import");
    expectMembers(shown.path("import").path("plan"), "Plan");
    assertThat(imports.path("imports").path(0).has("plan")).isFalse();
    expectMembers(shown, "ImportAndRecords");
    expectMembers(shown.path("records").path(0), "Record");
    expectMembers(shown.path("records").path(2).path("errors").path(0), "RowError");
    JsonNode checked =
        server.upload("/api/check", Form.ofFile("x.csv", TestServer.USERS + "x,y,z\n")).json();
    expectMembers(checked, "CheckReport");
    String file = TestServer.USERS + "x,y,z\n";
    expectMembers(
        server.upload("/api/detect", Form.ofFile("x.csv", file)).json(), "DetectionAnswer");
    JsonNode inferred = server.upload("/api/schemas/infer", Form.ofFile("x.csv", file)).json();
    expectMembers(inferred, "InferenceAnswer");
    expectMembers(inferred.path("columns").path(0), "InferredColumn");
    expectMembers(
        server.upload("/api/uploads", Form.ofFile("x.csv", file)).expect(201).json(),
        "StagedUpload");
    expectMembers(checked.path("columns").path(0), "CheckedColumn");
    expectMembers(checked.path("records").path(2), "DraftRecord");
    JsonNode summary = server.get("/api/imports/" + upload.number("id") + "/errors/summary").json();
    expectMembers(summary, "ErrorSummary");
    expectMembers(summary.path("groups").path(0), "ErrorGroup");
    expectMembers(summary.path("groups").path(0).path("examples").path(0), "ErrorExample");
    JsonNode values = server.get("/api/imports/" + upload.number("id") + "/errors/values").json();
    expectMembers(values, "ErrorValues");
    expectMembers(values.path("values").path(0), "ErrorValue");
    expectMembers(
        server
            .post(
                "/api/imports/" + upload.number("id") + "/corrections",
                "application/json",
                "[{\"row_number\":3,\"data\":{}}]")
            .expect(200)
            .json(),
        "CorrectionAnswer");
    expectMembers(server.search("{}").json(), "RecordPage");
    expectMembers(server.get("/api/schemas").json(), "SchemaList");
    expectMembers(server.get("/api/schemas").json().path("schemas").path(0), "SchemaSummary");
    expectMembers(server.get("/api/schemas/users").json(), "TableSchema");
    expectMembers(server.get("/api/stats").json(), "Statistics");
    JsonNode history = server.get("/api/stats/history").json();
    expectMembers(history, "History");
    expectMembers(history.path("days").path(0), "HistoryDay");
    JsonNode profile = server.get("/api/imports/" + upload.number("id") + "/profile").json();
    expectMembers(profile, "Profile");
    expectMembers(profile.path("columns").path(0), "ColumnProfile");
    expectMembers(eventData("/api/imports/" + upload.number("id") + "/events"), "EndEvent");
    expectMembers(server.get("/health").json(), "Health");
  }

  private static JsonNode eventData(String path) {
    String body = server.get(path).expect(200).body();
    try {
      return new ObjectMapper().readTree(body.substring(body.indexOf("data: ") + 6));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void problemsHaveTheDescribedMembers() {
    JsonNode problem = server.load("x.csv", "\"").expect(422).json();

    expectMembers(problem, "Problem");
    expectMembers(problem.path("errors").path(0), "Fault");
    JsonNode failed = server.get("/api/imports/" + problem.path("import_id").asLong()).json();
    expectMembers(failed.path("import").path("error"), "ImportError");
  }

  @Test
  void thePageAndAllItNeedsAreServed() {
    String page = server.get("/docs").expect(200).body();

    assertThat(page).doesNotContain("<script>", "<style", "onload", "http://", "https://");
    var addresses =
        java.util.regex.Pattern.compile("(?:src|href)=\"([^\"]+)\"")
            .matcher(page)
            .results()
            .toList();
    assertThat(addresses).hasSizeGreaterThan(3);
    addresses.forEach(address -> server.get(address.group(1)).expect(200));
    assertThat(server.get("/docs").header("Content-Type")).get().asString().startsWith("text/html");
  }

  private static void expectMembers(JsonNode json, String schema) {
    JsonNode properties = document.at("/components/schemas/" + schema + "/properties");
    JsonNode required = document.at("/components/schemas/" + schema + "/required");
    assertThat(json.isObject()).as(schema).isTrue();
    assertThat(properties.properties().stream().map(p -> p.getKey()))
        .as(schema)
        .containsAll(json.properties().stream().map(p -> p.getKey()).toList());
    required.forEach(name -> assertThat(json.has(name.asText())).as(schema + "." + name).isTrue());
  }
}
