package dev.importer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaDigestTest {

  @Test
  void isStoredSoItMustNeverChange() {
    assertThat(SchemaWriter.canonical(Schema.NONE))
        .isEqualTo("{\"fieldsMatch\":\"partial\",\"fields\":[]}");
    assertThat(Schema.NONE.digest())
        .isEqualTo("f22cc70265c4ff197e5eff58dda864ab7204e592af131c5776099a548961af8d");
    assertThat(Schema.USERS.digest())
        .isEqualTo("ab15cdb5beb5f1b176e391995c046c46192cad2be72b60ec0140d853d4eadda7");
  }

  @Test
  void doesNotDependOnWhatIsSaidToPeople() {
    Schema said =
        Schema.builder("a")
            .title("People")
            .description("Who they are")
            .field(
                Field.string("name").description(new Description("Name", "of all", "Ada", "x:y")))
            .build();

    assertThat(said.digest())
        .isEqualTo(Schema.builder("b").field(Field.string("name")).build().digest())
        .isNotEqualTo(Schema.builder("a").field(Field.string("name").required()).build().digest());
  }

  @Test
  void isTheSameAfterReadingTheSchemaFromJson() {
    assertThat(Schema.parse("users", Schema.USERS.toJson()).digest())
        .isEqualTo(Schema.USERS.digest());
  }
}
