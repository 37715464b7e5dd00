package dev.importer.internal.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.row.JsonText;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructureCastsTest {

  private static Object read(FieldType type, String format, Object cell) {
    return Cast.to(type, format, TypeOptions.defaultOf(type)).apply(cell);
  }

  @Nested
  class Json {
    @Test
    void isKeptInOneLineWithTheDigitsOfItsNumbers() {
      assertThat(read(FieldType.OBJECT, "default", " {\n \"a b\" : [1.50, \"x \\\" y\"] } "))
          .isEqualTo(new JsonText("{\"a b\":[1.50,\"x \\\" y\"]}"));
      assertThat(read(FieldType.ARRAY, "default", "[ ]")).isEqualTo(new JsonText("[]"));
    }

    @Test
    void isTakenFromJsonSourcesAsItIs() {
      JsonText object = new JsonText("{\"a\":1}");
      assertThat(read(FieldType.OBJECT, "default", object)).isSameAs(object);
      assertThat(read(FieldType.ARRAY, "default", object)).isInstanceOf(Unfit.class);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"a\":1,\"a\":2}",
          "{\"b\":{\"a\":1,\"a\":2}}",
          "{\"a\":1} x",
          "{\"a\":1}{}",
          "{a:1}",
          "{'a':1}",
          "{\"a\":01}",
          "{\"a\":NaN}",
          "{\"a\":1,}",
          "{",
          "{\"a\":1e99999999999}",
          "// x\n{}",
          "[]",
          "null",
          "1",
          "\"a\"",
          ""
        })
    void rejectsWhatIsNoObject(String text) {
      assertThat(read(FieldType.OBJECT, "default", text)).isInstanceOf(Unfit.class);
    }

    @Test
    void rejectsWhatIsNestedTooDeeply() {
      assertThat(read(FieldType.ARRAY, "default", "[".repeat(200) + "]".repeat(200)))
          .isInstanceOf(JsonText.class);
      assertThat(read(FieldType.ARRAY, "default", "[".repeat(100_000))).isInstanceOf(Unfit.class);
    }

    @Test
    void saysWhatIsWrong() {
      assertThat(read(FieldType.OBJECT, "default", "{\"a\":1,\"a\":2}"))
          .extracting(Object::toString)
          .asString()
          .contains("has the member 'a' twice");
    }
  }

  @Nested
  class Lists {
    private static Object list(String delimiter, FieldType itemType, Object cell) {
      return Cast.to(FieldType.LIST, "default", new TypeOptions.OfList(delimiter, itemType))
          .apply(cell);
    }

    @Test
    void castEveryItem() {
      assertThat(list(",", FieldType.STRING, "a, b,,c")).isEqualTo(List.of("a", " b", "", "c"));
      assertThat(list(";", FieldType.INTEGER, "1;2;3")).isEqualTo(List.of(1L, 2L, 3L));
      assertThat(list("||", FieldType.DATE, "2026-11-23||2026-11-24"))
          .isEqualTo(List.of(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 24)));
      assertThat(list(",", FieldType.BOOLEAN, "true,0")).isEqualTo(List.of(true, false));
      assertThat(list(",", FieldType.STRING, "")).isEqualTo(List.of());
    }

    @Test
    void areTakenFromArraysOfJson() {
      assertThat(list(",", FieldType.INTEGER, new JsonText("[1,2]"))).isEqualTo(List.of(1L, 2L));
      assertThat(list(",", FieldType.STRING, new JsonText("[1,2]"))).isInstanceOf(Unfit.class);
      assertThat(list(",", FieldType.STRING, new JsonText("[null]"))).isInstanceOf(Unfit.class);
      assertThat(list(",", FieldType.STRING, new JsonText("{}"))).isInstanceOf(Unfit.class);
    }

    @Test
    void sayWhichItemIsWrong() {
      assertThat(list(",", FieldType.INTEGER, "1,x,3"))
          .isEqualTo(new Unfit("'1,x,3': item 2: 'x' is not an integer"));
      assertThat(list(",", FieldType.INTEGER, "1,")).isInstanceOf(Unfit.class);
      assertThat(list(",", FieldType.INTEGER, "1, 2")).isInstanceOf(Unfit.class);
    }
  }

  @Nested
  class Places {
    @Test
    void areReadInEachFormat() {
      assertThat(read(FieldType.GEOPOINT, "default", "8.54, 47.37")).hasToString("8.54, 47.37");
      assertThat(read(FieldType.GEOPOINT, "default", "8.54,47.37")).hasToString("8.54, 47.37");
      assertThat(read(FieldType.GEOPOINT, "array", "[8.54, 47.37]")).hasToString("8.54, 47.37");
      assertThat(read(FieldType.GEOPOINT, "object", "{\"lat\": 47.37, \"lon\": 8.54}"))
          .hasToString("8.54, 47.37");
      assertThat(read(FieldType.GEOPOINT, "object", new JsonText("{\"lat\":47.37,\"lon\":8.54}")))
          .hasToString("8.54, 47.37");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "8.54",
          "8.54 47.37",
          "8.54 , 47.37",
          "8.54,47.37,1",
          "8.54, 90.1",
          "-180.1, 0",
          "NaN, 0",
          "a, b",
          "[8.54, 47.37]",
          ", 1",
          "1,"
        })
    void rejectsOtherTexts(String text) {
      assertThat(read(FieldType.GEOPOINT, "default", text)).isInstanceOf(Unfit.class);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"lat\": 47.37}",
          "{\"lat\": 47.37, \"lng\": 8.54}",
          "{\"lat\": \"47\", \"lon\": 8}",
          "{\"lat\": 47, \"lon\": 8, \"alt\": 1}",
          "[8, 47]"
        })
    void rejectsOtherObjects(String text) {
      assertThat(read(FieldType.GEOPOINT, "object", text)).isInstanceOf(Unfit.class);
    }
  }

  @Nested
  class GeoJson {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"type\":\"Point\",\"coordinates\":[8.5,47.3,400]}",
          "{\"type\":\"MultiPoint\",\"coordinates\":[]}",
          "{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}",
          "{\"type\":\"MultiLineString\",\"coordinates\":[[[0,0],[1,1]]]}",
          "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0.0,0]]]}",
          "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,0],[1,1],[0,0]]]]}",
          "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[0,0]}]}",
          "{\"type\":\"Feature\",\"geometry\":null,\"properties\":null}",
          "{\"type\":\"FeatureCollection\",\"features\":[]}"
        })
    void allowsTheTypesOfRfc7946(String text) {
      assertThat(read(FieldType.GEOJSON, "default", text)).isEqualTo(new JsonText(text));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "[]",
          "{\"type\":\"Circle\",\"coordinates\":[0,0]}",
          "{\"type\":\"Point\",\"coordinates\":[0]}",
          "{\"type\":\"Point\",\"coordinates\":[\"0\",\"0\"]}",
          "{\"type\":\"Point\"}",
          "{\"type\":\"LineString\",\"coordinates\":[[0,0]]}",
          "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[0,0]]]}",
          "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}",
          "{\"type\":\"Feature\",\"geometry\":null}",
          "{\"type\":\"Feature\",\"geometry\":{},\"properties\":{}}",
          "{\"type\":\"Feature\",\"geometry\":null,\"properties\":[]}",
          "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Point\",\"coordinates\":[0,0]}]}",
          "{\"type\":\"GeometryCollection\",\"geometries\":[1]}"
        })
    void rejectsOthers(String text) {
      assertThat(read(FieldType.GEOJSON, "default", text)).isInstanceOf(Unfit.class);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"type\":\"Topology\",\"objects\":{\"a\":{\"type\":\"LineString\",\"arcs\":[0]}},"
              + "\"arcs\":[[[0,0],[1,1]]]}",
          "{\"type\":\"Polygon\",\"arcs\":[[0,-1]]}",
          "{\"type\":\"MultiPolygon\",\"arcs\":[[[0]]]}",
          "{\"type\":\"Point\",\"coordinates\":[0,0]}",
          "{\"type\":null}"
        })
    void allowsTopoJson(String text) {
      assertThat(read(FieldType.GEOJSON, "topojson", text)).isEqualTo(new JsonText(text));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"type\":\"Topology\",\"arcs\":[]}",
          "{\"type\":\"Topology\",\"objects\":{},\"arcs\":[[[0,0]]]}",
          "{\"type\":\"Topology\",\"objects\":{\"a\":1},\"arcs\":[]}",
          "{\"type\":\"LineString\",\"arcs\":[0.5]}",
          "{\"type\":\"Polygon\",\"arcs\":[0]}",
          "{\"type\":\"Feature\",\"geometry\":null,\"properties\":null}"
        })
    void rejectsOtherTopoJson(String text) {
      assertThat(read(FieldType.GEOJSON, "topojson", text)).isInstanceOf(Unfit.class);
    }
  }
}
