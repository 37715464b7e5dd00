package dev.importer.internal.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedStringsTest {

  @Test
  void givesEachTextAsItWas() {
    Random random = new Random(1);
    List<String> texts = new ArrayList<>();
    try (SharedStrings strings = new SharedStrings(new ScratchFiles())) {
      for (int i = 0; i < 300_000; i++) {
        String text = text(random);
        texts.add(text);
        CellText gathered = new CellText();
        gathered.add(text.toCharArray(), 0, text.length());
        strings.add(gathered);
      }

      assertThat(strings.size()).isEqualTo(texts.size());
      for (int i = 0; i < 300_000; i++) {
        int index = random.nextInt(i % 2 == 0 ? texts.size() : 100);
        assertThat(strings.get(index)).isEqualTo(texts.get(index));
      }
    }
  }

  /** One in a hundred is long; some have halves of pairs. */
  private static String text(Random random) {
    int length = random.nextInt(random.nextInt(100) == 0 ? 1_000 : 20);
    int bound = random.nextInt(3) == 0 ? 0xFFFF : 0xFF;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(bound));
    }
    return text.toString();
  }
}
