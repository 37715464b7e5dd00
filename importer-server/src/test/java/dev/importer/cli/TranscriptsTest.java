package dev.importer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.server.ImporterServer;
import dev.importer.server.ServerOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the documentation as typed and printed is typed here, and prints that. */
class TranscriptsTest {

  private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)```");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

  @TempDir private Path folder;

  /** A command and what it prints; {@code ...} stands for anything. */
  private record Step(String command, String expected) {

    void run(Shell shell) {
      Shell.End end = shell.script("exec 2>&1; " + command);
      String printed = TIME.matcher(end.out().replace("\r", "")).replaceAll("<time>");
      String pattern =
          Pattern.quote(TIME.matcher(expected).replaceAll("<time>")).replace("...", "\\E.*\\Q");
      assertThat(printed.strip()).as(command).matches(Pattern.compile(pattern, Pattern.DOTALL));
    }
  }

  private static List<Step> steps(String page) {
    List<Step> steps = new ArrayList<>();
    BLOCK
        .matcher(page)
        .results()
        .flatMap(block -> Pattern.compile("(?m)^\\$ ").splitAsStream(block.group(1)))
        .filter(text -> !text.isBlank())
        .forEach(
            text -> {
              int end = text.indexOf('\n');
              steps.add(new Step(text.substring(0, end), text.substring(end + 1).strip()));
            });
    return steps;
  }

  @Test
  void theCommandLine() throws IOException {
    Shell shell = new Shell(folder);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("packed.csv.gz")))) {
      out.write(
          "name,email,age\nAnn,ann@example.com,30\nBob,bob@example.com,40\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    List<Step> steps = steps(Project.read("docs/command-line.md"));

    assertThat(steps).hasSizeGreaterThan(10);
    steps.forEach(step -> step.run(shell));
  }

  @Test
  void theMapping() {
    Shell shell = new Shell(folder);
    List<Step> steps = steps(Project.read("docs/mapping.md"));

    assertThat(steps).hasSizeGreaterThan(5);
    steps.forEach(step -> step.run(shell));
  }

  @Test
  void theTutorial() {
    Shell shell = new Shell(folder);
    try (ImporterServer server =
        ImporterServer.start(ServerOptions.on(folder.resolve("tutorial.db")).port(0).build())) {
      String page =
          Project.read("docs/tutorial.md")
              .replace("http://localhost:8000", "http://localhost:" + server.port());
      List<Step> steps = steps(page);

      assertThat(steps).hasSizeGreaterThan(5);
      steps.forEach(step -> step.run(shell));
    }
  }
}
