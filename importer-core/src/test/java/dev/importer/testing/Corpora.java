package dev.importer.testing;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the test data of other projects, which lies outside the source tree because not all of it
 * may be redistributed: the folder {@code shared/corpora} beside the checkout.
 */
public final class Corpora {

  private static final String FOLDER = "shared/corpora";
  private static final String REQUIRED = "IMPORTER_REQUIRE_CORPORA";

  private Corpora() {}

  /**
   * The folder of a suite. If it is not there, the calling test is skipped with the reason, or
   * fails where the environment says that it must be there.
   */
  public static Path suite(String name) {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path suite = up.resolve(FOLDER).resolve(name);
      if (Files.isDirectory(suite)) {
        return suite;
      }
    }
    String reason =
        "no folder " + FOLDER + "/" + name + " in the working directory or any folder above it";
    if ("true".equals(System.getenv(REQUIRED))) {
      return fail(reason + ", and " + REQUIRED + " is true");
    }
    return Assumptions.abort(reason);
  }
}
