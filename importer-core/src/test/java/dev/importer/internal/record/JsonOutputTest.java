package dev.importer.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOutputTest {

  private final JsonOutput out = new JsonOutput();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "\"",
        "\\",
        "\\\"",
        "\n\r\t\b\f",
        "\0",
        "\u0001\u001f\u007f",
        "\u2028\u2029",
        "\u00e9\u20ac",
        "\ud83d\ude00",
        "\ud83d",
        "\ude00",
        "a\ud83db",
        "\ude00\ud83d",
        "\ud83d\ud83d\ude00",
        "</script>",
        "\ufeff\uffff"
      })
  void stringsComeBackEqual(String text) {
    assertThat(roundTrip(text)).isEqualTo(text);
  }

  @Test
  void randomStringsComeBackEqual() {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(20); k > 0; k--) {
        text.append(
            (char)
                switch (random.nextInt(4)) {
                  case 0 -> random.nextInt(0x80);
                  case 1 -> 0xD800 + random.nextInt(0x800);
                  case 2 -> "\"\\\n\0".charAt(random.nextInt(4));
                  default -> random.nextInt(0x10000);
                });
      }
      assertThat(roundTrip(text.toString())).isEqualTo(text.toString());
    }
  }

  @Test
  void numbersAndRawTextStandAsTheyAre() {
    assertThat(out.reset().raw('[').number(Long.MIN_VALUE).raw(",true]"))
        .hasToString("[-9223372036854775808,true]");
    assertThat(out.reset()).hasToString("");
  }

  /** Through UTF-8, as the database keeps it. */
  private String roundTrip(String text) {
    String json = out.reset().string(text).toString();
    byte[] stored = json.getBytes(StandardCharsets.UTF_8);
    JsonNode read = dev.importer.testing.Json.read(new String(stored, StandardCharsets.UTF_8));
    return read.textValue();
  }
}
