package dev.importer.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import dev.importer.row.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaRuleTest {

  private static JsonSchemaRule rule(String schema) {
    return JsonSchemaRule.of(new JsonText(schema));
  }

  @Test
  void objectsKeepToTheirSchema() {
    JsonSchemaRule rule =
        rule("{\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":3}}}");
    assertThat(rule.fault(new JsonText("{\"a\":3}"))).isNull();
    assertThat(rule.fault(new JsonText("{\"a\":2}"))).contains("3");
    assertThat(rule.fault(new JsonText("{}"))).contains("a");
  }

  @Test
  void largeNumbersAreComparedExactly() {
    JsonSchemaRule rule = rule("{\"items\":{\"maximum\":9007199254740993.5}}");
    assertThat(rule.fault(new JsonText("[9007199254740993.4]"))).isNull();
    assertThat(rule.fault(new JsonText("[9007199254740993.6]"))).isNotNull();
  }

  @Test
  void partsOfTheSameSchemaCanBeReferredTo() {
    JsonSchemaRule rule =
        rule(
            "{\"$defs\":{\"tree\":{\"type\":\"object\",\"properties\":"
                + "{\"child\":{\"$ref\":\"#/$defs/tree\"}}}},\"$ref\":\"#/$defs/tree\"}");
    assertThat(rule.fault(new JsonText("{\"child\":{\"child\":{}}}"))).isNull();
    assertThat(rule.fault(new JsonText("{\"child\":{\"child\":1}}"))).isNotNull();
  }

  @Test
  void theDraftThatIsNamedHolds() {
    JsonSchemaRule draft4 =
        rule(
            "{\"$schema\":\"http://json-schema.org/draft-04/schema#\","
                + "\"items\":{\"maximum\":3,\"exclusiveMaximum\":true}}");
    assertThat(draft4.fault(new JsonText("[3]"))).isNotNull();
  }

  @Test
  void nothingIsFetched() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
        });
    server.start();
    try {
      String address = "http://localhost:" + server.getAddress().getPort() + "/schema.json";
      for (String schema :
          new String[] {
            "{\"$ref\":\"%s\"}",
            "{\"$id\":\"%s\",\"$ref\":\"other.json\"}",
            "{\"properties\":{\"a\":{\"$ref\":\"%s#/x\"}}}",
            "{\"items\":{\"$dynamicRef\":\"%s\"}}",
            "{\"$schema\":\"%s\"}"
          }) {
        assertThatIllegalArgumentException()
            .as(schema)
            .isThrownBy(() -> rule(schema.formatted(address)));
      }
    } finally {
      server.stop(0);
    }
    assertThat(calls).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "1",
        "{\"a\":1,\"a\":2}",
        "{\"$ref\":\"#\"}",
        "{\"$ref\":\"#/nowhere\"}",
        "{\"$ref\":\"file:///etc/passwd\"}",
        "{\"$ref\":\"classpath:/draft-04/schema\"}",
        "{\"properties\":{\"a\":{\"pattern\":\"(?=x)\"}}}",
        "{\"properties\":{\"a\":{\"patternProperties\":{\"(?=x)\":{}}}}}",
        "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/none\"}}}",
        "{\"$ref\":\"#%\"}",
        "{\"$ref\":\"#/%zz\"}",
        "{\"type\":\"strin\"}",
        "{\"minLength\":\"1\"}",
      })
  void whatIsNoSchemaIsRefused(String schema) {
    assertThatIllegalArgumentException().isThrownBy(() -> rule(schema));
  }

  @Test
  void patternsInsideDoNotExplode() {
    JsonSchemaRule rule = rule("{\"items\":{\"pattern\":\"^(a+)+$\"}}");
    assertThat(rule.fault(new JsonText("[\"" + "a".repeat(10_000) + "b\"]"))).isNotNull();
  }

  /** Each part refers twice to the next, so that thirty of them would be a thousand million. */
  @Test
  void schemasThatDoubleTheWorkAreRefused() {
    StringBuilder schema = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
    for (int i = 0; i < 30; i++) {
      String next = "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}";
      schema.append("\"d" + i + "\":{\"allOf\":[" + next + "," + next + "]},");
    }
    schema.append("\"d30\":{\"type\":[\"object\",\"array\"]}}}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule(schema.toString()))
        .withMessageContaining("more than a million steps");
  }

  @Test
  void valuesThatDoubleTheWorkAreRefused() {
    JsonSchemaRule rule = rule("{\"items\":{\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}}");
    assertThat(rule.fault(new JsonText("[[[[]]]]"))).isNull();
    assertThat(rule.fault(new JsonText("[".repeat(100) + "]".repeat(100))))
        .contains("more than a million steps");
  }

  @Test
  void valuesNestedBeyondRecursionAreRefused() {
    JsonSchemaRule rule = rule("{\"items\":{\"$ref\":\"#\"}}");
    assertThat(rule.fault(new JsonText("[".repeat(200) + "]".repeat(200)))).isNull();
  }
}
