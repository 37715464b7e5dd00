package dev.importer.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {

  @ParameterizedTest
  @CsvSource({
    "[a-c]+,abcabc",
    "^abc$,abc",
    "a|bc,bc",
    "\\d{3}-\\d{2},123-45",
    "\\i\\c*,_name-1.x",
    "[\\c-],-",
    "\\p{Lu}\\p{Ll}+,Ärger",
    "\\p{IsGreek}+,αβγ",
    "\\P{IsBasicLatin},é",
    "[\\p{IsBasicLatin}é]+,café",
    "\\p{Letter}+,été",
    "\\u00e9t\\u00E9,été",
    "\\ud83d\\ude00,\uD83D\uDE00",
    "[]a]+,a]",
    "[[:digit:]x]+,1x2",
    "(?i)abc,ABC",
  })
  void expressionsOfXmlSchemaMatchWholeTexts(String regex, String text) {
    assertThat(TextPattern.of(regex).matches(text)).isTrue();
    assertThat(TextPattern.of(regex).matches(text + "\u2603")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "(,missing closing )",
    "a**,invalid nested repetition",
    "(?=a)b,look-around",
    "(a)\\1,back references",
    "[a-z-[aeiou]],a set inside a set",
    "[\\I],not possible inside a set",
    "\\Qa\\E,\\Q is not possible",
    "\\p{IsNowhere},no block 'Nowhere'",
    "a{1001},invalid repeat count",
    "(a{1000}){1000},its repetitions are too many",
    "((((a?){99}){99}){99}){99},its repetitions are too many",
  })
  void whatCannotBeMatchedInLinearTimeIsRefused(String regex, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextPattern.of(regex))
        .withMessageContaining(reason);
  }

  @Test
  void tooMuchIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextPattern.of("a".repeat(10_001)))
        .withMessageContaining("more than 10000 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextPattern.of("(".repeat(5_000) + ")".repeat(5_000)))
        .withMessageContaining("nested too deeply");
  }

  /** A matcher that goes back would take longer than the age of the universe. */
  @Test
  void noExpressionExplodes() {
    String text = "a".repeat(100_000) + "b";
    for (String regex :
        new String[] {"(a+)+$", "(a|a)*", "(a|aa)+", "(.*a){12}", "(a?){50}a{50}"}) {
      assertThat(TextPattern.of(regex).matches(text)).isFalse();
    }
  }

  @Test
  void longTextsAreMatchedWithExpressionsOfTheUsualSize() {
    assertThat(TextPattern.of("\\s*\\S[\\s\\S]*").longestText()).isGreaterThan(1_048_576);
    TextPattern large = TextPattern.of("a{1000}".repeat(9));
    assertThat(large.longestText()).isGreaterThan(20_000);
    assertThat(large.matches("a".repeat(9_000))).isTrue();
    assertThat(large.matches("a".repeat(large.longestText() + 1))).isFalse();
  }
}
