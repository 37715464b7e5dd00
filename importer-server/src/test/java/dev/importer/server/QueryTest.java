package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters in the address of a call. */
class QueryTest {

  @RegisterExtension private static final TestServer server = TestServer.extension();

  @BeforeAll
  static void start() {
    server.load("a.csv", TestServer.USERS).expect(200);
  }

  static Stream<String> calls() {
    List<String> calls = new ArrayList<>();
    for (var item : Contract.document().path("paths").properties()) {
      for (var operation : item.getValue().properties()) {
        if (operation.getValue().has("responses")) {
          calls.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + item.getKey());
        }
      }
    }
    return calls.stream();
  }

  private static Answer call(String call, String query) {
    String path =
        call.substring(call.indexOf(' ') + 1)
            .replace("{id}", "1")
            .replace("{name}", "users")
            .replace("{number}", "1")
            .replace("{code}", "no-file");
    return server.send(
        server
            .request(path + query)
            .header("Content-Type", "application/json")
            .method(call.substring(0, call.indexOf(' ')), BodyPublishers.noBody()));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void oneThatACallDoesNotHaveIsNamed(String call) {
    Answer answer = call(call, "?stauts=failed").expect(400);

    assertThat(answer.text("code")).isIn("unknown-parameter", "unknown-option");
    answer.naming("stauts");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void eachThatIsDescribedIsKnownAndMayBeGivenOnce(String call) {
    String path = call.substring(call.indexOf(' ') + 1);
    String method = call.substring(0, call.indexOf(' ')).toLowerCase(Locale.ROOT);
    for (JsonNode each :
        Contract.document().path("paths").path(path).path(method).path("parameters")) {
      JsonNode parameter = Contract.resolved(each);
      String name = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("query")) {
        Answer empty = call(call, "?" + name + "=");
        if (empty.status() >= 400) {
          assertThat(empty.text("code")).isNotIn("unknown-parameter", "unknown-option");
        }
        Answer twice = call(call, "?" + name + "=1&" + name + "=1").expect(400);
        assertThat(twice.text("code")).isIn("bad-parameter", "bad-option");
        twice.naming(name);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%zz", "%C3", "%ff%fe", "a%2"})
  void whatIsNoUtf8InPercentCodesIsRefused(String value) {
    // Java's own client would not send these.
    assertThat(
            server.raw(
                TestServer.head(
                    "GET /api/imports?q=" + value + " HTTP/1.1",
                    "Host: localhost",
                    "Connection: close")))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void valuesAreDecoded() {
    server.load("ä b+c.csv", TestServer.USERS + "Cid,cid@example.com,4\n").expect(200);

    for (String q : new String[] {"%C3%A4+b", "%c3%a4%20b%2Bc", "%C3%A4"}) {
      assertThat(server.get("/api/imports?&q=" + q + "&").json().path("total").asInt())
          .as(q)
          .isEqualTo(1);
    }
  }
}
