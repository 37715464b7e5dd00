package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PageMemoryTest {

  private static final long TWO_PAGES = 64L << 20;

  @Test
  void isSharedByAllRequests() {
    PageMemory memory = new PageMemory(TWO_PAGES, Duration.ZERO, Pace.Rule.DEFAULT);
    try (PageMemory.Part first = memory.take();
        PageMemory.Part second = memory.take()) {
      isRefused(memory);
    }
    memory.take().close();
  }

  @Test
  void isGivenBackAsFarAsAPageTurnsOutToBeSmall() {
    PageMemory memory = new PageMemory(TWO_PAGES, Duration.ZERO, Pace.Rule.DEFAULT);
    try (PageMemory.Part small = memory.take()) {
      small.shrinkTo(1_000);
      try (PageMemory.Part large = memory.take()) {
        large.shrinkTo(16L << 20);
        memory.take().close();
      }
    }
  }

  @Test
  void hasRoomForOnePageHoweverSmallItIs() {
    PageMemory memory = new PageMemory(0, Duration.ZERO, Pace.Rule.DEFAULT);
    try (PageMemory.Part only = memory.take()) {
      isRefused(memory);
    }
    memory.take().close();
  }

  private static void isRefused(PageMemory memory) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(memory::take)
        .satisfies(
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(503);
              assertThat(refused.problem().code()).isEqualTo("too-many-pages");
              assertThat(refused.problem().headers()).containsKey("Retry-After");
            });
  }
}
