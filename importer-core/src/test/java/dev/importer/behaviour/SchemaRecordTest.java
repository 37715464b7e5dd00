package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.Importer;
import dev.importer.Template;
import dev.importer.row.JsonText;
import dev.importer.row.RowStream;
import dev.importer.schema.Constraint;
import dev.importer.schema.Description;
import dev.importer.schema.Field;
import dev.importer.schema.FieldsMatch;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.MissingValue;
import dev.importer.schema.Schema;
import dev.importer.schema.SchemaField;
import dev.importer.schema.SchemaRules;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Schemas out of record classes. */
class SchemaRecordTest {

  enum Colour {
    RED,
    GREEN
  }

  @Nested
  class Types {

    record Everything(
        String text,
        UUID uuid,
        URI uri,
        Colour colour,
        short aShort,
        int anInt,
        Long aLong,
        BigInteger big,
        double aDouble,
        BigDecimal decimal,
        boolean truth,
        Boolean maybe,
        LocalDate date,
        LocalTime time,
        LocalDateTime local,
        OffsetDateTime offset,
        Instant instant,
        Year year,
        YearMonth month,
        Period period,
        Duration duration,
        List<String> texts,
        List<Integer> numbers,
        List<Map<String, String>> objects,
        Map<String, Object> object,
        JsonText json,
        Object any,
        Optional<Integer> optional) {}

    @Test
    void ofComponentsGiveThoseOfTheFields() {
      Schema schema = Schema.of(Everything.class);

      assertThat(schema.name()).isEqualTo("everything");
      assertThat(schema.fieldsMatch()).isEqualTo(FieldsMatch.PARTIAL);
      assertThat(schema.fields())
          .containsExactly(
              Field.string("text"),
              Field.string("uuid").format("uuid"),
              Field.string("uri").format("uri"),
              Field.string("colour").oneOf("RED", "GREEN"),
              Field.integer("a_short").aliases("aShort").required(),
              Field.integer("an_int").aliases("anInt").required(),
              Field.integer("a_long").aliases("aLong"),
              Field.integer("big"),
              Field.number("a_double").aliases("aDouble").required(),
              Field.number("decimal"),
              Field.bool("truth").required(),
              Field.bool("maybe"),
              Field.date("date"),
              Field.of("time", FieldType.TIME),
              Field.datetime("local"),
              Field.datetime("offset"),
              Field.datetime("instant"),
              Field.of("year", FieldType.YEAR),
              Field.of("month", FieldType.YEARMONTH),
              Field.of("period", FieldType.DURATION),
              Field.of("duration", FieldType.DURATION),
              Field.of("texts", FieldType.LIST),
              Field.of("numbers", FieldType.LIST)
                  .options(new TypeOptions.OfList(",", FieldType.INTEGER)),
              Field.of("objects", FieldType.ARRAY),
              Field.of("object", FieldType.OBJECT),
              Field.any("json"),
              Field.any("any"),
              Field.integer("optional"));
    }

    record Delivery(
        UUID id,
        URI page,
        Colour colour,
        int count,
        double weight,
        boolean paid,
        LocalDate day,
        LocalTime from,
        Instant sent,
        Year year,
        YearMonth month,
        Duration window,
        List<Integer> parts,
        Map<String, Object> extras,
        Optional<Integer> floor) {}

    @Test
    void takeTheValuesOfTheirFields() {
      Schema schema = Schema.of(Delivery.class);
      Source source = Source.ofText(Template.of(schema).json(), Format.JSON);
      try (Importer importer = TestDatabase.inMemory().schema(schema).build();
          RowStream<Delivery> rows = importer.read(source, Delivery.class)) {
        assertThat(rows.iterator().next().require())
            .isEqualTo(
                new Delivery(
                    UUID.fromString("123e4567-e89b-42d3-a456-426614174000"),
                    URI.create("https://example.com/"),
                    Colour.RED,
                    1,
                    1.5,
                    true,
                    LocalDate.of(2026, 11, 23),
                    LocalTime.of(10, 30),
                    Instant.parse("2026-11-23T10:30:00Z"),
                    Year.of(2026),
                    YearMonth.of(2026, 11),
                    Duration.ofDays(1),
                    List.of(1, 1),
                    Map.of("key", "value"),
                    Optional.of(1)));
      }
    }

    record Address(String city) {}

    record Whole(byte small, char letter, float real, Address address, List<Address> others) {}

    @Test
    void thatAreRecordsGiveObjects() {
      assertThat(Schema.of(Whole.class).fields())
          .extracting(Field::type)
          .containsExactly(
              FieldType.INTEGER,
              FieldType.STRING,
              FieldType.NUMBER,
              FieldType.OBJECT,
              FieldType.ARRAY);
    }

    record Unsuited(Thread thread) {}

