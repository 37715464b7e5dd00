package dev.importer.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class ReplayableTextTest {

  @Test
  void readsAgainWhatIsNotReleased() throws IOException {
    ReplayableText text = new ReplayableText(new StringReader("abcdefgh"), 100);
    assertThat(read(text, 3)).isEqualTo("abc");
    text.release(2);
    assertThat(read(text, 3)).isEqualTo("def");
    assertThat(kept(text)).isEqualTo("cdef");
    text.rewind();
    assertThat(read(text, 2)).isEqualTo("cd");
    Reader rest = text.lastReading();
    assertThat(read(rest, 10)).isEqualTo("cdef");
    assertThat(read(rest, 10)).isEqualTo("gh");
    assertThat(rest.read(new char[1])).isEqualTo(-1);
  }

  @Test
  void saysWhenTheSourceHasEnded() throws IOException {
    ReplayableText text = new ReplayableText(new StringReader("ab"), 100);
    assertThat(read(text, 10)).isEqualTo("ab");
    assertThat(text.hasEnded()).isFalse();
    assertThat(text.read(new char[1])).isEqualTo(-1);
    assertThat(text.hasEnded()).isTrue();
    assertThat(kept(text)).isEqualTo("ab");
  }

  @Test
  void skipsLinesOfAnyKind() throws IOException {
    String source = "a\r\nb\r\r\n\nc\nd";
    int[] ends = {0, 3, 5, 7, 8, 10, 11, 11};
    for (int lines = 0; lines < ends.length; lines++) {
      ReplayableText text = new ReplayableText(new ShortReads(source, 2), 100);
      assertThat(text.skipLines(lines, skipped -> {})).as("%d lines", lines).isEqualTo(ends[lines]);
      assertThat(readAll(text)).isEqualTo(source.substring(ends[lines]));
    }
  }

  @Test
  void keepsNoMoreThanARecordAndWhatIsReadAhead() throws IOException {
    ReplayableText text = new ReplayableText(new StringReader("x".repeat(1_000_000)), 1000);
    assertThatThrownBy(() -> readAll(text)).isInstanceOf(IOException.class);
    assertThat(text.length()).isGreaterThan(1000).isLessThan(300_000);
    assertThat(readAll(text.lastReading())).hasSize(1_000_000);
  }

  private static String kept(ReplayableText text) {
    return new String(text.array(), text.start(), text.length());
  }

  private static String read(Reader reader, int length) throws IOException {
    char[] target = new char[length];
    return new String(target, 0, reader.read(target));
  }

  private static String readAll(Reader reader) throws IOException {
    StringBuilder all = new StringBuilder();
    char[] part = new char[1000];
    for (int count = reader.read(part); count >= 0; count = reader.read(part)) {
      all.append(part, 0, count);
    }
    return all.toString();
  }
}
