package dev.importer.server.internal.http;

import io.javalin.http.Context;
import java.util.Optional;

/** A number in the path of a request. */
public final class PathNumber {

  /** Every number of so many digits is one of Java. */
  private static final int MOST_DIGITS = 18;

  private PathNumber() {}

  /** The whole number, 0 or more, that a part of the path is; empty if it is something else. */
  public static Optional<Long> of(Context ctx, String name) {
    String text = ctx.pathParam(name);
    boolean number =
        !text.isEmpty()
            && text.length() <= MOST_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
