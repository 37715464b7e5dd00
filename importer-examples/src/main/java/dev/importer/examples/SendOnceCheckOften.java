package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.results.CheckReport;
import dev.importer.results.StagedUpload;
import dev.importer.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes a file once, checks it with two settings, and imports what was checked. Arguments: the
 * file, the database.
 */
public final class SendOnceCheckOften {

  private SendOnceCheckOften() {}

  public static void main(String... args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "samples/users_with_errors.csv");
    Path database = Path.of(args.length > 1 ? args[1] : "examples.db");

    try (Importer importer = Importer.open(database);
        InputStream in = Files.newInputStream(file)) {
      StagedUpload staged = importer.staging().stage(Source.of(in, "users.csv"));

      // The number is all that has to be remembered, for example between two requests.
      long id = staged.id();
      CheckReport asUsers = importer.check(importer.staging().source(id));
      System.out.println("as users: " + asUsers.counts());
      ImportOptions asText = ImportOptions.DEFAULT.withSchema("none");
      CheckReport unchecked = importer.check(importer.staging().source(id), asText);
      System.out.println("as text: " + unchecked.counts());

      long imported = importer.load(importer.staging().source(id), asText).id();
      System.out.println("stored as import " + imported);
      importer.staging().discard(id);
    }
  }
}