    @Test
    void thatNoFieldHasAreRefused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Schema.of(Unsuited.class))
          .withMessageContainingAll("thread", "Unsuited", "java.lang.Thread");
    }
  }

  @Nested
  class Names {

    record OrderLine(String firstName, String URLPath, String address2, String x_y, String iD) {}

    @Test
    void areThoseOfTheComponentsAsColumnsHaveThem() {
      Schema schema = Schema.of(OrderLine.class);

      assertThat(schema.name()).isEqualTo("order_line");
      assertThat(schema.fields())
          .extracting(Field::name)
          .containsExactly("first_name", "url_path", "address2", "x_y", "i_d");
      assertThat(schema.indexOf("firstName")).isZero();
      assertThat(schema.indexOf("First Name")).isZero();
      assertThat(schema.indexOf("ID")).isEqualTo(4);
    }

    record Renamed(@SchemaField(name = "Straße", aliases = "street") String address, int age) {}

    @Test
    void mayBeOthersAndStillReachTheirComponents() {
      Schema schema = Schema.of(Renamed.class);
      try (Importer importer = TestDatabase.inMemory().schema(schema).build();
          RowStream<Renamed> rows =
              importer.read(Source.ofText("age,Street\n7,Elm\n", Format.CSV), Renamed.class)) {
        assertThat(rows.iterator().next().require()).isEqualTo(new Renamed("Elm", 7));
      }
    }
  }

  @Nested
  class Annotations {

    @SchemaRules(
        name = "people",
        title = "People",
        description = "Who works here",
        fieldsMatch = FieldsMatch.SUBSET,
        missingValues = {"", "-"},
        primaryKey = "id",
        uniqueKeys = {@SchemaRules.Key({"name", "born"}), @SchemaRules.Key("mail")},
        foreignKeys = {
          @SchemaRules.Reference(fields = "boss", to = "id"),
          @SchemaRules.Reference(fields = "mail", resource = "accounts", to = "address")
        })
    record Person(
        @SchemaField(minimum = "1", unique = true) long id,
        @SchemaField(required = true, minLength = 1, maxLength = 80, pattern = "\\S.*") String name,
        @SchemaField(
                format = "email",
                title = "Mail",
                description = "At work",
                example = "a@example.com",
                rdfType = "https://schema.org/email",
                missingValues = "none")
            String mail,
        @SchemaField(minimum = "1900-01-01", exclusiveMaximum = "2100-01-01") LocalDate born,
        @SchemaField(
                oneOf = {"1", "2.5"},
                exclusiveMinimum = "0.10",
                maximum = "3")
            BigDecimal factor,
        @SchemaField(decimalChar = ",", groupChar = ".", bareNumber = false) BigDecimal wage,
        @SchemaField(trueValues = "yes", falseValues = "no") Boolean active,
        @SchemaField(delimiter = ";") List<String> tags,
        @SchemaField(type = FieldType.YEAR) Integer since,
        @SchemaField(jsonSchema = "{\"minProperties\": 1}") Map<String, Object> extras,
        Optional<Long> boss) {}

    @Test
    void sayWhatTypesDoNot() {
      assertThat(Schema.of(Person.class))
          .isEqualTo(
              Schema.builder("people")
                  .title("People")
                  .description("Who works here")
                  .fieldsMatch(FieldsMatch.SUBSET)
                  .missingValues(MissingValue.EMPTY, new MissingValue("-", null))
                  .field(Field.integer("id").minimum(1).unique().required())
                  .field(
                      Field.string("name").required().minLength(1).maxLength(80).pattern("\\S.*"))
                  .field(
                      Field.string("mail")
                          .email()
                          .missingValues(new MissingValue("none", null))
                          .description(
                              new Description(
                                  "Mail", "At work", "a@example.com", "https://schema.org/email")))
                  .field(
                      Field.date("born")
                          .minimum("1900-01-01")
                          .with(new Constraint.ExclusiveMaximum("2100-01-01")))
                  .field(
                      Field.number("factor")
                          .with(new Constraint.OneOf(List.of(1L, new BigDecimal("2.5"))))
                          .with(new Constraint.ExclusiveMinimum(new BigDecimal("0.10")))
                          .maximum(3))
                  .field(Field.number("wage").options(new TypeOptions.OfNumber(",", ".", false)))
                  .field(
                      Field.bool("active")
                          .options(new TypeOptions.OfBoolean(List.of("yes"), List.of("no"))))
                  .field(
                      Field.of("tags", FieldType.LIST)
                          .options(new TypeOptions.OfList(";", FieldType.STRING)))
                  .field(Field.of("since", FieldType.YEAR))
                  .field(
                      Field.of("extras", FieldType.OBJECT)
                          .with(new Constraint.JsonSchema(new JsonText("{\"minProperties\": 1}"))))
                  .field(Field.integer("boss"))
                  .primaryKey("id")
                  .uniqueKey("name", "born")
                  .uniqueKey("mail")
                  .foreignKey(new ForeignKey(List.of("boss"), null, List.of("id")))
                  .foreignKey(new ForeignKey(List.of("mail"), "accounts", List.of("address")))
                  .build());
    }

    record Undecided(@SchemaField(required = true) Optional<String> a) {}

    record TwoTypes(@SchemaField(type = {FieldType.ANY, FieldType.STRING}) String a) {}

    record BadBound(@SchemaField(minimum = "few") int a) {}

    @SchemaRules(primaryKey = "b")
    record MissingKey(String a) {}

    @Test
    void thatDoNotGoTogetherAreRefused() {
      assertThatIllegalArgumentException().isThrownBy(() -> Schema.of(Undecided.class));
      assertThatIllegalArgumentException().isThrownBy(() -> Schema.of(TwoTypes.class));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Schema.of(BadBound.class))
          .withMessageContaining("the minimum 'few' is not an integer");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Schema.of(MissingKey.class))
          .withMessageContaining("'b'");
    }
  }
}
