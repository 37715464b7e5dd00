package dev.importer.server;

import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** The bytes of a request, read within bounds of size and time. */
final class RequestBody {

  /** An unwanted body of this size is read, and the connection can be used again. */
  private static final int MOST_UNWANTED_BYTES = 1 << 20;

  /** Behind an answer that ends the connection, no more than this is read. */
  private static final int MOST_LINGER_BYTES = 16 << 20;

  private static final Duration LINGER = Duration.ofSeconds(5);
  private static final Duration LINGER_IDLE = Duration.ofSeconds(1);

  private static final int BUFFER_BYTES = 64 * 1024;

  /** Takes some of the bytes. */
  @FunctionalInterface
  interface Taker {
    void take(byte[] buffer, int length);
  }

  private final Context ctx;
  private final long maxBytes;
  private final Problem tooLarge;
  private final Pace pace;

  /**
   * The body of a request.
   *
   * @param maxBytes how many bytes are read before the request is refused
   * @param tooLarge what it is refused with
   * @param rule how fast it has to come
   */
  RequestBody(Context ctx, long maxBytes, Problem tooLarge, Pace.Rule rule) {
    this.ctx = ctx;
    this.maxBytes = maxBytes;
    this.tooLarge = tooLarge;
    this.pace = Pace.of(rule);
  }

  /** Whether there is anything to read. */
  static boolean exists(Context ctx) {
    return ctx.req().getContentLengthLong() > 0 || ctx.header("Transfer-Encoding") != null;
  }

  /**
   * Requires that the body is not packed.
   *
   * @throws ProblemException if a header says that it is
   */
  static void requireUnpacked(Context ctx) {
    Collections.list(ctx.req().getHeaders("Content-Encoding"))
        .forEach(RequestBody::requireIdentity);
  }

  /**
   * Requires that a coding is none.
   *
   * @param coding what {@code Content-Encoding} says
   */
  static void requireIdentity(String coding) {
    if (!coding.strip().equalsIgnoreCase("identity")) {
      throw Problem.of(
              415,
              "unsupported-encoding",
              "Send the body as it is, without a Content-Encoding; a packed file goes as it is, too.")
          .withHeader("Accept-Encoding", "identity")
          .exception();
    }
  }

  /** Reads to the end, except what lies beyond the limit. */
  void read(Taker taker) {
    if (ctx.req().getContentLengthLong() > maxBytes) {
      throw tooLarge.exception();
    }
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = 0;
    try {
      ServletInputStream in = ctx.req().getInputStream();
      for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
        total += count;
        if (total > maxBytes) {
          throw tooLarge.exception();
        }
        taker.take(buffer, count);
      }
    } catch (IOException e) {
      throw Problems.of(e).exception();
    }
  }

  private int read(ServletInputStream in, byte[] buffer) throws IOException {
    pace.begin();
    int count = in.read(buffer);
    pace.end(Math.max(0, count));
    return count;
  }

  /**
   * Sees to a body that is not wanted, before the answer is given: a small one is read and
   * forgotten.
   *
   * @return whether nothing is left of it; otherwise the connection has to end behind the answer
   */
  static boolean dispose(Context ctx) {
    if (!exists(ctx)) {
      return true;
    }
    try {
      ServletInputStream in = ctx.req().getInputStream();
      if (in.isFinished()) {
        return true;
      }
      return ctx.req().getContentLengthLong() <= MOST_UNWANTED_BYTES
          && ctx.header("Expect") == null
          && skip(in, MOST_UNWANTED_BYTES, LINGER);
    } catch (IOException e) {
      // The sender is gone or too slow: the connection ends.
      return false;
    }
  }

  /**
   * Goes on reading behind an answer that is out already. If the connection ended while the sender
   * still writes, what is on its way would be answered with a reset, and many clients then never
   * look at the answer. (RFC 9112, section 9.6, asks for this.)
   */
  static void linger(Context ctx) {
    if (ctx.header("Expect") != null) {
      // Such a sender waits for a word before it sends anything.
      return;
    }
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .setIdleTimeout(LINGER_IDLE.toMillis());
    try {
      skip(ctx.req().getInputStream(), MOST_LINGER_BYTES, LINGER);
    } catch (IOException e) {
      // Nothing more comes: that is what was waited for.
      return;
    }
  }

  /** Whether the end came within so many bytes and so much time. */
  private static boolean skip(ServletInputStream in, long mostBytes, Duration longest)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long start = System.nanoTime();
    long total = 0;
    while (total < mostBytes && System.nanoTime() - start < longest.toNanos()) {
      int count = in.read(buffer);
      if (count < 0) {
        return true;
      }
      total += count;
    }
    return false;
  }
}
