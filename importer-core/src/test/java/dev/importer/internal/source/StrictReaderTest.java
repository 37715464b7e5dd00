package dev.importer.internal.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictReaderTest {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final String MIXED = "a\u00e9\u20ac\ud83d\ude00\n";

  @TempDir Path folder;

  private StrictReader open(byte[] bytes, Charset encoding) throws IOException {
    return StrictReader.open(Files.write(folder.resolve("text"), bytes), encoding);
  }

  private static String readAll(StrictReader reader, int step) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[step];
    for (int count = reader.read(buffer, 0, step);
        count >= 0;
        count = reader.read(buffer, 0, step)) {
      assertThat(count).isPositive();
      text.append(buffer, 0, count);
    }
    assertThat(reader.read(buffer, 0, step)).as("at the end it stays").isEqualTo(-1);
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 4_096, 1_000_000})
  void givesTheSameTextWhateverIsAskedForAtOnce(int step) throws IOException {
    String text = MIXED.repeat(20_000);
    for (Charset encoding :
        new Charset[] {UTF_8, UTF_16LE, UTF_16BE, Charset.forName("UTF-32LE")}) {
      try (StrictReader reader = open(text.getBytes(encoding), encoding)) {
        assertThat(readAll(reader, step)).isEqualTo(text);
        assertThat(reader.bytesRead()).isEqualTo(text.getBytes(encoding).length);
      }
    }
  }

  @Test
  void joinsCharactersThatTheBufferSplits() throws IOException {
    for (int before = BUFFER_BYTES - 5; before <= BUFFER_BYTES + 1; before++) {
      String text = "x".repeat(before) + "\ud83d\ude00\u20acy";
      try (StrictReader reader = open(text.getBytes(UTF_8), UTF_8)) {
        assertThat(readAll(reader, 777)).isEqualTo(text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aByteOrderMarkWinsAndIsNoText(String name) throws IOException {
    try (StrictReader reader =
        open(("\ufeff" + MIXED).getBytes(Charset.forName(name)), ISO_8859_1)) {
      assertThat(reader.encoding()).isEqualTo(Charset.forName(name));
      assertThat(readAll(reader, 1)).isEqualTo(MIXED);
    }
  }

  @Test
  void shortFilesAreReadToo() throws IOException {
    for (String text : new String[] {"", "a", "ab", "abc", "abcd"}) {
      try (StrictReader reader = open(text.getBytes(UTF_8), UTF_8)) {
        assertThat(readAll(reader, 10)).isEqualTo(text);
      }
    }
    try (StrictReader reader = open(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, UTF_8)) {
      assertThat(readAll(reader, 10)).isEmpty();
    }
  }

  @Test
  void aReadOfNothingGivesNothing() throws IOException {
    try (StrictReader reader = open("abc".getBytes(UTF_8), UTF_8)) {
      assertThat(reader.read(new char[0], 0, 0)).isZero();
      assertThat(readAll(reader, 2)).isEqualTo("abc");
    }
  }

  @Test
  void aWrongByteIsPlacedExactly() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("\ufeffone\r\ntwo\rthree\n".repeat(10_000).getBytes(UTF_8));
    int offset = bytes.size() + 2;
    bytes.write(new byte[] {'a', 'b', (byte) 0xC3, 'c', '\n'});

    SourceException fault = fault(bytes.toByteArray(), UTF_8);

    assertThat(fault.code()).isEqualTo(ErrorCode.ENCODING_ERROR);
    assertThat(fault.line()).hasValue(30_001);
    assertThat(fault)
        .hasMessageContaining("0xC3")
        .hasMessageContaining("offset " + offset + " ")
        .hasMessageContaining("UTF-8");
  }

  @Test
  void wrongBytesOfAnyKindAreRefused() throws IOException {
    int[][] wrong = {
      {0xFF},
      {0x80},
      {0xC3},
      {0xC0, 0x80},
      {0xE2, 0x82},
      {0xED, 0xA0, 0x80},
      {0xF4, 0x90, 0x80, 0x80}
    };
    for (int[] sequence : wrong) {
      byte[] bytes = new byte[sequence.length + 6];
      System.arraycopy("line\n1".getBytes(US_ASCII), 0, bytes, 0, 6);
      for (int i = 0; i < sequence.length; i++) {
        bytes[6 + i] = (byte) sequence[i];
      }
      SourceException fault = fault(bytes, UTF_8);
      assertThat(fault.line()).hasValue(2);
      assertThat(fault).hasMessageContaining("offset 6 ");
    }
    assertThat(fault(new byte[] {'a', (byte) 0xE9}, US_ASCII)).hasMessageContaining("US-ASCII");
  }

  @Test
  void linesOfUtf16AreCountedInItsUnits() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("a\n\u0a0a\r\nb".getBytes(UTF_16LE));
    bytes.write(new byte[] {0x00, (byte) 0xD8, 'x', 0});

    SourceException fault = fault(bytes.toByteArray(), UTF_16LE);

    assertThat(fault.line()).hasValue(3);
    assertThat(fault).hasMessageContaining("offset 12 ");
  }

  @Test
  void halfAUnitAtTheEndIsRefused() throws IOException {
    assertThat(fault(new byte[] {'a', 0, 'b'}, UTF_16LE).code())
        .isEqualTo(ErrorCode.ENCODING_ERROR);
  }

  @Test
  void aMissingFileIsASourceError() {
    SourceException fault =
        catchThrowableOfType(
            SourceException.class, () -> StrictReader.open(folder.resolve("none"), UTF_8));

    assertThat(fault.code()).isEqualTo(ErrorCode.SOURCE_ERROR);
  }

  private SourceException fault(byte[] bytes, Charset encoding) throws IOException {
    try (StrictReader reader = open(bytes, encoding)) {
      SourceException one = catchThrowableOfType(SourceException.class, () -> readAll(reader, 1));
      try (StrictReader again = open(bytes, encoding)) {
        SourceException many =
            catchThrowableOfType(SourceException.class, () -> readAll(again, 5_000));
        assertThat(many).hasMessage(one.getMessage());
      }
      return one;
    }
  }
}
