package dev.importer.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.row.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyDigestTest {

  private static final BigInteger ABOVE_LONG =
      BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE);

  private static List<Long> digest(Object... key) {
    return digestOfRule(1, key);
  }

  private static List<Long> digestOfRule(int rule, Object... key) {
    KeyDigest digest = new KeyDigest();
    digest.digest(rule, key);
    return List.of(digest.high(), digest.low());
  }

  @Test
  void aNumberIsTheSameHoweverItIsWritten() {
    for (Object same :
        List.of(
            BigInteger.ONE,
            BigDecimal.ONE,
            new BigDecimal("1.00"),
            new BigDecimal("1e0"),
            new BigDecimal("0.1e1"))) {
      assertThat(digest(same)).isEqualTo(digest(1L));
    }
    assertThat(digest(new BigDecimal("0e-5"))).isEqualTo(digest(0L));
    assertThat(digest(new BigDecimal("12.50"))).isEqualTo(digest(new BigDecimal("1.25e1")));
    assertThat(digest(new BigDecimal("1e400"))).isEqualTo(digest(BigInteger.TEN.pow(400)));
    assertThat(digest(new BigDecimal("-9223372036854775808.0"))).isEqualTo(digest(Long.MIN_VALUE));
    assertThat(digest(new BigDecimal(ABOVE_LONG))).isEqualTo(digest(ABOVE_LONG));
  }

  @Test
  void anEnormousExponentIsNotExpanded() {
    assertThat(digest(new BigDecimal("1e2147483647")))
        .isNotEqualTo(digest(new BigDecimal("1e2147483646")))
        .isEqualTo(digest(new BigDecimal("1e2147483647")));
  }

  @Test
  void timesWithAnOffsetAreInstants() {
    assertThat(digest(OffsetDateTime.parse("2026-11-23T10:00:00+01:00")))
        .isEqualTo(digest(OffsetDateTime.parse("2026-11-23T09:00:00Z")))
        .isNotEqualTo(digest(OffsetDateTime.parse("2026-11-23T09:00:00.000000001Z")));
  }

  @Test
  void whatDiffersHasDifferentDigests() {
    List<Object> values =
        new ArrayList<>(
            List.of(
                0L,
                1L,
                -1L,
                256L,
                Long.MAX_VALUE,
                ABOVE_LONG,
                new BigDecimal("0.1"),
                new BigDecimal("0.01"),
                true,
                false,
                "",
                "1",
                "a",
                "A",
                "a ",
                " a",
                "\0",
                "a\0",
                "é",
                "e\u0301",
                "\uD83D\uDE00",
                "\uD83D",
                "\uD83D\uDE01",
                "\uDE00",
                "?",
                "true"));
    values.addAll(
        List.of(
            LocalDate.of(2026, 1, 1),
            LocalDateTime.of(2026, 1, 1, 0, 0),
            OffsetDateTime.parse("2026-01-01T00:00Z"),
            "2026-01-01",
            new JsonText("[1]"),
            new JsonText("[1,2]"),
            "[1]",
            List.of("a", "b"),
            List.of("ab"),
            List.of()));
    Set<List<Long>> digests = new HashSet<>();
    for (Object value : values) {
      assertThat(digests.add(digest(value))).as("%s", value).isTrue();
    }
  }

  @Test
  void theBorderBetweenValuesIsPartOfAKey() {
    assertThat(
            Set.of(
                digest("ab", ""),
                digest("a", "b"),
                digest("", "ab"),
                digest("ab"),
                digest("a\0b"),
                digest(List.of("a"), "b"),
                digest(List.of("a", "b"))))
        .hasSize(7);
  }

  @Test
  void keysOfDifferentRulesDiffer() {
    assertThat(digestOfRule(1, "a")).isNotEqualTo(digestOfRule(2, "a"));
  }

  @Test
  void longTextsDifferInTheirLastCharacter() {
    for (int length : new int[] {900, 1_000, 1_023, 1_024, 1_025, 5_000, 1_000_000}) {
      for (String letter : List.of("x", "é", "\uFFFD")) {
        String text = letter.repeat(length);
        assertThat(digest(text + "a", "b"))
            .isEqualTo(digest(text + "a", "b"))
            .isNotEqualTo(digest(text + "b", "b"))
            .isNotEqualTo(digest(text, "ab"));
      }
    }
  }
}
