package dev.importer.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordGuardTest {

  private final RecordGuard guard = guard(Limits.DEFAULT);

  @Nested
  class Accepts {

    @Test
    void plainCells() {
      assertThat(accepts("a, b,,c\"", "a", " b", "", "c\"")).isTrue();
      assertThat(guard.lineEndsInCells()).isZero();
      assertThat(guard.holdsNul()).isFalse();
    }

    @Test
    void quotedCellsAndTakesOffTheirQuotes() {
      String[] cells = {"\"a,b\"", "\"\"", "\"\"\"c\"\"\""};
      assertThat(accepts("\"a,b\",\"\",\"\"\"c\"\"\"", cells)).isTrue();
      assertThat(cells).containsExactly("a,b", "", "\"c\"");
    }

    @Test
    void lineEndsInQuotesAndCountsThem() {
      assertThat(accepts("\"\n\r\n\r\r\"", "\"\n\r\n\r\r\"")).isTrue();
      assertThat(guard.lineEndsInCells()).isEqualTo(4);
    }

    @Test
    void nulAndSaysSo() {
      assertThat(accepts("a\0", "a\0")).isTrue();
      assertThat(guard.holdsNul()).isTrue();
      assertThat(accepts("\"\0\"", "\"\0\"")).isTrue();
      assertThat(guard.holdsNul()).isTrue();
      assertThat(accepts("a", "a")).isTrue();
      assertThat(guard.holdsNul()).isFalse();
    }

    @Test
    void aRecordInTheMiddleOfAText() {
      assertThat(guard.accepts("x\na,b\ny".toCharArray(), 2, 5, new String[] {"a", "b"})).isTrue();
    }
  }

  @Nested
  class Rejects {

    @Test
    void aChangedCharacter() {
      assertThat(accepts("abc", "abd")).isFalse();
      assertThat(accepts("\"abc\"", "\"abd\"")).isFalse();
    }

    @Test
    void aDroppedCharacter() {
      assertThat(accepts("\"a\" ,b", "\"a\"", "b")).isFalse();
      assertThat(accepts("\"\0\"", "\"\"")).isFalse();
      assertThat(accepts("ab", "a")).isFalse();
      assertThat(accepts("a,b", "a")).isFalse();
    }

    @Test
    void anInventedCharacter() {
      assertThat(accepts("a", "ab")).isFalse();
      assertThat(accepts("a", "a", "")).isFalse();
    }

    @Test
    void aDelimiterInAPlainCell() {
      assertThat(accepts("a,b", "a,b")).isFalse();
    }

    @Test
    void aLineEndInAPlainCell() {
      assertThat(accepts("a\rb", "a\rb")).isFalse();
      assertThat(accepts("a\nb", "a\nb")).isFalse();
    }

    @Test
    void anUnclosedQuote() {
      assertThat(accepts("\"", "\"")).isFalse();
      assertThat(accepts("\"a", "\"a")).isFalse();
      assertThat(accepts("\"\"\"", "\"\"\"")).isFalse();
    }

    @Test
    void aSingleQuoteInQuotes() {
      assertThat(accepts("\"a\"b\"", "\"a\"b\"")).isFalse();
      assertThat(accepts("\"\",\"", "\"\",\"")).isFalse();
    }

    @Test
    void textAfterAClosingQuote() {
      assertThat(accepts("\"a\"b", "\"a\"b")).isFalse();
    }

    @Test
    void whatIsBeyondALimit() {
      RecordGuard strict =
          guard(Limits.DEFAULT.withMaxCellLength(2).withMaxColumns(2).withMaxRecordLength(6));
      assertThat(accepts(strict, "ab,cd", "ab", "cd")).isTrue();
      assertThat(accepts(strict, "\"\"\"b\"", "\"\"\"b\"")).isTrue();
      assertThat(accepts(strict, "abc", "abc")).isFalse();
      assertThat(accepts(strict, "\"abc\"", "\"abc\"")).isFalse();
      assertThat(accepts(strict, "a,b,c", "a", "b", "c")).isFalse();
      assertThat(accepts(strict, "\"ab\",cd", "\"ab\"", "cd")).isFalse();
    }
  }

  private boolean accepts(String text, String... cells) {
    return accepts(guard, text, cells);
  }

  private static boolean accepts(RecordGuard guard, String text, String... cells) {
    return guard.accepts(text.toCharArray(), 0, text.length(), cells);
  }

  private static RecordGuard guard(Limits limits) {
    return new RecordGuard(Syntax.of(Dialect.STANDARD), limits);
  }
}
