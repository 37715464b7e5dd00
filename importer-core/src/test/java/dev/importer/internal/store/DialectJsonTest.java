package dev.importer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.importer.source.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DialectJsonTest {

  static Stream<Dialect> dialects() {
    return Stream.of(
        Dialect.UNSPECIFIED,
        Dialect.STANDARD,
        Dialect.UNSPECIFIED.withDelimiter("\t"),
        Dialect.UNSPECIFIED.withDelimiter("||"),
        Dialect.UNSPECIFIED.withQuoteChar(Dialect.NONE).withEscapeChar('\\'),
        Dialect.UNSPECIFIED.withQuoteChar('\u00ab'),
        Dialect.UNSPECIFIED.withHeader(false).withSkipRows(7),
        Dialect.UNSPECIFIED.withHeaderRows(3).withHeaderJoin(""),
        Dialect.UNSPECIFIED.withEncoding(StandardCharsets.UTF_16LE));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void dialectsComeBackEqual(Dialect dialect) throws JsonProcessingException {
    // What is not written is as in the standard.
    assertThat(DialectJson.read(DialectJson.write(dialect)).orElse(Dialect.STANDARD))
        .isEqualTo(dialect.orElse(Dialect.STANDARD));
  }

  @Test
  void namesAreThoseOfTableDialect() {
    assertThat(DialectJson.write(Dialect.UNSPECIFIED)).isEqualTo("{}");
    assertThat(DialectJson.write(Dialect.STANDARD))
        .isEqualTo(
            "{\"encoding\":\"UTF-8\",\"delimiter\":\",\",\"quoteChar\":\"\\\"\","
                + "\"escapeChar\":\"\\\"\",\"header\":true,\"skipRows\":0,"
                + "\"headerRows\":[1],\"headerJoin\":\" \"}");
  }
}
