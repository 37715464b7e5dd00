package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final AtomicLong now = new AtomicLong(42);
  private final Pace pace = Pace.startedAt(now::get);

  @Test
  void aSlowStartIsForgiven() {
    now.addAndGet(Duration.ofSeconds(30).toNanos());

    assertThatCode(() -> pace.require(1)).doesNotThrowAnyException();
  }

  @Test
  void aTrickleIsRefused() {
    now.addAndGet(Duration.ofSeconds(100).toNanos());

    assertThatThrownBy(() -> pace.require(100)).hasMessageContaining("request-timeout");
  }

  @Test
  void aLongUploadThatKeepsComingIsFine() {
    now.addAndGet(Duration.ofHours(3).toNanos());

    assertThatCode(() -> pace.require(1L << 30)).doesNotThrowAnyException();
  }
}
