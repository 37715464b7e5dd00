package dev.importer.server.internal.http;

import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import dev.importer.server.internal.problem.Problems;
import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Collections;

/** The bytes of a request, read within bounds of size and time. */
public final class RequestBody {

  private static final int BUFFER_BYTES = 64 * 1024;

  /** Where the bytes go as they come. */
  @FunctionalInterface
  public interface ByteSink {
    void write(byte[] buffer, int length);
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
  public RequestBody(Context ctx, long maxBytes, Problem tooLarge, Pace.Rule rule) {
    this.ctx = ctx;
    this.maxBytes = maxBytes;
    this.tooLarge = tooLarge;
    this.pace = Pace.of(rule);
  }

  /** Whether there is anything to read. */
  public static boolean exists(Context ctx) {
    return ctx.req().getContentLengthLong() > 0 || ctx.header("Transfer-Encoding") != null;
  }

  /**
   * Requires that the body is not packed.
   *
   * @throws ProblemException if a header says that it is
   */
  public static void requireUnpacked(Context ctx) {
    Collections.list(ctx.req().getHeaders("Content-Encoding"))
        .forEach(RequestBody::requireIdentity);
  }

  /**
   * Requires that a coding is none.
   *
   * @param coding what {@code Content-Encoding} says
   */
  public static void requireIdentity(String coding) {
    if (!coding.strip().equalsIgnoreCase("identity")) {
      throw Problem.of(
              415,
              "unsupported-encoding",
              "Send the body as it is, without a Content-Encoding; send a packed file as it is, too.")
          .withHeader("Accept-Encoding", "identity")
          .exception();
    }
  }

  /** Reads to the end, except what lies beyond the limit. */
  public void read(ByteSink sink) {
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
        sink.write(buffer, count);
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
}
