package dev.importer.server.internal.imports;

import dev.importer.results.ImportStatus;
import dev.importer.results.StoredImport;
import dev.importer.server.internal.problem.Problem;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Optional;

/**
 * The entity tag of a completed import (RFC 9110, 8.8.3): it names the last change of its rows, so
 * that whoever sends it back in {@code If-Match} changes only what he has seen.
 */
public final class ImportTag {

  private static final String ANY = "*";

  private ImportTag() {}

  /** Lets an answer say which state of an import it shows; one that is not completed has none. */
  public static void set(Context ctx, StoredImport stored) {
    if (stored.status() == ImportStatus.COMPLETED) {
      ctx.header("ETag", of(stored));
    }
  }

  /**
   * The last change that a request expects; empty if it says nothing of it.
   *
   * @throws dev.importer.server.internal.problem.ProblemException {@code changed-meanwhile} (412)
   *     if it expects none that the import has
   */
  public static Optional<Long> expected(Context ctx, StoredImport stored) {
    String header = ctx.header("If-Match");
    if (header == null || header.strip().equals(ANY)) {
      return Optional.empty();
    }
    boolean matches =
        Arrays.stream(header.split(",", -1)).map(String::strip).anyMatch(of(stored)::equals);
    if (!matches) {
      throw Problem.of(
              412,
              "changed-meanwhile",
              "Somebody else has changed import "
                  + stored.id()
                  + " meanwhile. Look at its rows again, then repeat what you have done. Nothing"
                  + " was changed.")
          .ofImport(stored.id())
          .withHeader("ETag", of(stored))
          .exception();
    }
    return Optional.of(stored.lastChange());
  }

  private static String of(StoredImport stored) {
    return "\"" + stored.id() + "-" + stored.lastChange() + "\"";
  }
}
