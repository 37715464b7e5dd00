package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every code of an error has a page, and every problem leads to its own. */
class ProblemPagesTest {

  /** How the sources make problems, where the code stands in them. */
  private static final Pattern CODE =
      Pattern.compile("Problem\\.of(?:Field)?\\(\\s*(?:\\d+,|status,)?\\s*\"([a-z-]+)\"");

  @RegisterExtension private static final TestServer server = TestServer.extension();

  @Test
  void everyCodeOfTheLibraryHasAPage() {
    for (ErrorCode code : ErrorCode.builtIn()) {
      Answer page = server.get("/problems/" + code).expect(200);
      assertThat(page.header("Content-Type")).get().asString().startsWith("text/html");
      assertThat(page.body()).contains("<h1>" + code + "</h1>", "<dt>when</dt>");
    }
  }

  @Test
  void everyCodeOfAProblemHasAPageThatSaysWhatToDo() throws IOException {
    Set<String> described = new TreeSet<>();
    for (JsonNode code :
        Contract.document().at("/components/schemas/Problem/properties/code/enum")) {
      described.add(code.asText());
      assertThat(server.get("/problems/" + code.asText()).expect(200).body())
          .contains("<dt>what to do</dt>");
    }
    Set<String> inSources = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        CODE.matcher(Files.readString(file)).results().forEach(m -> inSources.add(m.group(1)));
      }
    }
    for (ErrorCode code : ErrorCode.builtIn()) {
      if (code.scope() == ErrorCode.Scope.FILE) {
        inSources.add(code.text());
      }
    }

    assertThat(inSources).hasSizeGreaterThan(45);
    assertThat(described).containsAll(inSources);
  }

  @Test
  void theTypeOfAProblemLeadsToItsPage() {
    String type = server.get("/api/imports?limit=0").expect(400).text("type");

    assertThat(server.get(type).expect(200).body())
        .contains("<h1>bad-parameter</h1>", "<code>limit</code>");
  }

  @Test
  void thePagesAreListedAndLinkToEachOther() {
    String list = server.get("/problems").expect(200).body();

    assertThat(list).contains("<a href=\"/problems/unclosed-quote\">");
    assertThat(server.get("/problems/unclosed-quote").body()).contains("<a href=\"/problems\">");
    server.get("/assets/problem.css").expect(200);
  }

  @Test
  void marksOfTheDocumentationAreMarksOfThePageAndTheRestIsEscaped() {
    assertThat(server.get("/problems/unsupported-format").body())
        .contains("<code>&lt;html>&lt;body>Sign in&lt;/body>&lt;/html></code>");
    assertThat(server.get("/problems/too-deep").body())
        .contains("raise the limit,")
        .doesNotContain("](", "`");
  }

  @Test
  void aCodeThatThereIsNotIs404() {
    server.get("/problems/nothing").expectProblem(404, "not-found");
    server.get("/problems/%3Cscript%3E").expectProblem(404, "not-found");
  }
}
