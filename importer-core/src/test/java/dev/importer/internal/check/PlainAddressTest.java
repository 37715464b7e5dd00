package dev.importer.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainAddressTest {

  private static final String ALPHABET = "abYZ09._-@+ é";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.co",
        "ann.lee@mail.example.com",
        "user1.2@example3.com",
        "under_score-hyphen@Example.ORG"
      })
  void recognisesWhatNearlyEverybodyHas(String address) {
    assertThat(PlainAddress.matches(address)).isTrue();
    assertThat(EmailRule.checkFully(address)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "a@",
        "@b.co",
        "a@b",
        "a@b.c",
        "a@b.1",
        "a@.co",
        "a@b..co",
        ".a@b.co",
        "a.@b.co",
        "a..b@b.co",
        "a@b.co.",
        "a b@c.de",
        "a@b c.de",
        "é@b.co",
        "a@é.de",
        "a@b@c.de",
        "\"a\"@b.co"
      })
  void leavesTheRestToTheFullParser(String address) {
    assertThat(PlainAddress.matches(address)).isFalse();
  }

  @Test
  void saysYesOnlyWhereTheFullParserDoes() {
    Random random = new Random(20261123);
    int recognised = 0;
    for (int i = 0; i < 300_000; i++) {
      String address = randomAddress(random);
      if (PlainAddress.matches(address)) {
        recognised++;
        assertThat(EmailRule.checkFully(address)).as(address).isNull();
      }
    }
    assertThat(recognised).isGreaterThan(10_000);
  }

  @Test
  void agreesWithTheFullParserAtTheLongestLengths() {
    for (int local = 60; local <= 70; local++) {
      for (int label = 60; label <= 70; label++) {
        for (int labels = 1; labels <= 5; labels++) {
          String address =
              "a".repeat(local) + "@" + ("b".repeat(label) + ".").repeat(labels) + "com";
          if (PlainAddress.matches(address)) {
            assertThat(EmailRule.checkFully(address)).as(address).isNull();
          }
        }
      }
    }
    assertThat(PlainAddress.matches("a".repeat(64) + "@" + "b".repeat(63) + ".com")).isTrue();
    assertThat(PlainAddress.matches("a".repeat(65) + "@" + "b".repeat(63) + ".com")).isFalse();
  }

  private static String randomAddress(Random random) {
    StringBuilder address = new StringBuilder();
    fill(random, address, 1 + random.nextInt(6));
    address.append('@');
    fill(random, address, 1 + random.nextInt(6));
    address.append('.');
    fill(random, address, 1 + random.nextInt(4));
    return address.toString();
  }

  /** Mostly plain letters, now and then something else. */
  private static void fill(Random random, StringBuilder text, int length) {
    for (int i = 0; i < length; i++) {
      int bound = random.nextInt(3) == 0 ? ALPHABET.length() : 4;
      text.append(ALPHABET.charAt(random.nextInt(bound)));
    }
  }
}
