package dev.importer.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.importer.internal.source.Spool;
import dev.importer.source.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSequenceTest {

  @TempDir Path folder;

  private Spool spool() {
    return new Spool(folder, "this", Limits.DEFAULT);
  }

  @ParameterizedTest(name = "up to {0} bytes on the heap")
  @ValueSource(ints = {1_024, 65_536, 1_048_576})
  void givesBackWhatWasAdded(int mostOnHeap) {
    Random random = new Random(mostOnHeap);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    try (ByteSequence sequence = new ByteSequence(spool(), mostOnHeap)) {
      while (expected.size() < 300_000) {
        byte[] bytes = new byte[random.nextInt(5_000)];
        random.nextBytes(bytes);
        int length = random.nextInt(bytes.length + 1);
        sequence.add(bytes, length);
        expected.write(bytes, 0, length);
        assertThat(sequence.size()).isEqualTo(expected.size());
      }
      byte[] all = expected.toByteArray();
      byte[] target = new byte[10_000];
      for (int i = 0; i < 1_000; i++) {
        int length = random.nextInt(target.length);
        int at = random.nextInt(all.length - length + 1);
        sequence.get(at, target, length);
        assertThat(Arrays.copyOf(target, length))
            .isEqualTo(Arrays.copyOfRange(all, at, at + length));
      }
    }
  }

  @Test
  void thereIsNothingPastTheEndNorAfterClosing() {
    ByteSequence sequence = new ByteSequence(spool());
    sequence.add(new byte[3], 3);
    byte[] target = new byte[4];
    sequence.get(3, target, 0);

    assertThatThrownBy(() -> sequence.get(0, target, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> sequence.get(-1, target, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);

    sequence.close();
    sequence.close();
    assertThat(sequence.size()).isZero();
    assertThatThrownBy(() -> sequence.get(0, target, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
