package dev.importer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_000_000_001L, 999_999_999_999_999_999L})
  void comesBackAsTheIdThatItWasMadeOf(long id) {
    String cursor = Cursor.after("records", id);

    assertThat(Cursor.idOf("records", cursor, -1)).isEqualTo(id);
    assertThat(cursor).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void noCursorIsTheStart() {
    assertThat(Cursor.idOf("records", null, 42)).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "records:1",
        "imports:1",
        "records:",
        "records:-1",
        "records:1 ",
        "records:x",
        "RECORDS:1",
        "records:1234567890123456789",
        "records:1:2",
        "records:\n1"
      })
  void whatWasNotMadeForTheListIsRefused(String text) {
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    String list = text.equals("records:1") ? "imports" : "records";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cursor.idOf(list, encoded, 0))
        .withMessageStartingWith("cursor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "a", "\u00e9", "=", "records:1"})
  void whatIsNotEncodedIsRefused(String cursor) {
    assertThatIllegalArgumentException().isThrownBy(() -> Cursor.idOf("records", cursor, 0));
  }
}
