package dev.importer.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first bytes of a file, from which its kind is told. */
final class FileStart {

  /** A multiple of four, so that no character of UTF-32 is cut. */
  static final int BYTES = 64 * 1024;

  private FileStart() {}

  static byte[] of(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(BYTES);
    } catch (IOException e) {
      throw UnpackingErrors.unreadable(e);
    }
  }
}
