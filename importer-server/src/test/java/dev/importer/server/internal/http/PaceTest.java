package dev.importer.server.internal.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final AtomicLong now = new AtomicLong(42);
  private final Pace pace = Pace.of(Pace.Rule.DEFAULT, now::get);

  private void move(long bytes, Duration wait) {
    pace.begin();
    now.addAndGet(wait.toNanos());
    pace.end(bytes);
  }

  @Test
  void aSlowStartIsForgiven() {
    assertThatCode(() -> move(1, Duration.ofSeconds(30))).doesNotThrowAnyException();
  }

  @Test
  void aTrickleIsRefused() {
    assertThatThrownBy(() -> move(100, Duration.ofSeconds(100)))
        .hasMessageContaining("request-timeout");
  }

  @Test
  void aTrickleBehindAFastStartIsRefused() {
    move(1L << 30, Duration.ofSeconds(31));

    assertThatThrownBy(() -> move(100, Duration.ofSeconds(31)))
        .hasMessageContaining("request-timeout");
  }

  @Test
  void aLongUploadThatKeepsComingIsFine() {
    assertThatCode(() -> move(1L << 30, Duration.ofHours(3))).doesNotThrowAnyException();
  }

  @Test
  void whatTheServerDoesInBetweenDoesNotCount() {
    move(1, Duration.ofSeconds(1));
    now.addAndGet(Duration.ofHours(1).toNanos());

    assertThatCode(() -> move(1, Duration.ofSeconds(1))).doesNotThrowAnyException();
  }
}
