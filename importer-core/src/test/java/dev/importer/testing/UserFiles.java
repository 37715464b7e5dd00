package dev.importer.testing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Makes files of people: of texts, and long ones with a fault here and there. */
public final class UserFiles {

  public static final String HEADER = "name,email,age\n";

  private UserFiles() {}

  public static Path write(Path file, String text) {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  public static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A CSV file of valid rows only. */
  public static Path valid(Path file, int rows) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEADER);
      for (int row = 1; row <= rows; row++) {
        out.write("Person " + row + ",person" + row + "@example.com," + row % 100 + "\n");
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A CSV file with every kind of row: valid ones, refused ones, cells that hold line ends, quotes
   * and letters beyond ASCII, and blank lines in between. The same seed gives the same file.
   */
  public static Path mixed(Path file, int rows, long seed) {
    Random random = new Random(seed);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("Name, Email ,AGE,note\n");
      for (int row = 1; row <= rows; row++) {
        out.write("Person " + row + ",");
        switch (random.nextInt(12)) {
          case 0 -> out.write("nobody," + row % 100 + ",\n");
          case 1 -> out.write("p" + row + "@example.com,abc,x\n");
          case 2 -> out.write("p" + row + "@example.com,200,\"two\nlines\"\n");
          case 3 -> out.write("p" + row + "@example.com\n");
          case 4 -> out.write("p" + row + "@example.com,7,ok,more\n");
          case 5 -> out.write("p" + row + "@example.com,8,\"say \"\"hé 😀\"\"\"\n\n");
          default ->
              out.write("p" + row + "@example.com," + random.nextInt(150) + ",n" + row + "\n");
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
