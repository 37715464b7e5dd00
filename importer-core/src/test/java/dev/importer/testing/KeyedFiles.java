package dev.importer.testing;

import dev.importer.schema.Field;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.Schema;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Makes files whose rows depend on each other, and the schema that says how. */
public final class KeyedFiles {

  /** A key that is complete and different, another one, and a reference to rows of the file. */
  public static final Schema SCHEMA =
      Schema.builder("keyed")
          .field(Field.integer("id"))
          .field(Field.string("code").unique())
          .field(Field.integer("parent"))
          .primaryKey("id")
          .foreignKey(new ForeignKey(List.of("parent"), null, List.of("id")))
          .build();

  private KeyedFiles() {}

  /**
   * A CSV file in which one row in ten repeats the id of any row before or after it, another one in
   * ten a code, and another one in ten refers to no row. The same seed gives the same file.
   */
  public static Path mixed(Path file, int rows, long seed) {
    Random random = new Random(seed);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,code,parent\n");
      for (int row = 1; row <= rows; row++) {
        int fault = random.nextInt(10);
        int id = fault == 0 ? 1 + random.nextInt(rows) : row;
        int code = fault == 1 ? 1 + random.nextInt(rows) : row;
        int parent = (fault == 2 ? rows : 0) + 1 + random.nextInt(rows);
        out.write(id + ",c" + code + "," + (fault == 3 ? "" : parent) + "\n");
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
