package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.error.SourceException;
import dev.importer.job.ImportEvent;
import dev.importer.results.StoredImport;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.nio.file.Path;

/**
 * Is told when imports end, also if the program is killed before it could be. Arguments: the file,
 * the database.
 */
public final class TellWhenImportsEnd {

  private TellWhenImportsEnd() {}

  public static void main(String... args) {
    Path file = Path.of(args.length > 0 ? args[0] : "samples/users_with_errors.csv");
    Path database = Path.of(args.length > 1 ? args[1] : "examples.db");

    Importer importer =
        Importer.builder()
            .database(database)
            .listener("mail", event -> send(event.kind(), event.summary()))
            .build();
    try (importer) {
      importer.load(file);
      importer.load(Source.ofText("title,price", Format.CSV));
    } catch (SourceException e) {
      System.out.println("unusable: " + e.code());
    }
  }

  /** If a mail cannot be sent, this throws, and is called again later. */
  private static void send(ImportEvent.Kind kind, StoredImport summary) {
    if (kind != ImportEvent.Kind.ACCEPTED) {
      System.out.println("mail: import " + summary.id() + " is " + kind.text());
    }
  }
}
