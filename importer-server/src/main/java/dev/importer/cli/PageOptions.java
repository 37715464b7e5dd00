package dev.importer.cli;

import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a list is wanted. */
class PageOptions {

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "The largest number of items; more than 1000 counts as 1000. Default: 100")
  private int limit = Page.DEFAULT_LIMIT;

  @Option(
      names = "--cursor",
      paramLabel = "TEXT",
      description = "Where to continue: the cursor that the previous page ends with.")
  private @Nullable String cursor;

  /** Asks for the page. */
  <T> T ask(Function<PageRequest, T> question) {
    if (limit < 1) {
      throw new UnusableException("--limit must be 1 or more, but is " + limit + ".");
    }
    PageRequest request = new PageRequest(limit, cursor, 0);
    try {
      return question.apply(request);
    } catch (IllegalArgumentException e) {
      if (cursor == null) {
        throw e;
      }
      throw new UnusableException(
          "--cursor must be the one that the previous page ends with, unchanged.");
    }
  }

  /** Says how to go on, if there is more. */
  static void printNext(Page<?> page, Output out) throws IOException {
    String next = page.cursor();
    if (next != null) {
      out.line("more: --cursor " + next);
    }
  }
}
