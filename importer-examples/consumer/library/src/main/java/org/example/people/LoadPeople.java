package org.example.people;

import dev.importer.Importer;
import dev.importer.job.ImportResult;
import java.nio.file.Path;

/** Loads a file into a database. */
public final class LoadPeople {

  private LoadPeople() {}

  /** Takes the file and the database. */
  public static void main(String[] args) {
    try (Importer importer = Importer.open(Path.of(args[1]))) {
      ImportResult result = importer.load(Path.of(args[0]));
      System.out.println(result.counts());
    }
    System.out.println("server on the class path: " + isThere("dev.importer.server.ImporterServer"));
    System.out.println("Javalin on the class path: " + isThere("io.javalin.Javalin"));
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
