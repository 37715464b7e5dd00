package dev.importer.server.internal.http;

import dev.importer.results.Page;
import dev.importer.results.StoredRecord;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import dev.importer.server.internal.problem.Problems;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The memory of the pages that are found and sent, for all requests together. One page holds some
 * megabytes at the most, but there may be as many requests as threads, and slow receivers.
 * Thread-safe.
 */
public final class PageMemory {

  /** Text of 8 Mi characters, and a last record of 4 Mi, at two bytes each; and what is around. */
  private static final int MOST_KIBIBYTES = 32 << 10;

  /** Smaller pages are answered whole, with their length. */
  private static final long SMALL_CHARACTERS = 1 << 16;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int HEAP_SHARE = 4;

  private final Semaphore kibibytes;
  private final Duration patience;
  private final Pace.Rule rule;

  /**
   * A memory.
   *
   * @param bytes how much there is; at least one page is always found
   * @param patience how long a request waits for others
   * @param rule how fast a page has to be taken
   */
  PageMemory(long bytes, Duration patience, Pace.Rule rule) {
    long all = Math.max(MOST_KIBIBYTES, Math.min(bytes >> 10, Integer.MAX_VALUE));
    this.kibibytes = new Semaphore((int) all, true);
    this.patience = patience;
    this.rule = rule;
  }

  /** A share of the memory that the process may have. */
  public static PageMemory ofHeap(Pace.Rule rule) {
    return new PageMemory(Runtime.getRuntime().maxMemory() / HEAP_SHARE, PATIENCE, rule);
  }

  /**
   * Finds a page and answers with it.
   *
   * @throws ProblemException 503 {@code too-many-pages} if there is no memory for it in time
   */
  public void answer(
      Context ctx,
      Supplier<Page<StoredRecord>> finder,
      Function<Page<StoredRecord>, Json.Content> answer)
      throws IOException {
    try (Part part = take()) {
      Page<StoredRecord> page = finder.get();
      long characters = characters(page);
      part.shrinkTo(2 * characters);
      if (characters <= SMALL_CHARACTERS) {
        Json.answer(ctx, 200, answer.apply(page));
      } else {
        ctx.status(200).contentType(Json.MEDIA_TYPE);
        ProblemAnswers.beginStream(ctx);
        OutputStream out = new PacedOutput(ctx.outputStream(), Pace.of(rule));
        Json.write(out, answer.apply(page));
      }
    }
  }

  private static long characters(Page<StoredRecord> page) {
    return page.items().stream()
        .mapToLong(row -> (long) row.dataJson().length() + row.errorsJson().length())
        .sum();
  }

  /** Takes as much as a page may need. */
  Part take() {
    try {
      if (kibibytes.tryAcquire(MOST_KIBIBYTES, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Part();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Problem.of(
            503,
            "too-many-pages",
            "There is no memory for a further page at the moment. Try again, with fewer requests at"
                + " once.")
        .withHeader("Retry-After", Problems.RETRY_SECONDS)
        .exception();
  }

  /** What one request has of the memory. */
  final class Part implements AutoCloseable {

    private int held = MOST_KIBIBYTES;

    private Part() {}

    /** Gives back what turned out not to be needed. */
    void shrinkTo(long bytes) {
      int needed = (int) Math.min(held, (bytes >> 10) + 1);
      kibibytes.release(held - needed);
      held = needed;
    }

    @Override
    public void close() {
      kibibytes.release(held);
      held = 0;
    }
  }
}
