package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.Template;
import dev.importer.results.CheckReport;
import dev.importer.schema.Categories;
import dev.importer.schema.Category;
import dev.importer.schema.Constraint;
import dev.importer.schema.Description;
import dev.importer.schema.Field;
import dev.importer.schema.MissingValue;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Json;
import dev.importer.testing.TestDatabase;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files to fill in, with a row that keeps to the schema. */
class TemplateTest {

  private static void expectClean(Schema schema) {
    Template template = Template.of(schema);
    try (Importer importer = TestDatabase.inMemory().schema(schema).build()) {
      Source csv =
          Source.ofText(template.csv(), Format.CSV)
              .withDialect(Dialect.UNSPECIFIED.withDelimiter(",").withHeader(true));
      for (Source source : List.of(csv, Source.ofText(template.json(), Format.JSON))) {
        CheckReport report = importer.check(source);
        assertThat(report.errors()).as(source + " " + template.csv()).isEmpty();
        assertThat(report.valid()).isEqualTo(1);
      }
    }
  }

  @Test
  void haveTheLabelsAndOneRow() {
    assertThat(Template.of(Schema.USERS).csv())
        .isEqualTo("name,email,age\r\nexample,name@example.com,1\r\n");
    assertThat(Template.of(Schema.USERS).json())
        .isEqualTo(
            """
            [
              {"name": "example",
               "email": "name@example.com",
               "age": 1}
            ]
            """);
  }

  @ParameterizedTest
  @EnumSource
  void keepToEveryType(FieldType type) {
    expectClean(Schema.builder("s").field(Field.of("f", type).required()).build());
  }

  static List<Field> fields() {
    return List.of(
        Field.string("f").minLength(30).maxLength(31),
        Field.string("f").maxLength(3),
        Field.string("f").oneOf("red", "green"),
        Field.string("f")
            .categories(
                new Categories(
                    List.of(new Category("low", "not high")), Categories.Order.UNORDERED)),
        Field.string("f").pattern("[A-Z]{2}").description(new Description(null, null, "AB", null)),
        Field.string("f").missingValues(new MissingValue("example", null)).minLength(1),
        Field.string("f").format("uuid"),
        Field.string("f").format("uri"),
        Field.integer("f").minimum(5_000),
        Field.integer("f").maximum(-3),
        Field.integer("f").with(new Constraint.ExclusiveMinimum(1_000L)),
        Field.number("f").with(new Constraint.ExclusiveMaximum(new BigDecimal("-0.10"))),
        Field.number("f")
            .with(new Constraint.ExclusiveMinimum(new BigDecimal("0.50")))
            .with(new Constraint.ExclusiveMaximum(new BigDecimal("0.60"))),
        Field.number("f").options(new TypeOptions.OfNumber(",", ".", true)),
        Field.bool("f").options(new TypeOptions.OfBoolean(List.of("yes"), List.of("no"))),
        Field.date("f").format("%d.%m.%Y"),
        Field.date("f").minimum("2030-01-01"),
        Field.datetime("f").format("%A, %d %B %Y %I:%M %p"),
        Field.of("f", FieldType.LIST).options(new TypeOptions.OfList(";", FieldType.DATE)),
        Field.of("f", FieldType.GEOPOINT).format("array"),
        Field.of("f", FieldType.GEOPOINT).format("object"),
        Field.of("f", FieldType.GEOJSON).format("topojson"),
        Field.string("a \"b\",\nc"));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void keepToEveryConstraint(Field field) {
    expectClean(Schema.builder("s").field(field.required()).build());
  }

  @Test
  void useTheExampleOfAField() {
    Field field =
        Field.number("price").description(new Description(null, null, "9.90", null)).required();
    Schema schema = Schema.builder("s").field(field).build();

    assertThat(Template.of(schema).csv()).isEqualTo("price\r\n9.90\r\n");
    assertThat(Json.read(Template.of(schema).json()).get(0).get("price").decimalValue())
        .isEqualTo(new BigDecimal("9.90"));
  }

  @Test
  void leaveAFieldEmptyForWhichNoValueCanBeMade() {
    Schema schema = Schema.builder("s").field(Field.string("a").pattern("[A-Z]{7}[0-9]")).build();

    assertThat(Template.of(schema).csv()).isEqualTo("a\r\n\"\"\r\n");
    assertThat(Json.read(Template.of(schema).json()).get(0).get("a").isNull()).isTrue();
  }

  @Test
  void quoteWhatHasToBeQuoted() {
    Schema schema =
        Schema.builder("s")
            .field(Field.string("a,b").oneOf("say \"hi\"\n\u0001\\"))
            .field(Field.string(" c"))
            .build();

    assertThat(Template.of(schema).csv())
        .isEqualTo("\"a,b\",\" c\"\r\n\"say \"\"hi\"\"\n\u0001\\\",example\r\n");
    assertThat(Json.read(Template.of(schema).json()).get(0).get("a,b").textValue())
        .isEqualTo("say \"hi\"\n\u0001\\");
  }
}
