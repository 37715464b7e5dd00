package dev.importer.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.source.Dialect;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineEndTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a|b, LINE_FEED",
        "`a,b\nc\r\n`, LINE_FEED",
        "`a\r\nb\n`, RETURN_LINE_FEED",
        "`a\rb\n`, RETURN",
        "`a\r`, RETURN",
        "`\"a\nb\",c\r\n`, RETURN_LINE_FEED",
        "`\"a\"\"\nb\"\"\"\r\n`, RETURN_LINE_FEED",
        "`a,\"\n\"\r\n`, RETURN_LINE_FEED",
        "`5\" pipe\r\n6\" pipe\n`, RETURN_LINE_FEED",
      })
  void isTheFirstOneOutsideOfQuotes(String text, LineEnd expected) throws IOException {
    Syntax syntax = Syntax.of(Dialect.STANDARD);
    for (int longest : new int[] {1, 3, 100}) {
      assertThat(LineEnd.firstOf(new ShortReads(text, longest), syntax)).isEqualTo(expected);
    }
  }
}
