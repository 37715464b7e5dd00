package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.schema.SchemaField;
import java.nio.file.Path;
import java.util.Optional;

/** Reads rows into a record; errors come beside values. Argument: the file. */
public final class TypedRows {

  /**
   * Components are matched to columns by name; an Optional is empty where a cell is. What the types
   * do not say is said beside them, and is what rows are checked against.
   */
  record User(
      @SchemaField(required = true) String name,
      @SchemaField(required = true, format = "email") String email,
      @SchemaField(minimum = "0", maximum = "150") int age,
      Optional<String> department) {}

  private TypedRows() {}

  public static void main(String... args) {
    Path file = Path.of(args.length > 0 ? args[0] : "samples/users_with_errors.csv");

    try (Importer importer = Importer.inMemory();
        RowStream<User> rows = importer.read(file, User.class)) {
      for (TypedRow<User> row : rows) {
        if (row.isValid()) {
          User user = row.require();
          System.out.println(user.name() + " will be " + (user.age() + 1) + " next year");
        } else {
          row.errors().forEach(e -> System.out.println("line " + row.line() + ": " + e.text()));
        }
      }
    }
  }
}
