package dev.importer.examples;

import dev.importer.Changes;
import dev.importer.Importer;
import dev.importer.results.ChangeResult;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredChange;
import dev.importer.row.RowEdit;
import dev.importer.row.ValueReplacement;
import java.nio.file.Path;

/** Changes rows that are stored, and changes them back. Arguments: the file to import. */
public final class ChangeRows {

  private ChangeRows() {}

  public static void main(String... args) {
    Path file = Path.of(args.length > 0 ? args[0] : "samples/users_with_errors.csv");

    try (Importer importer = Importer.inMemory()) {
      long id = importer.load(file).id();
      Changes changes = importer.changes(id);
      ChangeResult edited = changes.edit(RowEdit.of(2).set("email", "ben@example.com"));
      ChangeResult replaced =
          changes.replace(ValueReplacement.of("department", "Sales").with("Field sales"));
      changes.undo(replaced.summary().lastChange());

      System.out.println(edited.summary().counts());
      System.out.println(replaced.change().map(StoredChange::rows).orElse(0L) + " rows replaced");
      for (StoredChange change : changes.list(PageRequest.FIRST).items()) {
        System.out.println(change.number() + " " + change.kind().text());
      }
    }
  }
}
