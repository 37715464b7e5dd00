package dev.importer.server.internal.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgeTest {

  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  @Test
  void isTheTimeInBetween() {
    assertThat(Age.of(NOON, NOON.plusSeconds(7))).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void isNoneAndNeverNegativeAfterTheClockWasSetBack() {
    assertThat(Age.of(NOON, NOON.minusSeconds(7))).isEqualTo(Duration.ZERO);
  }
}
