package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import dev.importer.testing.ReadWorkbook;
import dev.importer.testing.TestDatabase;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Nested;
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

  @Nested
  class AsAWorkbook {

    private static final String REQUIRED = "FFFFEB9C";
    private static final int TEXT = 49;

    private static final Schema ORDERS =
        Schema.builder("orders")
            .field(
                Field.string("postcode")
                    .required()
                    .pattern("[0-9]{5}")
                    .description(new Description("Postcode", "Five digits", "01067", null)))
            .field(Field.number("price").minimum(0))
            .field(Field.number("weight").options(new TypeOptions.OfNumber(",", ".", true)))
            .field(Field.integer("amount").required().minimum(1).maximum(99))
            .field(Field.date("due").format("%d.%m.%Y"))
            .field(Field.bool("paid"))
            .field(
                Field.bool("gift")
                    .options(new TypeOptions.OfBoolean(List.of("yes"), List.of("no"))))
            .field(Field.string("status").oneOf("new", "sent, maybe"))
            .field(
                Field.string("colour")
                    .categories(
                        new Categories(
                            List.of(new Category("r", "red"), new Category("g", null)),
                            Categories.Order.UNORDERED)))
            .build();

    private static ReadWorkbook workbook(Schema schema) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        Template.of(schema).writeXlsx(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return ReadWorkbook.of(bytes.toByteArray());
    }

    @Test
    void hasTheLabelsAndTheRowOfTheCsv() {
      ReadWorkbook workbook = workbook(ORDERS);

      assertThat(workbook.sheets()).startsWith("orders", "Fields");
      assertThat(workbook.texts(1))
          .containsExactly(
              List.of(
                  "postcode",
                  "price",
                  "weight",
                  "amount",
                  "due",
                  "paid",
                  "gift",
                  "status",
                  "colour"),
              List.of("01067", "1.5", "1,5", "1", "23.11.2026", "true", "yes", "new", "r"));
    }

    @Test
    void marksTheLabelsOfRequiredFields() {
      List<ReadWorkbook.Cell> labels = workbook(ORDERS).cells(1).get(0);

      assertThat(labels).allMatch(label -> label.bold().equals("bold"));
      assertThat(labels)
          .filteredOn(label -> label.fill().equals(REQUIRED))
          .extracting(ReadWorkbook.Cell::text)
          .containsExactly("postcode", "amount");
    }

    /** Countries write decimal numbers in different ways, and all else is kept as it is typed. */
    @Test
    void hasTextsExceptForDecimalNumbers() {
      List<ReadWorkbook.Cell> row = workbook(ORDERS).cells(1).get(1);

      assertThat(row.get(1)).isEqualTo(new ReadWorkbook.Cell("1.5", "n", 0, "", ""));
      assertThat(row)
          .filteredOn(cell -> !cell.text().equals("1.5"))
          .hasSize(8)
          .allMatch(cell -> cell.type().equals("inlineStr") && cell.format() == TEXT);
    }

    @Test
    void offersTheValuesThatAFieldAllows() {
      ReadWorkbook workbook = workbook(ORDERS);

      assertThat(ReadWorkbook.elements(workbook.sheet(1), "dataValidation"))
          .extracting(rule -> rule.getAttribute("sqref") + " " + rule.getTextContent())
          .containsExactly(
              "F2:F1048576 \"true,false\"",
              "G2:G1048576 \"yes,no\"",
              "H2:H1048576 'Lists'!$A$1:$A$2",
              "I2:I1048576 \"r,g\"");
      assertThat(workbook.sheets()).containsExactly("orders", "Fields", "(Lists)");
      assertThat(workbook.texts(3)).containsExactly(List.of("new"), List.of("sent, maybe"));
    }

    @Test
    void saysWhatBelongsIntoEachField() {
      List<List<String>> rows = workbook(ORDERS).texts(2);

      assertThat(rows.get(0))
          .containsExactly(
              "Label", "Title", "Description", "Required", "Type", "Allowed values", "Example");
      assertThat(rows.get(1))
          .containsExactly(
              "postcode", "Postcode", "Five digits", "yes", "text", "matches [0-9]{5}", "01067");
      assertThat(rows.stream().skip(2).map(row -> String.join("|", row)))
          .containsExactly(
              "price|||no|decimal number, such as 1.5|at least 0|1.5",
              "weight|||no|decimal number, such as 1,5||1,5",
              "amount|||yes|whole number|at least 1; at most 99|1",
              "due|||no|date, such as 23.11.2026||23.11.2026",
              "paid|||no|true or false|true, True, TRUE, 1 or false, False, FALSE, 0|true",
              "gift|||no|yes or no|yes or no|yes",
              "status|||no|text|new, 'sent, maybe'|new",
              "colour|||no|text|r (red), g|r");
    }

    @ParameterizedTest
    @EnumSource
    void saysSomethingOfEveryType(FieldType type) {
      ReadWorkbook workbook = workbook(Schema.builder("s").field(Field.of("f", type)).build());

      assertThat(workbook.texts(2).get(1).get(4)).isNotBlank();
      assertThat(workbook.texts(1).get(1).get(0))
          .isEqualTo(workbook.texts(2).get(1).get(6))
          .isNotBlank();
    }

    @Test
    void isEmptyWhereNoValueCanBeMade() {
      Schema schema = Schema.builder("s").field(Field.string("a").pattern("[A-Z]{7}[0-9]")).build();

      assertThat(workbook(schema).texts(1)).containsExactly(List.of("a"), List.of());
    }

    @Test
    void isRefusedIfASheetHasNoRoomForTheFields() {
      Schema.Builder wide = Schema.builder("wide");
      for (int i = 0; i <= 16_384; i++) {
        wide.field(Field.string("f" + i));
      }
      Template template = Template.of(wide.build());

      assertThatIllegalArgumentException()
          .isThrownBy(() -> template.writeXlsx(OutputStream.nullOutputStream()))
          .withMessage("A sheet of a workbook has 1 to 16384 columns, not 16385.");
    }
  }
}
