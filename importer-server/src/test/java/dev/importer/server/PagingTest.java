package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagingTest {

  @RegisterExtension private static final TestServer server = TestServer.extension();
  private static String large;

  @BeforeAll
  static void start() {
    for (int i = 1; i <= 5; i++) {
      server
          .load("file" + i + ".csv", "name,email,age\nAnn,ann@example.com," + i + "\n")
          .expect(200);
    }
    String rows =
        IntStream.rangeClosed(1, 1_234)
            .mapToObj(i -> "Ann,ann@example.com," + i % 100 + "\n")
            .collect(Collectors.joining());
    large =
        "/api/imports/"
            + server.load("large.csv", "name,email,age\n" + rows).expect(200).number("id");
  }

  @Test
  void importsAreListedNewestFirst() {
    JsonNode json = server.get("/api/imports").expect(200).json();

    assertThat(json.path("total").asInt()).isEqualTo(6);
    assertThat(json.path("imports")).hasSize(6);
    assertThat(json.path("imports").path(0).path("filename").asText()).isEqualTo("large.csv");
    assertThat(json.path("imports").path(5).path("filename").asText()).isEqualTo("file1.csv");
    assertThat(json.path("next_cursor").isNull()).isTrue();
  }

  @Test
  void theCursorLeadsThroughAllImports() {
    List<Long> ids = new ArrayList<>();
    String path = "/api/imports?limit=4";
    while (path != null) {
      Answer page = server.get(path).expect(200);
      page.json().path("imports").forEach(i -> ids.add(i.path("id").asLong()));
      JsonNode cursor = page.json().path("next_cursor");
      path = cursor.isNull() ? null : "/api/imports?limit=4&cursor=" + cursor.asText();
    }

    assertThat(ids)
        .hasSize(6)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void theLinkKeepsToTheFilter() {
    Answer first = server.get("/api/imports?limit=3&q=FILE&status=completed").expect(200);
    String link = first.header("Link").orElseThrow();

    JsonNode second =
        server.get(link.substring(link.indexOf('<') + 1, link.indexOf('>'))).expect(200).json();

    assertThat(first.number("total")).isEqualTo(5);
    assertThat(second.path("imports").findValuesAsText("filename"))
        .containsExactly("file2.csv", "file1.csv");
    assertThat(server.get("/api/imports?q=%25").number("total")).isZero();
    assertThat(server.get("/api/imports?status=failed").number("total")).isZero();
    server.get("/api/imports?status=done").expectProblem(400, "bad-parameter").naming("status");
  }

  @Test
  void theLinkLeadsThroughAllRecords() {
    List<Integer> rows = new ArrayList<>();
    String path = large + "?limit=500";
    int pages = 0;
    while (path != null) {
      Answer page = server.get(path).expect(200);
      page.json().path("records").forEach(r -> rows.add(r.path("row_number").asInt()));
      path =
          page.header("Link")
              .map(link -> link.substring(link.indexOf('<') + 1, link.indexOf(">; rel=\"next\"")))
              .orElse(null);
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(rows).isEqualTo(IntStream.rangeClosed(1, 1_234).boxed().toList());
  }

  @Test
  void aPageHas100ItemsUnlessToldOtherwise() {
    Answer answer = server.get(large).expect(200);

    assertThat(answer.json().path("records")).hasSize(100);
    assertThat(answer.json().path("import").path("record_count").asInt()).isEqualTo(1_234);
    assertThat(answer.header("Link")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000", "1001, 1000", "99999999999999999999, 1000", "1, 1", "007, 7"})
  void aLimitAbove1000CountsAs1000(String limit, int items) {
    assertThat(server.get(large + "?limit=" + limit).expect(200).json().path("records"))
        .hasSize(items);
  }

  @Test
  void anOffsetPassesItemsOver() {
    JsonNode records =
        server.get(large + "?limit=2&offset=1232").expect(200).json().path("records");

    assertThat(records.path(0).path("row_number").asInt()).isEqualTo(1_233);
    assertThat(records).hasSize(2);
    assertThat(server.get(large + "?offset=5000").expect(200).json().path("records")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "limit, 0",
    "limit, -1",
    "limit, abc",
    "limit, 1.5",
    "limit, ''",
    "limit, 1e3",
    "offset, -1",
    "offset, abc",
    "offset, 100001",
    "offset, 99999999999999999999",
    "cursor, nonsense",
    "cursor, ''",
    "cursor, '%00'",
    "cursor, cmVjb3JkczotMQ"
  })
  void aBadValueIsNamed(String name, String value) {
    for (String path : List.of("/api/imports", large)) {
      server.get(path + "?" + name + "=" + value).expectProblem(400, "bad-parameter").naming(name);
    }
  }

  @Test
  void aCursorOfAnotherListIsNamed() {
    String cursor = server.get("/api/imports?limit=1").text("next_cursor");

    server.get(large + "?cursor=" + cursor).expectProblem(400, "bad-parameter").naming("cursor");
  }

  @Test
  void aParameterGivenTwiceIsNamed() {
    server.get("/api/imports?limit=1&limit=2").expectProblem(400, "bad-parameter").naming("limit");
  }
}
