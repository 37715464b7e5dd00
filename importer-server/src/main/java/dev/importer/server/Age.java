package dev.importer.server;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was. */
final class Age {

  private Age() {}

  /** The time in between; none, and never less, if the clock was set back meanwhile. */
  static Duration of(Instant since, Instant now) {
    return now.isBefore(since) ? Duration.ZERO : Duration.between(since, now);
  }
}
