package dev.importer.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders of the project, and what a program prints. */
final class Project {

  /** A main method. */
  interface Program {
    void run(String... args) throws Exception;
  }

  private Project() {}

  static Path folder(String name) {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.isDirectory(up.resolve("samples"))) {
        return up.resolve(name);
      }
    }
    throw new IllegalStateException("no folder 'samples' here or in any folder above");
  }

  static String sample(String name) {
    return folder("samples").resolve(name).toString();
  }

  /** The lines that a program prints, with line ends that are the same everywhere. */
  static String printed(Program program, Object... args) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      String[] texts = new String[args.length];
      for (int i = 0; i < args.length; i++) {
        texts[i] = args[i].toString();
      }
      program.run(texts);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
