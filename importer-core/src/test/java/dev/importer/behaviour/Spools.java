package dev.importer.behaviour;

import dev.importer.Importer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks into the spool. */
final class Spools {

  private Spools() {}

  /** The files in which sources wait. */
  static List<Path> filesIn(Importer importer) {
    return filesIn(importer.operations().spoolFolder());
  }

  /** Every file of an importer that is closed; an empty folder need not stay. */
  static List<Path> leftIn(Path folder) {
    try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.of()) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> filesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.toString().endsWith(".lock")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
