package dev.importer.server.internal.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Content;

/**
 * The body of a request that is refused. It may be announced and never come, so no thread waits for
 * it: the answer goes out first, and what comes behind it is forgotten as it comes.
 */
final class UnwantedBody {

  /** Before the answer no more than this is read, and nothing is waited for. */
  private static final int MOST_BYTES_BEFORE = 1 << 20;

  /** Behind an answer that ends the connection, no more than this is read. */
  private static final int MOST_BYTES_BEHIND = 16 << 20;

  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** What is left of the body. */
  private enum Rest {
    NOTHING,
    TO_COME,
    /** The sender broke off, or what has come was long enough. */
    UNREAD
  }

  private final ServletContextRequest request;
  private final long mostBytes;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final long begin = System.nanoTime();
  private long bytes;

  private UnwantedBody(Context ctx, long mostBytes) {
    this.request = ServletContextRequest.getServletContextRequest(ctx.req());
    this.mostBytes = mostBytes;
  }

  /**
   * Forgets what has come of a body.
   *
   * @return whether that was all of it; otherwise the connection has to end behind the answer
   */
  static boolean hasCome(Context ctx) {
    if (!RequestBody.exists(ctx)) {
      return true;
    }
    // Whoever expects a word before the body has sent none of it.
    return ctx.header("Expect") == null
        && new UnwantedBody(ctx, MOST_BYTES_BEFORE).forgetWhatHasCome() == Rest.NOTHING;
  }

  /**
   * Goes on reading behind an answer that is out already. If the connection ended while the sender
   * still writes, what is on its way would be answered with a reset, and many clients then never
   * look at the answer. (RFC 9112, section 9.6, asks for this.)
   *
   * @return ends when nothing more comes, or when that was long enough
   */
  static CompletableFuture<Void> forget(Context ctx) {
    if (ctx.header("Expect") != null) {
      // Such a sender waits for a word before it sends anything.
      return CompletableFuture.completedFuture(null);
    }
    UnwantedBody body = new UnwantedBody(ctx, MOST_BYTES_BEHIND);
    body.request
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .setIdleTimeout(LONGEST_PAUSE.toMillis());
    body.readOn();
    return body.done;
  }

  /** Reads what has come, and asks to be called when there is more. */
  private void readOn() {
    if (forgetWhatHasCome() == Rest.TO_COME) {
      request.demand(this::readOn);
    } else {
      done.complete(null);
    }
  }

  private Rest forgetWhatHasCome() {
    while (bytes <= mostBytes && System.nanoTime() - begin < LONGEST.toNanos()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        return Rest.TO_COME;
      }
      if (Content.Chunk.isFailure(chunk)) {
        return Rest.UNREAD;
      }
      bytes += chunk.remaining();
      chunk.release();
      if (chunk.isLast()) {
        return Rest.NOTHING;
      }
    }
    return Rest.UNREAD;
  }
}
