package dev.importer.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTableTest {

  record Key(long high, long low) {}

  private static KeyTable table(int segments, int slotsOfEach) {
    return new KeyTable(
        Stream.generate(() -> ByteBuffer.allocate(slotsOfEach * KeyTable.SLOT_BYTES))
            .limit(segments)
            .toList());
  }

  /** Few different first words, at both ends of the table and in the middle. */
  private static Key random(Random random) {
    long[] highs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, random.nextLong()};
    return new Key(highs[random.nextInt(highs.length)], random.nextInt(30));
  }

  @ParameterizedTest(name = "{0} segments of {1} slots, seed {2}")
  @CsvSource({"1, 256, 1", "4, 64, 2", "128, 2, 3", "256, 1, 4"})
  void remembersTheFirstRowOfEachKeyLikeAMap(int segments, int slotsOfEach, long seed) {
    Random random = new Random(seed);
    KeyTable table = table(segments, slotsOfEach);
    Map<Key, Integer> expected = new HashMap<>();
    int row = 0;
    while (!table.isFull()) {
      row++;
      Key key = random(random);
      assertThat(table.find(key.high(), key.low())).isEqualTo(expected.getOrDefault(key, 0));
      Integer earlier = expected.putIfAbsent(key, row);
      assertThat(table.add(key.high(), key.low(), row)).isEqualTo(earlier == null ? 0 : earlier);
    }

    assertThat(expected).hasSize(192);
    assertThat(row).as("keys that were met again").isGreaterThan(192);
  }

  @Test
  void aLargerTableHasAllKeysOfTheSmaller() {
    Random random = new Random(5);
    KeyTable small = table(2, 64);
    Map<Key, Integer> expected = new HashMap<>();
    for (int row = 1; !small.isFull(); row++) {
      Key key = random(random);
      small.add(key.high(), key.low(), row);
      expected.putIfAbsent(key, row);
    }

    KeyTable large = table(1, 256);
    small.copyTo(large);

    assertThat(expected)
        .allSatisfy((key, row) -> assertThat(large.find(key.high(), key.low())).isEqualTo(row));
    assertThat(large.find(7, 7)).isEqualTo(KeyTable.NO_ROW);
    assertThat(large.isFull()).isFalse();
  }

  @Test
  void theKeyOfZerosIsAKeyLikeAnyOther() {
    KeyTable table = table(1, 8);

    assertThat(table.find(0, 0)).isEqualTo(KeyTable.NO_ROW);
    assertThat(table.add(0, 0, 3)).isEqualTo(KeyTable.NO_ROW);
    assertThat(table.find(0, 0)).isEqualTo(3);
    assertThat(table.find(0, 1)).isEqualTo(KeyTable.NO_ROW);
  }
}
