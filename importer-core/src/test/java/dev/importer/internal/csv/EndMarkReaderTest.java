package dev.importer.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.internal.parse.ShortReads;
import java.io.IOException;
import java.io.StringReader;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EndMarkReaderTest {

  private static final int TEXTS = 5_000;

  @Test
  void dropsTheMarksAtTheEndOnlyHoweverTheTextIsRead() throws IOException {
    for (int seed = 0; seed < TEXTS; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        text.append(random.nextInt(3) == 0 ? "x" : "\u001a");
      }
      String expected = text.toString().replaceFirst("\u001a+$", "");
      EndMarkReader reader =
          new EndMarkReader(new ShortReads(text.toString(), 1 + random.nextInt(6)));
      assertThat(read(reader, 1 + random.nextInt(6))).as("seed %d", seed).isEqualTo(expected);
      assertThat(reader.marks()).isEqualTo(text.length() - expected.length());
    }
  }

  @Test
  void hasNoMarksInATextWithoutThem() throws IOException {
    EndMarkReader reader = new EndMarkReader(new StringReader("a\u001ab\n"));
    assertThat(read(reader, 100)).isEqualTo("a\u001ab\n");
    assertThat(reader.marks()).isZero();
  }

  private static String read(EndMarkReader reader, int step) throws IOException {
    StringBuilder all = new StringBuilder();
    char[] part = new char[step + 2];
    for (int n = reader.read(part, 1, step); n >= 0; n = reader.read(part, 1, step)) {
      assertThat(n).isPositive();
      all.append(part, 1, n);
    }
    return all.toString();
  }
}
