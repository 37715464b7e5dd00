package dev.importer.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.error.ImportError;
import dev.importer.row.JsonText;
import dev.importer.schema.Categories;
import dev.importer.schema.Category;
import dev.importer.schema.Constraint;
import dev.importer.schema.Field;
import dev.importer.type.FieldType;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Constraints on values of the types beyond texts and whole numbers. */
class TypedConstraintsTest {

  private static List<String> broken(Field field, Object cell) {
    return Cells.check(field, cell) instanceof CheckedRow.Failed failed
        ? failed.errors().stream().map(ImportError::rule).toList()
        : List.of();
  }

  private static String message(Field field, Object cell) {
    return ((CheckedRow.Failed) Cells.check(field, cell)).errors().get(0).message();
  }

  @Nested
  class Bounds {
    @ParameterizedTest
    @CsvSource({
      "integer,5,4,6",
      "number,1.5,1.49,1.51",
      "number,0,-INF,INF",
      "date,2026-11-23,2026-11-22,2026-11-24",
      "time,06:00:00,05:59:59,06:00:01",
      "datetime,2026-11-23T06:00:00Z,2026-11-23T06:59:59+01:00,2026-11-23T07:00:01+01:00",
      "duration,P1Y,P11M,P13M",
      "year,2026,2025,2027",
      "yearmonth,2026-11,2026-10,2026-12",
    })
    void holdForEveryTypeThatHasAnOrder(String type, String bound, String below, String above) {
      Field field = Field.of("f", FieldType.valueOf(type.toUpperCase(Locale.ROOT)));
      assertThat(broken(field.minimum(bound), below)).containsExactly("minimum");
      assertThat(broken(field.minimum(bound), bound)).isEmpty();
      assertThat(broken(field.minimum(bound), above)).isEmpty();
      assertThat(broken(field.maximum(bound), below)).isEmpty();
      assertThat(broken(field.maximum(bound), bound)).isEmpty();
      assertThat(broken(field.maximum(bound), above)).containsExactly("maximum");
      Field exclusive = field.exclusiveMinimum(bound);
      assertThat(broken(exclusive, bound)).containsExactly("exclusiveMinimum");
      assertThat(broken(exclusive, above)).isEmpty();
      exclusive = field.exclusiveMaximum(bound);
      assertThat(broken(exclusive, bound)).containsExactly("exclusiveMaximum");
      assertThat(broken(exclusive, below)).isEmpty();
    }

    @Test
    void refuseWhatCannotBeCompared() {
      assertThat(message(Field.duration("f").minimum("P30D"), "P1M"))
          .isEqualTo("'P1M' cannot be compared with P30D");
      assertThat(broken(Field.duration("f").maximum("P30D"), "P1M")).containsExactly("maximum");
      assertThat(broken(Field.number("f").minimum(0), "NaN")).containsExactly("minimum");
      assertThat(broken(Field.time("f").minimum("06:00:00Z"), "07:00:00"))
          .containsExactly("minimum");
    }

    @Test
    void sayWhatIsWrong() {
      assertThat(message(Field.integer("f").maximum(5), "6"))
          .isEqualTo("'6' is above the maximum of 5");
      assertThat(message(Field.integer("f").exclusiveMinimum("5"), "5"))
          .isEqualTo("'5' is not above 5");
    }
  }

  @Nested
  class Lengths {
    @Test
    void countItemsAndMembers() {
      Field list = Field.list("f", FieldType.INTEGER).minLength(2).maxLength(3);
      assertThat(broken(list, "1,2")).isEmpty();
      assertThat(broken(list, "1")).containsExactly("minLength");
      assertThat(broken(list, "1,2,3,4")).containsExactly("maxLength");
      Field array = Field.array("f").minLength(1).maxLength(2);
      assertThat(broken(array, "[[1,2,3],\"a,b\"]")).isEmpty();
      assertThat(broken(array, "[]")).containsExactly("minLength");
      assertThat(message(array, "[1,2,3]")).isEqualTo("'[1,2,3]' is longer than 2 items");
      Field object = Field.object("f").maxLength(1);
      assertThat(broken(object, "{\"a\":{\"b\":1,\"c\":2}}")).isEmpty();
      assertThat(message(object, "{\"a\":1,\"b\":2}")).endsWith(" is longer than 1 members");
    }
  }

