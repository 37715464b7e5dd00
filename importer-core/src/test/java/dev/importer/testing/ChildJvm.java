package dev.importer.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process of its own that runs a main class of the tests, and that can be killed. */
public final class ChildJvm implements AutoCloseable {

  private static final Duration PATIENCE_FOR_A_LINE = Duration.ofMinutes(10);

  private final Process process;

  /** What it has said and nobody has read; empty for the end of what it says. */
  private final BlockingQueue<Optional<String>> output = new LinkedBlockingQueue<>();

  private final List<String> seen = new ArrayList<>();

  private ChildJvm(Process process) {
    this.process = process;
    // Always read: a process that cannot say something waits until it can.
    Thread listening = new Thread(this::listen, "output-of-" + process.pid());
    listening.setDaemon(true);
    listening.start();
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(Optional.of(line));
      }
    } catch (IOException e) {
      // It was killed.
      output.add(Optional.of(e.toString()));
    }
    output.add(Optional.empty());
  }

  public static ChildJvm start(Class<?> main, List<String> jvmOptions, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    try {
      return new ChildJvm(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads lines until one is as wanted, and gives it. */
  public String awaitLine(Predicate<String> wanted) {
    long deadline = System.nanoTime() + PATIENCE_FOR_A_LINE.toNanos();
    while (true) {
      String line = nextLine(deadline - System.nanoTime());
      seen.add(line);
      if (wanted.test(line)) {
        return line;
      }
    }
  }

  private String nextLine(long patienceNanos) {
    try {
      Optional<String> line = output.poll(patienceNanos, TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new AssertionError("the child does not say that line:\n" + String.join("\n", seen));
      }
      return line.orElseThrow(
          () ->
              new AssertionError("the child ended without that line:\n" + String.join("\n", seen)));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until it has stopped itself; what it says before it does so comes earlier. */
  public void awaitStop() {
    Path state = Path.of("/proc", Long.toString(process.pid()), "stat");
    // The letter after the name in parentheses: proc(5).
    Waiting.until("the child has stopped itself", () -> read(state).contains(") T "));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void sendLine(String line) {
    try {
      OutputStream input = process.getOutputStream();
      input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Wakes the process if it has stopped itself; does nothing otherwise. */
  public void wake() {
    if (process.isAlive()) {
      try {
        new ProcessBuilder("kill", "-CONT", Long.toString(process.pid())).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process at once, as a power cut would. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  public int awaitEnd() {
    try {
      if (!process.waitFor(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the child does not end:\n" + String.join("\n", seen));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
