package dev.importer.server.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the real command line as a process of its own, beside whatever else there is. */
final class CommandProcess {

  private CommandProcess() {}

  /**
   * Runs a command.
   *
   * @param folder where it runs and what it says goes to
   * @param longest for how long it may run before it is killed
   */
  static Reply run(Path folder, Duration longest, String... arguments) {
    long begin = System.nanoTime();
    try {
      Path out = Files.createTempFile(folder, "command", ".out");
      Process process =
          ServerProcess.program(folder, List.of(arguments))
              .redirectOutput(out.toFile())
              .redirectError(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("commands.log").toFile()))
              .start();
      if (!process.waitFor(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        process.destroyForcibly().waitFor();
      }
      String text = Files.readString(out);
      Files.delete(out);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      return switch (process.exitValue()) {
        case 0, 1 -> new Reply(Reply.Kind.DONE, text, took);
        case 2 -> new Reply(Reply.Kind.REFUSED, text, took);
        default -> Reply.none(took);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
