package dev.importer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedUrlTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.example.org:5433/imports?user=me&password=secret,"
        + " jdbc:postgresql://db.example.org:5433/imports",
    "'jdbc:postgresql://a:1,b:2/imports?password=secret', 'jdbc:postgresql://a:1,b:2/imports'",
    "jdbc:postgresql://me:secret@db/imports, jdbc:postgresql://db/imports",
    "jdbc:postgresql://me:sec/ret@db/imports, jdbc:postgresql://db/imports",
    "jdbc:postgresql://me:se?cret@db/imports, jdbc:postgresql://...",
    "jdbc:postgresql://db/imports?password=secr@et, jdbc:postgresql://...",
    "jdbc:postgresql:imports?password=secret, jdbc:postgresql:imports",
    "jdbc:postgresql:me:secret@imports, jdbc:postgresql:imports",
    "postgres://me:secret@db/imports, postgres://db/imports",
    "jdbc:sqlserver://db;password=secret, jdbc:sqlserver://db",
    "C:\\data\\imports.db, C:\\data\\imports.db",
    "what?@1.db, what?@1.db"
  })
  void messagesShowNothingThatCouldBeSecret(String url, String shown) {
    assertThat(QuotedUrl.withoutSecrets(url)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jdbc:sqlite:x.db", "jdbc:postgresql:x", "postgres://x", "postgresql://x/y"})
  void whatNamesAProgramIsAUrl(String url) {
    assertThat(QuotedUrl.isUrl(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"imports.db", "/data/imports.db", "C:\\imports.db", "C://x", "jdbc", ""})
  void whatIsAFileIsNone(String path) {
    assertThat(QuotedUrl.isUrl(path)).isFalse();
  }

  @Test
  void credentialsAreEncodedAndComeLast() {
    String url = "jdbc:postgresql://db/imports";

    assertThat(QuotedUrl.withCredentials(url, null, null)).isEqualTo(url);
    assertThat(QuotedUrl.withCredentials(url, "me", "a&b=c d"))
        .isEqualTo(url + "?user=me&password=a%26b%3Dc+d");
    assertThat(QuotedUrl.withCredentials(url + "?user=you", "me", null))
        .isEqualTo(url + "?user=you&user=me");
  }
}
