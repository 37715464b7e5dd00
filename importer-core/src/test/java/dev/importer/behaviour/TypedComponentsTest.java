package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.error.ImportError;
import dev.importer.row.JsonText;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import dev.importer.type.CalendarDuration;
import dev.importer.type.FieldType;
import dev.importer.type.GeoPoint;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The values of a schema as components of an application's own records. */
class TypedComponentsTest {

  private static <T> TypedRow<T> first(Schema schema, String text, Format format, Class<T> type) {
    try (Importer importer = TestDatabase.inMemory().schema(schema).build();
        RowStream<T> rows = importer.read(Source.ofText(text, format), type)) {
      return rows.iterator().next();
    }
  }

  private static <T> TypedRow<T> one(Field field, String cell, Class<T> type) {
    Schema schema = Schema.builder("own").field(field).build();
    return first(schema, "f,g\n\"" + cell.replace("\"", "\"\"") + "\",\n", Format.CSV, type);
  }

  record Times(
      LocalTime time,
      OffsetTime offsetTime,
      Year year,
      YearMonth month,
      Period period,
      Duration duration,
      CalendarDuration both) {}

  @Test
  void timesOfEveryKindAreTaken() {
    Schema schema =
        Schema.builder("own")
            .field(Field.time("time"))
            .field(Field.time("offset_time"))
            .field(Field.year("year"))
            .field(Field.yearmonth("month"))
            .field(Field.duration("period"))
            .field(Field.duration("duration"))
            .field(Field.duration("both"))
            .build();
    String csv =
        """
        time,offset_time,year,month,period,duration,both
        06:00:00,06:00:00Z,2026,2026-11,P1Y2M3D,P1DT2H,P1MT1H
        """;

    assertThat(first(schema, csv, Format.CSV, Times.class).require())
        .isEqualTo(
            new Times(
                LocalTime.of(6, 0),
                OffsetTime.parse("06:00Z"),
                Year.of(2026),
                YearMonth.of(2026, 11),
                Period.of(1, 2, 3),
                Duration.ofHours(26),
                new CalendarDuration(Period.ofMonths(1), Duration.ofHours(1))));
  }

  record Scalars(
      float ratio, double size, byte level, char grade, URI page, UUID key, GeoPoint place) {}

  @Test
  void scalarsOfEveryKindAreTaken() {
    Schema schema =
        Schema.builder("own")
            .field(Field.number("ratio"))
            .field(Field.number("size"))
            .field(Field.integer("level"))
            .field(Field.string("grade"))
            .field(Field.string("page").format("uri"))
            .field(Field.string("key").format("uuid"))
            .field(Field.geopoint("place"))
            .build();
    String csv =
        "ratio,size,level,grade,page,key,place\n"
            + "0.5,INF,-128,A,https://example.com/a,2eb8aa08-aa98-11ea-b4aa-73b441d16380,"
            + "\"8.5, 47\"\n";

    assertThat(first(schema, csv, Format.CSV, Scalars.class).require())
        .isEqualTo(
            new Scalars(
                0.5f,
                Double.POSITIVE_INFINITY,
                (byte) -128,
                'A',
                URI.create("https://example.com/a"),
                UUID.fromString("2eb8aa08-aa98-11ea-b4aa-73b441d16380"),
                new GeoPoint(new BigDecimal("8.5"), BigDecimal.valueOf(47))));
  }

  @Nested
  class WhatDoesNotFit {
    record Hours(Duration f) {}

    record Days(Period f) {}

    record Small(byte f) {}

    record Exact(BigDecimal f) {}

    record Real(float f) {}

    record Letter(char f) {}

    private void isRefused(Field field, String cell, Class<?> type, String message) {
      assertThat(one(field, cell, type).errors())
          .extracting(ImportError::message)
          .containsExactly(message);
    }

    @Test
    void isRefusedWithTheReason() {
      isRefused(
          Field.duration("f"),
          "P1M",
          Hours.class,
          "'P1M' does not fit the type Duration, which has no months");
      isRefused(
          Field.duration("f"),
          "PT1H",
          Days.class,
          "'PT1H' does not fit the type Period, which has no hours");
      isRefused(Field.integer("f"), "128", Small.class, "'128' does not fit the type byte");
      isRefused(
          Field.number("f"), "NaN", Exact.class, "'NaN' does not fit the type decimal number");
      isRefused(Field.number("f"), "1e39", Real.class, "'1E+39' does not fit the type float");
      isRefused(Field.string("f"), "ab", Letter.class, "'ab' does not fit the type char");
    }
  }

  @Nested
  class Parts {
    record Address(String city, Optional<Integer> zip, LocalDate since) {}

    record Person(
        String name, Address address, List<String> tags, Map<String, BigDecimal> scores) {}

    private final Schema schema =
        Schema.builder("people")
            .field(Field.string("name"))
            .field(Field.object("address"))
            .field(Field.list("tags", FieldType.STRING))
            .field(Field.object("scores"))
            .build();

    private TypedRow<Person> person(String address) {
      return first(
          schema,
          "[{\"name\":\"Ann\",\"address\":"
              + address
              + ",\"tags\":[\"a\",\"b\"],"
              + "\"scores\":{\"x\":1.50}}]",
          Format.JSON,
          Person.class);
    }

    @Test
    void becomeRecordsListsAndMaps() {
      assertThat(person("{\"city\":\"Oslo\",\"since\":\"2026-11-23\",\"planet\":1}").require())
          .isEqualTo(
              new Person(
                  "Ann",
                  new Address("Oslo", Optional.empty(), LocalDate.of(2026, 11, 23)),
                  List.of("a", "b"),
                  Map.of("x", new BigDecimal("1.50"))));
    }

    @Test
    void comeFromTextsOfCsvAsWell() {
      String csv =
          """
          name,address,tags,scores
          Ann,"{""city"":""Oslo"",""zip"":123}","a,b",{}
          """;
      assertThat(first(schema, csv, Format.CSV, Person.class).require())
          .isEqualTo(
              new Person(
                  "Ann", new Address("Oslo", Optional.of(123), null), List.of("a", "b"), Map.of()));
    }

    @Test
    void areNamedWhereTheyDoNotFit() {
      assertThat(person("{\"city\":\"Oslo\",\"zip\":\"123\"}").errors())
          .extracting(ImportError::field, ImportError::message)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(
                  "address", "zip: '123' does not fit the type int"));
    }

    record Tree(int value, List<Tree> branches) {}

    record Rooted(Tree root) {}

    @Test
    void mayHoldOthersOfTheirOwnClass() {
      Schema trees = Schema.builder("trees").field(Field.object("root")).build();
      String json = "[{\"root\":{\"value\":1,\"branches\":[{\"value\":2,\"branches\":[]}]}}]";
      assertThat(first(trees, json, Format.JSON, Rooted.class).require())
          .isEqualTo(new Rooted(new Tree(1, List.of(new Tree(2, List.of())))));
    }

    record Raw(JsonText address) {}

    @Test
    void mayStayAsTheyAreWritten() {
      Schema raw = Schema.builder("raw").field(Field.object("address")).build();
      assertThat(first(raw, "[{\"address\":{\"a\": 1.0}}]", Format.JSON, Raw.class).require())
          .isEqualTo(new Raw(new JsonText("{\"a\":1.0}")));
    }
  }
}