  @Nested
  class Enums {
    @Test
    void compareByValue() {
      assertThat(broken(Field.duration("f").oneOf("P1Y"), "P12M")).isEmpty();
      assertThat(
              broken(
                  Field.datetime("f").oneOf("2026-11-23T06:00:00Z"), "2026-11-23T07:00:00+01:00"))
          .isEmpty();
      Field objects =
          Field.object("f").with(new Constraint.OneOf(List.of(new JsonText("{\"a\":1,\"b\":2}"))));
      assertThat(broken(objects, "{\"b\":2.0,\"a\":1}")).isEmpty();
      assertThat(broken(objects, "{\"b\":2}")).containsExactly("enum");
      assertThat(broken(Field.list("f", FieldType.INTEGER).oneOf("1,2"), "01,2")).isEmpty();
    }

    @Test
    void listNoMoreThanAReaderReads() {
      String[] many = new String[30];
      java.util.Arrays.setAll(many, i -> "value" + i);
      assertThat(message(Field.string("f").oneOf(many), "other"))
          .endsWith("value8, value9 and 20 more");
    }
  }

  @Nested
  class OfCategories {
    private final Categories sizes =
        new Categories(
            List.of(new Category("S", "small"), new Category("L", null)), Categories.Order.ORDERED);

    @Test
    void allowTheirValuesAndNotTheirLabels() {
      Field field = Field.string("f").categories(sizes);
      assertThat(broken(field, "S")).isEmpty();
      assertThat(broken(field, "small")).containsExactly("categories");
      assertThat(message(field, "s")).endsWith("did you mean 'S'?");
    }

    @Test
    void allowWholeNumbersByValue() {
      Field field =
          Field.integer("f")
              .categories(
                  new Categories(List.of(new Category(1L, "low")), Categories.Order.UNORDERED));
      assertThat(broken(field, "01")).isEmpty();
      assertThat(broken(field, "2")).containsExactly("categories");
    }

    @Test
    void holdAnEnumWithinThem() {
      assertThat(broken(Field.string("f").categories(sizes).oneOf("S"), "L"))
          .containsExactly("enum");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Field.string("f").categories(sizes).oneOf("S", "M"))
          .withMessage("field f: the allowed value 'M' is none of the categories");
    }
  }

  @Test
  void objectsKeepToAJsonSchema() {
    Field field = Field.object("f").jsonSchema("{\"required\":[\"a\"]}");
    assertThat(broken(field, "{\"a\":1}")).isEmpty();
    assertThat(broken(field, "{}")).containsExactly("jsonSchema");
  }

  @Nested
  class Misfits {
    @ParameterizedTest
    @CsvSource({
      "boolean,minimum", "string,minimum", "geopoint,minimum", "any,minimum", "list,minimum",
      "integer,minLength", "date,minLength", "any,maxLength", "integer,pattern", "date,pattern",
      "array,pattern", "string,jsonSchema", "geojson,jsonSchema", "list,jsonSchema"
    })
    void areRefusedWithFieldAndRule(String type, String rule) {
      Constraint constraint =
          switch (rule) {
            case "minimum" -> new Constraint.Minimum("1");
            case "minLength" -> new Constraint.MinLength(1);
            case "maxLength" -> new Constraint.MaxLength(1);
            case "pattern" -> new Constraint.Pattern("a");
            default -> new Constraint.JsonSchema(new JsonText("{}"));
          };
      Field field = Field.of("f", FieldType.valueOf(type.toUpperCase(Locale.ROOT)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> field.with(constraint))
          .withMessageMatching("field f: an? " + type + " has no " + rule);
    }

    @Test
    void ofBoundsAndCategoriesAreRefused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Field.year("f").minimum("26"))
          .withMessageContaining("field f: the minimum '26' is not a year");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Field.number("f").minimum("NaN"))
          .withMessageContaining("nothing compares with NaN");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  Field.date("f")
                      .categories(
                          new Categories(
                              List.of(new Category("2026-11-23", null)),
                              Categories.Order.UNORDERED)))
          .withMessageContaining("only a string or an integer has categories");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  Field.integer("f")
                      .categories(
                          new Categories(
                              List.of(new Category("low", null)), Categories.Order.UNORDERED)))
          .withMessageContaining("the category 'low' is not of the type integer");
    }
  }
}
