package org.example.modular;

import dev.importer.Importer;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.schema.SchemaField;
import java.nio.file.Path;

/** Loads a file, and reads it into records. */
public final class Main {

  record Person(String name, @SchemaField(format = "email", required = true) String email, int age) {}

  private Main() {}

  /** Takes the file and the database. */
  public static void main(String[] args) {
    Path file = Path.of(args[0]);
    try (Importer importer = Importer.open(Path.of(args[1]));
        RowStream<Person> rows = importer.read(file, Person.class)) {
      System.out.println(
          Main.class.getModule() + ": " + importer.load(file).valid() + " stored, "
              + rows.stream().filter(TypedRow::isValid).count() + " read");
    }
  }
}
