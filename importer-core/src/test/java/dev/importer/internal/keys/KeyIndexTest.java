package dev.importer.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.importer.error.StorageException;
import dev.importer.internal.source.Spool;
import dev.importer.source.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyIndexTest {

  @TempDir Path folder;

  private Spool spool() {
    return new Spool(folder, "this", Limits.DEFAULT);
  }

  @ParameterizedTest(name = "up to {0} slots on the heap, pieces of {1}")
  @CsvSource({"4, 4", "16, 1024", "64, 65536", "1048576, 1024"})
  void remembersTheFirstRowOfEachKeyLikeAMap(int heapSlots, int slotsOfSegment) {
    Random random = new Random(heapSlots);
    Map<List<Object>, Long> expected = new HashMap<>();
    try (KeyIndex index = new KeyIndex(spool(), 4, heapSlots, slotsOfSegment)) {
      for (long row = 1; row <= 30_000; row++) {
        int rule = random.nextInt(3);
        Object[] values = {"person " + random.nextInt(4_000), (long) random.nextInt(3)};
        List<Object> key = List.of(rule, values[0], values[1]);

        assertThat(index.find(rule, values)).isEqualTo(expected.getOrDefault(key, 0L));
        Long earlier = expected.putIfAbsent(key, row);
        assertThat(index.add(rule, row, values)).isEqualTo(earlier == null ? 0 : earlier);
      }
      assertThat(expected.size()).as("keys that came again").isBetween(10_000, 29_000);
      expected.forEach(
          (key, row) ->
              assertThat(index.find((int) key.get(0), key.get(1), key.get(2))).isEqualTo(row));
    }
  }

  @Test
  void closingForgetsTheKeysAndLeavesNoFile() throws IOException {
    KeyIndex index = new KeyIndex(spool(), 4, 4, 1024);
    for (long row = 1; row <= 1_000; row++) {
      index.add(0, row, row);
    }
    index.close();

    assertThat(filesIn(folder)).isEmpty();
    assertThat(index.find(0, 1L)).isEqualTo(KeyIndex.NO_ROW);
    index.close();
  }

  @Test
  void aSmallIndexLeavesTheDiskAlone() {
    Path missing = folder.resolve("missing");
    try (KeyIndex index = new KeyIndex(new Spool(missing, "this", Limits.DEFAULT))) {
      for (long row = 1; row <= 90_000; row++) {
        index.add(0, row, row);
      }

      assertThat(missing).doesNotExist();

      for (long row = 90_001; row <= 100_000; row++) {
        index.add(0, row, row);
      }

      assertThat(missing).isDirectory();
      assertThat(index.find(0, 1L)).isEqualTo(1);
      assertThat(index.find(0, 100_000L)).isEqualTo(100_000);
    }
  }

  @Test
  void aSpoolThatCannotBeWrittenIsAStorageFailure() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    try (KeyIndex index = new KeyIndex(new Spool(file, "this", Limits.DEFAULT), 4, 4, 1024)) {
      for (long row = 1; row <= 3; row++) {
        index.add(0, row, row);
      }

      assertThatThrownBy(() -> index.add(0, 4, 4L)).isInstanceOf(StorageException.class);
      assertThat(index.find(0, 3L)).isEqualTo(3);
    }
  }

  @Test
  void anInterruptedThreadGoesOnAndStaysInterrupted() {
    try (KeyIndex index = new KeyIndex(spool(), 4, 4, 1024)) {
      Thread.currentThread().interrupt();
      for (long row = 1; row <= 1_000; row++) {
        assertThat(index.add(0, row, row)).isEqualTo(KeyIndex.NO_ROW);
      }

      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      assertThat(index.find(0, 999L)).isEqualTo(999);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void refusesRowsThatHaveNoNumber() {
    try (KeyIndex index = new KeyIndex(spool())) {
      assertThatIllegalArgumentException().isThrownBy(() -> index.add(0, 0, "a"));
      assertThatIllegalArgumentException().isThrownBy(() -> index.add(0, 1L << 31, "a"));
    }
  }

  @Test
  void whatACrashLeavesIsListedForTheSweep() throws IOException {
    Path left = Files.createFile(folder.resolve("dead.1.keys"));
    Path own = Files.createFile(folder.resolve("this.2.keys"));

    assertThat(spool().files()).containsExactlyInAnyOrder(left, own);
    assertThat(Spool.writerOf(left)).isEqualTo("dead");
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
