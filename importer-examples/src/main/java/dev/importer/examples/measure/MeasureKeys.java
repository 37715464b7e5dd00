package dev.importer.examples.measure;

import dev.importer.Importer;
import dev.importer.internal.keys.KeyIndex;
import dev.importer.internal.source.Spool;
import dev.importer.results.CheckReport;
import dev.importer.schema.Field;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.Schema;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures what rules across rows cost. Run it with the heap in question, for example {@code
 * -Xmx128m}; the last line says how much memory the process took.
 *
 * <pre>
 * MeasureKeys index COUNT FOLDER  adds that many different keys to an index, then finds them all
 * MeasureKeys make ROWS FILE      writes a file whose rows have different ids and addresses, and
 *                                 refer to each other
 * MeasureKeys check RULES FILE    checks it under none, unique, primary or foreign
 * </pre>
 */
public final class MeasureKeys {

  private MeasureKeys() {}

  public static void main(String... args) throws IOException {
    switch (args[0]) {
      case "index" -> index(Integer.parseInt(args[1]), Path.of(args[2]));
      case "make" -> make(Integer.parseInt(args[1]), Path.of(args[2]));
      case "check" -> check(schema(args[1]), Path.of(args[2]));
      default -> throw new IllegalArgumentException("index, make or check, but not " + args[0]);
    }
    memory();
  }

  private static void index(int count, Path folder) {
    try (KeyIndex index = new KeyIndex(new Spool(folder, "measure", Limits.DEFAULT))) {
      long start = System.nanoTime();
      for (int row = 1; row <= count; row++) {
        require(index.add(0, row, address(row)) == KeyIndex.NO_ROW, row);
      }
      report("keys added", count, start);
      start = System.nanoTime();
      for (int row = 1; row <= count; row++) {
        require(index.add(0, count + 1L, address(row)) == row, row);
      }
      report("keys found again", count, start);
    }
  }

  private static void require(boolean isSo, long row) {
    if (!isSo) {
      throw new IllegalStateException("the index is wrong about the key of row " + row);
    }
  }

  private static void make(int rows, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,email,parent\n");
      for (int row = 1; row <= rows; row++) {
        out.write(row + "," + address(row) + "," + (rows + 1 - row) + "\n");
      }
    }
  }

  private static String address(int row) {
    return "person" + row + "@example.com";
  }

  private static Schema schema(String rules) {
    Field id = Field.integer("id");
    Field email = Field.string("email");
    Schema.Builder schema = Schema.builder(rules).field(id);
    schema.field(rules.equals("unique") ? email.unique() : email).field(Field.integer("parent"));
    switch (rules) {
      case "primary" -> schema.primaryKey("id", "email");
      case "foreign" -> schema.foreignKey(new ForeignKey(List.of("parent"), null, List.of("id")));
      default -> {}
    }
    return schema.build();
  }

  private static void check(Schema schema, Path file) {
    try (Importer importer = Importer.builder().inMemory().schema(schema).build()) {
      long start = System.nanoTime();
      CheckReport report = importer.check(Source.of(file));
      report("rows under " + schema.name(), report.total(), start);
      require(report.clean(), report.failed());
    }
  }

  private static void report(String what, long count, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%d %s in %.1f s, %.0f a second%n", count, what, seconds, count / seconds);
  }

  /**
   * Resident pages of the heap and the like, and those of files, which the system may take back.
   */
  private static void memory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      Files.readAllLines(status).stream()
          .filter(line -> line.matches("(VmHWM|RssAnon|RssFile).*"))
          .forEach(System.out::println);
    }
  }
}
