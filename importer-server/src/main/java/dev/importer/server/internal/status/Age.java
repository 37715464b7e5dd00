package dev.importer.server.internal.status;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was. */
public final class Age {

  private Age() {}

  /** The time in between; none, and never less, if the clock was set back meanwhile. */
  public static Duration of(Instant since, Instant now) {
    return now.isBefore(since) ? Duration.ZERO : Duration.between(since, now);
  }
}
