package dev.importer.internal.job;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Puts the id of an import on every line that is logged while something is done for it. */
final class LogContext {

  /** The key in the diagnostic context. */
  private static final String IMPORT = "import";

  private LogContext() {}

  static void during(long importId, Runnable work) {
    @Nullable String before = MDC.get(IMPORT);
    MDC.put(IMPORT, Long.toString(importId));
    try {
      work.run();
    } finally {
      if (before == null) {
        MDC.remove(IMPORT);
      } else {
        MDC.put(IMPORT, before);
      }
    }
  }
}
