package dev.importer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarTest {

  private static final List<String> NAMES = List.of("name", "e_mail", "age", "first_name", "id");

  @ParameterizedTest
  @CsvSource({
    "nmae,name",
    "mail,e_mail",
    "e-mail adress,e_mail",
    "emial,e_mail",
    "Frist Name,first_name",
    "ID,id",
    "ages,age",
    "user name,name"
  })
  void findsWhatWasMeant(String written, String meant) {
    assertThat(Similar.to(written, NAMES)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"years", "di", "x", "", "city", "_", "1"})
  void findsNothingWhereNothingIsClose(String written) {
    assertThat(Similar.to(written, NAMES)).isEmpty();
  }

  @Test
  void doesNotCompareWhatNobodyWouldWrite() {
    assertThat(Similar.to("name".repeat(100_000), NAMES)).isEmpty();
  }
}
