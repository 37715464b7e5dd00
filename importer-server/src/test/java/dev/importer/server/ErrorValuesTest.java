package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The different values that were refused, over HTTP. */
class ErrorValuesTest {

  @RegisterExtension private static final TestServer server = TestServer.extension();
  private static int files;

  private static String load(String rows) {
    files++;
    String csv = TestServer.USERS + "Ann,ann" + files + "@example.com,1\n" + rows;
    return valuesOf(server.load("values.csv", csv).expect(200).number("import_id"));
  }

  private static String valuesOf(long id) {
    return "/api/imports/" + id + "/errors/values";
  }

  @Test
  void eachValueIsToldOnceWithWhatItMeans() {
    String path = load("A,b@example.com,42 years\nB,c@example.com,42 years\nC,c(at)x.org,1\n");

    assertThat(server.get(path).expect(200).body())
        .isEqualTo(
            "{\"values\":[{\"field\":\"age\",\"code\":\"type-error\",\"rule\":\"integer\","
                + "\"value\":\"42 years\",\"count\":2,"
                + "\"message\":\"'42 years' is not an integer\",\"rows\":[4,5],"
                + "\"suggestion\":{\"to\":\"42\",\"reason\":\"unit\"}},"
                + "{\"field\":\"email\",\"code\":\"constraint-error\",\"rule\":\"format\","
                + "\"value\":\"c(at)x.org\",\"count\":1,"
                + "\"message\":\"'c(at)x.org' is not a valid e-mail address\",\"rows\":[6],"
                + "\"suggestion\":{\"to\":\"c@x.org\",\"reason\":\"email-notation\"}}],"
                + "\"clusters\":[],\"total_values\":2,\"others\":null,\"next_cursor\":null}");
    assertThat(server.get(path + "?field=email").json().path("total_values").asInt()).isEqualTo(1);
    assertThat(server.get(path + "?code=type-error&rule=integer").json().path("values"))
        .singleElement()
        .satisfies(value -> assertThat(value.path("field").asText()).isEqualTo("age"));
  }

  @Test
  void pagesAreLinked() {
    String path = load("A,b@example.com,x\nB,c@example.com,y\nC,d@example.com,z\n");

    Answer first = server.get(path + "?limit=2&field=age").expect(200);
    String cursor = first.json().path("next_cursor").asText();

    assertThat(first.header("Link").orElseThrow())
        .isEqualTo("<" + path + "?limit=2&cursor=" + cursor + "&field=age>; rel=\"next\"");
    JsonNode last = server.get(path + "?limit=2&field=age&cursor=" + cursor).expect(200).json();
    assertThat(last.path("values")).hasSize(1);
    assertThat(last.path("values").path(0).path("value").asText()).isEqualTo("z");
    assertThat(last.path("next_cursor").isNull()).isTrue();
  }

  @Test
  void spellingsAreClusters() {
    String path = load("A,b@example.com,Forty Two\nB,c@example.com,forty-two\n");

    JsonNode clusters = server.get(path).expect(200).json().path("clusters");

    assertThat(clusters).hasSize(1);
    assertThat(clusters.path(0).toString())
        .isEqualTo(
            "{\"field\":\"age\",\"code\":\"type-error\",\"rule\":\"integer\","
                + "\"values\":[\"Forty Two\",\"forty-two\"],\"count\":2,\"suggestion\":null}");
  }

  @Test
  void whatIsNotUnderstoodIsRefused() {
    String path = load("A,b@example.com,x\n");

    assertThat(server.get(path + "?filed=age").expect(400).text("code"))
        .isEqualTo("unknown-parameter");
    assertThat(server.get(path + "?cursor=x").expect(400).text("code")).isEqualTo("bad-parameter");
    assertThat(server.get(path + "?limit=0").expect(400).text("code")).isEqualTo("bad-parameter");
    assertThat(server.get(path + "?field=age&field=name").expect(400).text("code"))
        .isEqualTo("bad-parameter");
    assertThat(server.get(valuesOf(999_999)).expect(404).text("code"))
        .isEqualTo("import-not-found");
  }

  @Test
  void hostileValuesMakeValidJson() {
    String json =
        "[{\"name\":\"A%d\",\"email\":\"\\ud800\",\"age\":\"\\u0000\"},".formatted(++files)
            + "{\"name\":\"\u202e\",\"email\":\"\u202e</script>\",\"age\":\""
            + "9".repeat(900_000)
            + "x\"}]";
    long id = server.load("hostile.json", json).expect(200).number("import_id");

    JsonNode values = server.get(valuesOf(id)).expect(200).json().path("values");

    assertThat(values).isNotEmpty();
    assertThat(values)
        .extracting(value -> value.path("value").asText())
        .contains("\u202e</script>", "\u0000");
  }
}
