package dev.importer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder with the samples and a shell that knows the command {@code importer-server}. */
final class Shell {

  private final Path folder;

  Shell(Path folder) {
    this.folder = folder;
    install();
  }

  /** How a process ended. */
  record End(int code, String out, String err) {

    End expect(int expected) {
      assertThat(code).as("exit code; out: %s err: %s", out, err).isEqualTo(expected);
      return this;
    }

    JsonNode json() {
      return Shell.json(out);
    }

    List<JsonNode> jsonLines() {
      return out.lines().map(Shell::json).toList();
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /** The folder in which commands run. */
  Path folder() {
    return folder;
  }

  Path write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs the command with these arguments, in this process and as if in the folder: an argument
   * that is a file there is that file.
   */
  End run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    Map<String, String> environment =
        Map.of("IMPORTER_DB", folder.resolve("data_imports.db").toString());
    String[] resolved =
        Stream.concat(
                Stream.of(arguments[0]),
                Stream.of(arguments)
                    .skip(1)
                    .map(name -> Files.exists(folder.resolve(name)) ? path(name) : name))
            .toArray(String[]::new);
    int code =
        Main.commandLine(out, environment)
            .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err))
            .execute(resolved);
    return new End(code, out.toString(StandardCharsets.UTF_8), err.toString());
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  /** Runs a line of shell script. */
  End script(String line) {
    return end(List.of("bash", "-o", "pipefail", "-c", line));
  }

  private End end(List<String> command) {
    Path out = folder.resolve("stdout.txt");
    Path err = folder.resolve("stderr.txt");
    try {
      Process process =
          builder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      try {
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("end of %s", command).isTrue();
      } finally {
        process.destroyForcibly();
      }
      return new End(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts the command, as the process that runs Java. */
  Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(folder.resolve("bin/importer-server").toString()));
    command.addAll(List.of(arguments));
    return builder(command)
        .redirectError(Redirect.to(folder.resolve("stderr.txt").toFile()))
        .start();
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("IMPORTER_"));
    builder.environment().merge("PATH", "", (path, none) -> folder.resolve("bin") + ":" + path);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }

  private void install() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    try {
      Files.createDirectories(folder.resolve("bin"));
      Path script =
          Files.writeString(
              folder.resolve("bin/importer-server"),
              String.format(
                  "#!/bin/bash%nexec '%s' -XX:TieredStopAtLevel=1"
                      + " --enable-native-access=ALL-UNNAMED -cp '%s' dev.importer.cli.Main \"$@\"%n",
                  java, System.getProperty("java.class.path")));
      assertThat(script.toFile().setExecutable(true)).isTrue();
      Path samples = Files.createDirectories(folder.resolve("samples"));
      try (var files = Files.list(Project.folder("samples"))) {
        for (Path sample : files.filter(Files::isRegularFile).toList()) {
          Files.copy(sample, samples.resolve(sample.getFileName()));
        }
      }
      Path orders = Files.createDirectories(samples.resolve("orders"));
      try (var files = Files.list(Project.folder("samples").resolve("orders"))) {
        for (Path sample : files.toList()) {
          Files.copy(sample, orders.resolve(sample.getFileName()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
