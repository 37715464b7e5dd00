package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.importer.Importer;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Json;
import dev.importer.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value is stored as what it is, or its row is refused with the value kept; nothing between. */
class NoSilentCoercionTest {

  @ParameterizedTest
  @CsvSource({"0,0", "30,30", "150,150", "+30,30", "030,30"})
  void takesAgesThatAreAges(String cell, int age) {
    StoredRecord record = csv("Ada", "ada@example.com", cell);

    assertThat(record.status()).isEqualTo(RecordStatus.VALID);
    assertThat(Json.read(record.dataJson()).get("age").isIntegralNumber()).isTrue();
    assertThat(Json.read(record.dataJson()).get("age").intValue()).isEqualTo(age);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "' 30'                | type-error       | integer",
        "'30 '                | type-error       | integer",
        "30.                  | type-error       | integer",
        "30.5                 | type-error       | integer",
        "3e1                  | type-error       | integer",
        "abc                  | type-error       | integer",
        "30 years             | type-error       | integer",
        "\u0663\u0660         | type-error       | integer",
        "\uFF13\uFF10         | type-error       | integer",
        "null                 | type-error       | integer",
        "NaN                  | type-error       | integer",
        "' '                  | type-error       | integer",
        "-1                   | constraint-error | minimum",
        "151                  | constraint-error | maximum",
        "99999999999999999999 | constraint-error | maximum",
        "''                   | constraint-error | required",
      })
  void refusesAgesThatAreNone(String cell, String code, String rule) {
    StoredRecord record = csv("Ada", "ada@example.com", cell);

    assertRefused(record, "age", code, rule);
    assertThat(Json.read(record.dataJson()).get("age").textValue()).isEqualTo(cell);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        "ada.lovelace+x@mail.example.co.uk",
        "o'hara@example.com",
        "ADA@EXAMPLE.COM",
        "a_b-c@ex-ample.org"
      })
  void takesAddressesThatAreAddresses(String address) {
    StoredRecord record = csv("Ada", address, "30");

    assertThat(record.status()).isEqualTo(RecordStatus.VALID);
    assertThat(Json.read(record.dataJson()).get("email").textValue()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "a@",
        "@b",
        "nobody",
        "a@b@c.com",
        "a b@example.com",
        " ada@example.com",
        "ada@example.com ",
        "ada@example..com",
        ".ada@example.com",
        "ada.@example.com",
        "Ada <ada@example.com>",
        "ada@exam ple.com",
        "ada@-example.com",
        "ada@example.com\nbcc:x@example.com",
        "ada@example.com\n",
        "ada@example.com\r\n ",
        "<ada@example.com>",
        "ada@example.com(comment)",
        "ada (comment)@example.com",
        "ada @example.com",
        "ada@ex\u200bample.com",
        "ada@localhost",
        "ada@[127.0.0.1]"
      })
  void refusesAddressesThatOnlyContainAnAtSign(String address) {
    StoredRecord record = csv("Ada", address, "30");

    assertRefused(record, "email", "constraint-error", "format");
    assertThat(Json.read(record.dataJson()).get("email").textValue()).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({"30", "30.0", "3e1"})
  void takesWholeNumbersOfJson(String value) {
    StoredRecord record = json(value);

    assertThat(record.status()).isEqualTo(RecordStatus.VALID);
    assertThat(record.dataJson()).contains("\"age\":30");
    assertThat(Json.read(record.dataJson()).get("age").isIntegralNumber()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "30.5     | type-error       | integer",
        "true     | type-error       | integer",
        "{}       | type-error       | integer",
        "[30]     | type-error       | integer",
        "`\"x\"`  | type-error       | integer",
        "`\" 30\"`| type-error       | integer",
        "null     | constraint-error | required",
        "`\"\"`   | constraint-error | required",
        "-1       | constraint-error | minimum",
        "1e400    | constraint-error | maximum",
      })
  void refusesWhatIsNoAgeInJson(String value, String code, String rule) {
    StoredRecord record = json(value);

    assertRefused(record, "age", code, rule);
    assertThat(Json.read(record.dataJson()).get("age")).isEqualTo(Json.read(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\u2003", "\u3000"})
  void refusesNamesOfNothingButWhiteSpace(String name) {
    assertThat(csv(name, "ada@example.com", "30").status()).isEqualTo(RecordStatus.FAILED);
  }

  private static void assertRefused(StoredRecord record, String field, String code, String rule) {
    assertThat(record.status()).isEqualTo(RecordStatus.FAILED);
    JsonNode errors = Json.read(record.errorsJson());
    assertThat(errors).hasSize(1);
    ObjectNode error = (ObjectNode) errors.get(0);
    assertThat(error.get("field").textValue()).isEqualTo(field);
    assertThat(error.get("code").textValue()).isEqualTo(code);
    assertThat(error.get("rule").textValue()).isEqualTo(rule);
  }

  private static StoredRecord csv(String name, String email, String age) {
    return only("name,email,age\n" + quoted(name) + quoted(email) + '"' + age + "\"\n", Format.CSV);
  }

  private static StoredRecord json(String age) {
    String text = "[{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"age\":" + age + "}]";
    return only(text, Format.JSON);
  }

  private static StoredRecord only(String text, Format format) {
    try (Importer importer = TestDatabase.inMemory().build()) {
      long id = importer.load(Source.ofText(text, format)).id();
      return importer.results().records(RecordQuery.ofImport(id)).items().get(0);
    }
  }

  private static String quoted(String cell) {
    return '"' + cell + "\",";
  }
}
