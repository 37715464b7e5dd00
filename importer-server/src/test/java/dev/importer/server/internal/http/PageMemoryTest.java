package dev.importer.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.server.internal.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PageMemoryTest {

  private static final long TWO_PAGES = 64L << 20;

  @Test
  void isSharedByAllRequests() {
    PageMemory memory = new PageMemory(TWO_PAGES, Duration.ZERO, Pace.Rule.DEFAULT);
    PageMemory.Part first = memory.take();
    PageMemory.Part second = memory.take();
    isUsedUp(memory);

    first.close();
    memory.take().close();
    second.close();
    memory.take().close();
  }

  @Test
  void isGivenBackAsFarAsAPageTurnsOutToBeSmall() {
    PageMemory memory = new PageMemory(TWO_PAGES, Duration.ZERO, Pace.Rule.DEFAULT);
    PageMemory.Part small = memory.take();
    small.shrinkTo(1_000);
    PageMemory.Part large = memory.take();
    isUsedUp(memory);

    large.shrinkTo(16L << 20);
    memory.take().close();
    small.close();
    large.close();
  }

  @Test
  void hasRoomForOnePageHoweverSmallItIs() {
    PageMemory memory = new PageMemory(0, Duration.ZERO, Pace.Rule.DEFAULT);
    PageMemory.Part only = memory.take();
    isUsedUp(memory);

    only.close();
    memory.take().close();
  }

  private static void isUsedUp(PageMemory memory) {
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
