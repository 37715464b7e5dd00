package dev.importer.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform's decoder is the judge. */
class Utf8ValidatorTest {

  private static final int[] INTERESTING = {
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
    0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
  };

  private static long offenceByTheDecoder(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
    return result.isError() ? in.position() : Utf8Validator.NONE;
  }

  private static long offenceInPieces(byte[] bytes, Random random, int most) {
    Utf8Validator validator = new Utf8Validator();
    byte[] framed = new byte[bytes.length + 6];
    System.arraycopy(bytes, 0, framed, 3, bytes.length);
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(random.nextInt(most + 1), bytes.length - at);
      validator.update(framed, at + 3, length);
      at += length;
    }
    return validator.finish();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithTheDecoderOnRandomBytesInPiecesOfAnySize(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(12)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) INTERESTING[random.nextInt(INTERESTING.length)];
      }
      assertThat(offenceInPieces(bytes, random, 1 + random.nextInt(8)))
          .as("%s", java.util.HexFormat.of().formatHex(bytes))
          .isEqualTo(offenceByTheDecoder(bytes));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void findsTheOneByteThatWasChangedInLongText(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 300) {
        text.append("plain ascii text ".repeat(random.nextInt(4)));
        text.appendCodePoint(new int[] {0xE9, 0x20AC, 0x1F600, 'x'}[random.nextInt(4)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      assertThat(offenceInPieces(bytes, random, 40)).isEqualTo(Utf8Validator.NONE);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      assertThat(offenceInPieces(bytes, random, 40)).isEqualTo(offenceByTheDecoder(bytes));
    }
  }

  @Test
  void everyCharacterPassesAndNoSurrogateDoes() {
    for (int character = 0; character <= 0x10FFFF; character++) {
      byte[] bytes = encode(character);
      Utf8Validator validator = new Utf8Validator();
      validator.update(bytes, 0, bytes.length);
      boolean surrogate = character >= 0xD800 && character <= 0xDFFF;
      assertThat(validator.finish() == Utf8Validator.NONE).isEqualTo(!surrogate);
    }
  }

  private static byte[] encode(int character) {
    if (character >= 0xD800 && character <= 0xDFFF) {
      return new byte[] {
        (byte) 0xED, (byte) (0x80 | (character >> 6 & 0x3F)), (byte) (0x80 | (character & 0x3F))
      };
    }
    return Character.toString(character).getBytes(StandardCharsets.UTF_8);
  }
}
