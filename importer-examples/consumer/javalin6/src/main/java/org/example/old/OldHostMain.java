package org.example.old;

import dev.importer.Importer;
import dev.importer.server.ImporterRoutes;

/** An application that has not been brought to Javalin 7. */
public final class OldHostMain {

  private OldHostMain() {}

  /** Takes nothing. */
  public static void main(String[] args) {
    try (Importer importer = Importer.inMemory();
        ImporterRoutes routes = ImporterRoutes.of(importer)) {
      System.out.println("routes with an old Javalin: " + routes);
    } catch (IllegalStateException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }
}
