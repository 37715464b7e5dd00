package dev.importer.server.internal.http;

import dev.importer.server.internal.problem.Problems;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Refuses whoever sends or takes bytes so slowly that it looks like an attempt to hold the server
 * up. Only the time that the server waits for the other side counts. A connection on which nothing
 * comes at all is ended by the idle timeout. Not thread-safe.
 */
public final class Pace {

  /**
   * What is asked of the other side.
   *
   * @param window in each such stretch of waiting the bytes must keep to the rate; a short pause
   *     does no harm
   * @param leastBytesPerSecond the rate
   */
  public record Rule(Duration window, long leastBytesPerSecond) {

    public static final Rule DEFAULT = new Rule(Duration.ofSeconds(30), 1024);

    /** For what is small: all of it within one window. */
    public Rule forAllAtOnce() {
      return new Rule(window, Long.MAX_VALUE);
    }
  }

  private final Rule rule;
  private final LongSupplier nanoTime;
  private long began;
  private long waitedNanos;
  private long bytes;

  private Pace(Rule rule, LongSupplier nanoTime) {
    this.rule = rule;
    this.nanoTime = nanoTime;
  }

  public static Pace of(Rule rule) {
    return of(rule, System::nanoTime);
  }

  public static Pace of(Rule rule, LongSupplier nanoTime) {
    return new Pace(rule, nanoTime);
  }

  /** From now on the server waits for the other side. */
  void begin() {
    began = nanoTime.getAsLong();
  }

  /** The wait is over, and so many bytes were moved. */
  void end(long moved) {
    waitedNanos += nanoTime.getAsLong() - began;
    bytes += moved;
    if (waitedNanos > rule.window().toNanos()) {
      if (bytes < rule.leastBytesPerSecond() * (waitedNanos / 1e9)) {
        throw Problems.slow().exception();
      }
      waitedNanos = 0;
      bytes = 0;
    }
  }
}
