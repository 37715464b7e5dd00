package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.error.SchemaException;
import dev.importer.error.SchemaException.Fault;
import dev.importer.row.JsonText;
import dev.importer.schema.Categories;
import dev.importer.schema.Category;
import dev.importer.schema.Constraint;
import dev.importer.schema.Description;
import dev.importer.schema.Field;
import dev.importer.schema.FieldsMatch;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.MissingValue;
import dev.importer.schema.Schema;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON form of a schema: what it says, and all that is wrong with it at once. */
class SchemaJsonTest {

  private static Schema parse(String json) {
    return Schema.parse("s", json);
  }

  private static Schema withField(String members) {
    return parse("{'fields': [{'name': 'f', ".replace('\'', '"') + members + "}]}");
  }

  private static Field field(String members) {
    return withField(members).fields().get(0);
  }

  private static List<String> faults(String json) {
    SchemaException wrong = catchThrowableOfType(SchemaException.class, () -> parse(json));
    return wrong == null ? List.of() : wrong.faults().stream().map(Fault::toString).toList();
  }

  @Nested
  class Fields {

    @Test
    void haveATypeAFormatAndADescription() {
      assertThat(
              field(
                  """
                  "type": "string", "format": "email", "title": "Mail", "description": "Where to",
                  "example": "a@example.com", "rdfType": "http://schema.org/email"
                  """))
          .isEqualTo(
              Field.string("f")
                  .email()
                  .description(
                      new Description(
                          "Mail", "Where to", "a@example.com", "http://schema.org/email")));
    }

    @Test
    void withoutATypeAreOfAnything() {
      assertThat(parse("{\"fields\": [{\"name\": \"f\"}]}").fields())
          .containsExactly(Field.any("f"));
    }

    @ParameterizedTest
    @EnumSource
    void areOfEveryType(FieldType type) {
      assertThat(field("\"type\": \"" + type.text() + "\"")).isEqualTo(Field.of("f", type));
    }

    @Test
    void haveTheOptionsOfTheirType() {
      assertThat(
              field(
                  """
                  "type": "number", "decimalChar": ",", "groupChar": ".", "bareNumber": false
                  """))
          .isEqualTo(Field.number("f").options(new TypeOptions.OfNumber(",", ".", false)));
      assertThat(field("\"type\": \"integer\", \"groupChar\": \"_\""))
          .isEqualTo(Field.integer("f").options(new TypeOptions.OfNumber(".", "_", true)));
      assertThat(
              field("\"type\": \"boolean\", \"trueValues\": [\"yes\"], \"falseValues\": [\"no\"]"))
          .isEqualTo(
              Field.bool("f").options(new TypeOptions.OfBoolean(List.of("yes"), List.of("no"))));
      assertThat(field("\"type\": \"list\", \"delimiter\": \";\", \"itemType\": \"integer\""))
          .isEqualTo(
              Field.of("f", FieldType.LIST)
                  .options(new TypeOptions.OfList(";", FieldType.INTEGER)));
    }

    @Test
    void haveConstraintsWhateverTheirOrder() {
      Field expected =
          Field.string("f").required().unique().minLength(1).maxLength(9).pattern("a*");
      assertThat(
              field(
                  """
                  "type": "string", "constraints": {"pattern": "a*", "maxLength": 9, "minLength": 1,
                  "unique": true, "required": true}
                  """))
          .isEqualTo(expected)
          .isEqualTo(Field.string("f").pattern("a*").maxLength(9).unique().minLength(1).required());
      assertThat(field("\"type\": \"string\", \"constraints\": {\"required\": false, \"own\": {}}"))
          .isEqualTo(Field.string("f"));
    }

    @Test
    void haveBoundsAsJsonValuesOrAsTextsInTheirOwnFormat() {
      assertThat(
              field("\"type\": \"integer\", \"constraints\": {\"minimum\": 1, \"maximum\": \"9\"}"))
          .isEqualTo(Field.integer("f").minimum(1).maximum("9"));
      assertThat(
              field(
                  """
                  "type": "number",
                  "constraints": {"exclusiveMinimum": 0.10, "exclusiveMaximum": 1e3}
                  """))
          .isEqualTo(
              Field.number("f")
                  .with(new Constraint.ExclusiveMinimum(new BigDecimal("0.10")))
                  .with(new Constraint.ExclusiveMaximum(new BigDecimal("1e3"))));
      assertThat(field("\"type\": \"date\", \"constraints\": {\"minimum\": \"2026-01-31\"}"))
          .isEqualTo(Field.date("f").minimum("2026-01-31"));
    }

    @Test
    void haveAllowedValuesOfAnyJsonKind() {
      assertThat(
              field("\"constraints\": {\"enum\": [\"a\", 1, 2.50, true, [1,  2], {\"x\":null}]}"))
          .isEqualTo(
              Field.any("f")
                  .with(
                      new Constraint.OneOf(
                          List.of(
                              "a",
                              1L,
                              new BigDecimal("2.50"),
                              true,
                              new JsonText("[1,  2]"),
                              new JsonText("{\"x\":null}")))));
    }

    @Test
    void haveAJsonSchemaThatIsKeptAsItIsWritten() {
      String jsonSchema = "{ \"type\" :\n\"object\", \"minProperties\": 1.0 }";
      Schema schema =
          withField("\"type\": \"object\", \"constraints\": {\"jsonSchema\": " + jsonSchema + "}");

      assertThat(schema.fields().get(0).constraints())
          .containsExactly(new Constraint.JsonSchema(new JsonText(jsonSchema)));
      assertThat(parse(schema.toJson())).isEqualTo(schema);
    }

    @Test
    void haveMissingValuesAndCategoriesWithOrWithoutLabels() {
      assertThat(
              field(
                  """
                  "type": "string", "missingValues": ["-", {"value": "?", "label": "not asked"}],
                  "categories": ["low", {"value": "high", "label": "very high"}],
                  "categoriesOrdered": true
                  """))
          .isEqualTo(
              Field.string("f")
                  .missingValues(new MissingValue("-", null), new MissingValue("?", "not asked"))
                  .categories(
                      new Categories(
                          List.of(new Category("low", null), new Category("high", "very high")),
                          Categories.Order.ORDERED)));
      assertThat(field("\"type\": \"integer\", \"missingValues\": [], \"categories\": [1, 2]"))
          .isEqualTo(
              Field.integer("f")
                  .missingValues(new MissingValue[0])
                  .categories(
                      new Categories(
                          List.of(new Category(1L, null), new Category(2L, null)),
                          Categories.Order.UNORDERED)));
    }

    @Test
    void haveAliases() {
      assertThat(field("\"type\": \"string\", \"aliases\": [\"g\", \"h i\"]"))
          .isEqualTo(Field.string("f").aliases("g", "h i"));
    }

    @ParameterizedTest
    @CsvSource({"1.50,1.50", "7,7", "true,true", "\"x\",x", "1e3,1000"})
    void haveAnExampleAsItStandsInAFile(String json, String example) {
      assertThat(field("\"example\": " + json).description().example()).isEqualTo(example);
    }
  }

  @Nested
  class TheWhole {

    private static final String FIELDS =
        "\"fields\": [{\"name\": \"a\"}, {\"name\": \"b\"}, {\"name\": \"c\"}]";

    private Schema.Builder abc() {
      return Schema.builder("s")
          .field(Field.any("a"))
          .field(Field.any("b"))
          .field(Field.any("c"))
          .fieldsMatch(FieldsMatch.EXACT);
    }

    @Test
    void isExactUnlessItSaysOtherwise() {
      assertThat(parse("{" + FIELDS + "}")).isEqualTo(abc().build());
      assertThat(Schema.builder("s").build().fieldsMatch()).isEqualTo(FieldsMatch.PARTIAL);
    }

    @ParameterizedTest
    @EnumSource
    void saysHowColumnsAndFieldsHaveToAgree(FieldsMatch match) {
      String text = "\"" + match.text() + "\"";
      Schema expected = abc().fieldsMatch(match).build();
      assertThat(parse("{" + FIELDS + ", \"fieldsMatch\": " + text + "}")).isEqualTo(expected);
      assertThat(parse("{" + FIELDS + ", \"fieldsMatch\": [" + text + "]}")).isEqualTo(expected);
    }

    @Test
    void hasATitleADescriptionAndMissingValues() {
      assertThat(
              parse(
                  "{"
                      + FIELDS
                      + ", \"title\": \"T\", \"description\": \"D\", \"missingValues\": [\"-\"]}"))
          .isEqualTo(
              abc().title("T").description("D").missingValues(new MissingValue("-", null)).build());
    }

    @Test
    void hasKeys() {
      assertThat(
              parse(
                  "{"
                      + FIELDS
                      + """
                      , "primaryKey": ["a", "b"], "uniqueKeys": [["b"], ["b", "c"]],
                      "foreignKeys": [
                        {"fields": ["c"], "reference": {"resource": "other", "fields": ["id"]}},
                        {"fields": ["b", "c"], "reference": {"fields": ["a", "b"]}}]}
                      """))
          .isEqualTo(
              abc()
                  .primaryKey("a", "b")
                  .uniqueKey("b")
                  .uniqueKey("b", "c")
                  .foreignKey(new ForeignKey(List.of("c"), "other", List.of("id")))
                  .foreignKey(new ForeignKey(List.of("b", "c"), null, List.of("a", "b")))
                  .build());
    }

    @Test
    void mayBeOfVersionOne() {
      assertThat(
              parse(
                  """
                  {"profile": "table-schema", "fields": [
                     {"name": "a", "type": "date", "format": "fmt:default"}, {"name": "b"}],
                   "primaryKey": "a",
                   "foreignKeys": [
                     {"fields": "b", "reference": {"resource": "", "fields": "a"}}]}
                  """))
          .isEqualTo(
              Schema.builder("s")
                  .field(Field.date("a"))
                  .field(Field.any("b"))
                  .fieldsMatch(FieldsMatch.EXACT)
                  .primaryKey("a")
                  .foreignKey(new ForeignKey(List.of("b"), null, List.of("a")))
                  .build());
    }

    @Test
    void mayHaveMembersOfItsOwn() {
      assertThat(
              parse(
                  "{"
                      + FIELDS.replace("\"a\"", "\"a\", \"x-unit\": {\"si\": [1]}")
                      + ", \"$schema\": \"https://example.com/own.json\", \"x\": null}"))
          .isEqualTo(abc().build());
    }

    @Test
    void isWrittenWithoutWhatGoesWithoutSaying() {
      assertThat(Schema.USERS.toJson())
          .isEqualTo(
              """
              {
                "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
                "fieldsMatch": "partial",
                "fields": [ {
                  "name": "name",
                  "type": "string",
                  "aliases": [ "full name" ],
                  "constraints": {
                    "required": true,
                    "maxLength": 200,
                    "pattern": "\\\\s*\\\\S[\\\\s\\\\S]*"
                  }
                }, {
                  "name": "email",
                  "type": "string",
                  "format": "email",
                  "aliases": [ "mail", "email address" ],
                  "constraints": {
                    "required": true,
                    "maxLength": 320
                  }
                }, {
                  "name": "age",
                  "type": "integer",
                  "constraints": {
                    "required": true,
                    "minimum": 0,
                    "maximum": 150
                  }
                } ]
              }
              """);
      assertThat(Schema.parse("users", Schema.USERS.toJson())).isEqualTo(Schema.USERS);
      assertThat(Schema.parse("none", Schema.NONE.toJson())).isEqualTo(Schema.NONE);
    }

    @Test
    void needsANameThatIsOne() {
      assertThatIllegalArgumentException().isThrownBy(() -> Schema.parse("a b", "{}"));
    }
  }

  @Nested
  class IsRefused {

    @Test
    void withConstraintsThatLeaveNothing() {
      String json =
          """
          {"fields": [
             {"name": "a", "type": "integer", "constraints": {"minimum": 5, "maximum": 1}},
             {"name": "b", "constraints": {"minLength": 4, "maxLength": 3}, "type": "string"},
             {"name": "c", "type": "number",
              "constraints": {"exclusiveMinimum": 1.0, "maximum": 1.00}},
             {"name": "d", "type": "integer",
              "constraints": {"exclusiveMinimum": 1, "exclusiveMaximum": 2}},
             {"name": "e", "type": "date", "format": "%d.%m.%Y",
              "constraints": {"minimum": "02.01.2026", "exclusiveMaximum": "01.02.2025"}},
             {"name": "f", "type": "integer",
              "constraints": {"enum": ["1", 7, 9], "minimum": 2, "exclusiveMaximum": 9}},
             {"name": "g", "type": "string", "categories": ["low", "high"],
              "constraints": {"maxLength": 3}},
             {"name": "h", "type": "string",
              "constraints": {"enum": ["AB", "a"], "pattern": "[A-Z]+", "minLength": 2}},
             {"name": "i", "type": "array",
              "constraints": {"enum": [[1], [1, 2]], "maxLength": 1}}]}
          """;
      assertThat(faults(json))
          .containsExactlyInAnyOrder(
              "/fields/0/constraints/maximum: no value is at least 5 (minimum) and at most 1",
              "/fields/1/constraints/maxLength: no length is at least 4 (minLength) and at most 3",
              "/fields/2/constraints/maximum: no value is above 1.0 (exclusiveMinimum) and at most"
                  + " 1.00",
              "/fields/3/constraints/exclusiveMaximum: no value is above 1 (exclusiveMinimum) and"
                  + " below 2",
              "/fields/4/constraints/exclusiveMaximum: no value is at least 02.01.2026 (minimum) and"
                  + " below 01.02.2025",
              "/fields/5/constraints/enum/0: the allowed value '1' breaks the minimum 2",
              "/fields/5/constraints/enum/2: the allowed value '9' breaks the exclusiveMaximum 9",
              "/fields/6/categories/1: the category 'high' breaks the maxLength 3",
              "/fields/7/constraints/enum/1: the allowed value 'a' breaks the minLength 2",
              "/fields/7/constraints/enum/1: the allowed value 'a' breaks the pattern [A-Z]+",
              "/fields/8/constraints/enum/1: the allowed value '[1, 2]' breaks the maxLength 1");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'type': 'integer', 'constraints': {'minimum': 5, 'maximum': 5}}",
          "{'type': 'integer', 'constraints': {'exclusiveMinimum': 1, 'exclusiveMaximum': 3}}",
          "{'type': 'number', 'constraints': {'exclusiveMinimum': 1, 'exclusiveMaximum': 2}}",
          "{'type': 'duration', 'constraints': {'minimum': 'P1M', 'maximum': 'P30D'}}",
          "{'type': 'string', 'constraints': {'minLength': 3, 'maxLength': 3}}",
          "{'type': 'string', 'constraints': {'enum': ['', 'abc'], 'maxLength': 3}}"
        })
    void butNotWithConstraintsThatLeaveSomething(String field) {
      String json = "{'fields': [" + field.replace("{'type", "{'name': 'a', 'type") + "]}";
      assertThat(Schema.parse("own", json.replace('\'', '"')).fields()).hasSize(1);
    }

    @Test
    void withAllThatIsWrongAtOnce() {
      String json =
          """
          {"fieldsMatch": "all",
           "missingValues": ["-", 7, {"label": "x"}],
           "fields": [
             {"name": "a", "type": "strng", "constraints": {"minLength": -1, "pattern": "["}},
             {"type": "integer", "constraints": {"minimum": "x", "enum": [1, "y", null]}},
             {"name": "c", "type": "integer", "constraints": {"maxLength": 3, "maximum": []}},
             {"name": "A", "type": "string", "title": 7, "aliases": ["c", 1]},
             {"name": "e", "type": "string", "categories": ["x"],
              "constraints": {"enum": ["x", "y"]}},
             {"name": " ", "type": "boolean", "format": 1, "categories": [true]},
             "f"],
           "primaryKey": ["a", "aa", "a"],
           "uniqueKeys": [[], ["nope"], 3],
           "foreignKeys": [
             {"fields": ["a", "c"], "reference": {"resource": "o", "fields": ["id"]}},
             {"fields": "z", "reference": {"fields": "c"}},
             {"reference": {}},
             {"fields": "a", "reference": "c"}]}
          """;
      assertThat(faults(json))
          .containsExactlyInAnyOrder(
              "/fieldsMatch: must be one of [exact, equal, subset, superset, partial], not 'all'",
              "/missingValues/1: must be a text, but is a number",
              "/missingValues/2: an object here needs a member 'value'",
              "/fields/0/type: there is no type 'strng'; did you mean 'string'?",
              "/fields/0/constraints/minLength: must be a whole number from 0 to 2147483647, but is"
                  + " -1",
              "/fields/0/constraints/pattern: '[' is no regular expression that can be used: missing"
                  + " closing ] (look-around and back references are not possible)",
              "/fields/1: a field needs a name",
              "/fields/1/constraints/enum/2: must not be null",
              "/fields/1/constraints/minimum: the minimum 'x' is not an integer",
              "/fields/2/constraints/maxLength: an integer has no maxLength",
              "/fields/2/constraints/maximum: the maximum '[]' is not an integer",
              "/fields/3/title: must be a text, but is a number",
              "/fields/3/name: an earlier field claims the label 'A' already",
              "/fields/3/aliases/0: another field claims the label 'c' already",
              "/fields/3/aliases/1: must be a text, but is a number",
              "/fields/4/constraints/enum/1: the allowed value 'y' is none of the categories",
              "/fields/5/name: the name of a field must not be blank",
              "/fields/5/format: must be a text, but is a number",
              "/fields/5/categories/0: a category is a text or a whole number, not true",
              "/fields/6: must be an object, but is a text",
              "/primaryKey/1: there is no field 'aa'",
              "/primaryKey/2: the field 'a' stands twice in this key",
              "/uniqueKeys/0: a unique key needs at least one field",
              "/uniqueKeys/1/0: there is no field 'nope'",
              "/uniqueKeys/2: must be an array, but is a number",
              "/foreignKeys/0: a foreign key needs as many fields that refer as fields that are"
                  + " referred to",
              "/foreignKeys/1/fields: there is no field 'z'",
              "/foreignKeys/2: a foreign key needs the member 'fields'",
              "/foreignKeys/2/reference: a reference needs the member 'fields'",
              "/foreignKeys/3/reference: must be an object, but is a text");
    }

    @Test
    void withAMessageThatListsTheFaults() {
      assertThat(
              catchThrowableOfType(
                  SchemaException.class,
                  () -> Schema.parse("orders", "{\"fields\": [{\"name\": 1}, {}]}")))
          .hasMessage(
              """
              The schema 'orders' cannot be used. What to correct:
                /fields/0/name: must be a text, but is a number
                /fields/1: a field needs a name""")
          .extracting(SchemaException::schema)
          .isEqualTo("orders");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
        ``                     | the text is empty; a schema is a JSON object
        []                     | must be an object, but is an array
        null                   | must be an object, but is null
        {}                     | a schema needs the member 'fields', an array
        {"fields": {}}         | /fields: must be an array, but is an object
        {"fields": []} x       | malformed JSON on line 1, character 16: Unrecognized token 'x'
        {"fields": []} {}      | nothing may follow the schema, but text does on line 1
        {"fields": [],}        | malformed JSON on line 1, character 15: Unexpected character
        {"fields": [           | malformed JSON on line 1, character 13: Unexpected end-of-input: expected close marker for Array
        {"fields": [], "fields": []} | /fields: the member stands twice in one object
        {"fields": [{"name": "a", "n/~": 1, "n/~": 2}]} | /fields/0/n~1~0: the member stands twice
        {"fields": [{"name": "a", "x": 1e99999999999}]} | /fields/0/x: the number 1e99999999999 is
        {"fields": [{"name": "a", "x": 1e9999}]}        | /fields/0/x: the number 1e9999 is out of
        """)
    void ifItIsNoJsonObjectOfOneMeaning(String json, String start) {
      assertThat(faults(json)).singleElement().asString().startsWith(start);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"type\": \"string\", \"constraints\": {\"minimum\": \"a\"}",
          "\"type\": \"string\", \"constraints\": {\"jsonSchema\": {}}",
          "\"type\": \"integer\", \"constraints\": {\"pattern\": \"1\"}",
          "\"type\": \"integer\", \"format\": \"email\"",
          "\"type\": \"boolean\", \"constraints\": {\"maximum\": true}",
          "\"type\": \"integer\", \"constraints\": {\"enum\": []}",
          "\"type\": \"integer\", \"constraints\": {\"enum\": [1, 1]}",
          "\"type\": \"integer\", \"constraints\": {\"enum\": 1}",
          "\"type\": \"object\", \"constraints\": {\"jsonSchema\": true}",
          "\"type\": \"string\", \"constraints\": {\"required\": \"yes\"}",
          "\"type\": \"string\", \"constraints\": []",
          "\"type\": \"string\", \"categories\": []",
          "\"type\": \"string\", \"categories\": [\"a\", \"a\"]",
          "\"type\": \"string\", \"categories\": [1]",
          "\"type\": \"integer\", \"categories\": [\"1\"]",
          "\"type\": \"string\", \"categories\": [\"a\"], \"categoriesOrdered\": \"yes\"",
          "\"type\": \"number\", \"categories\": [1]",
          "\"type\": \"boolean\", \"trueValues\": [true]",
          "\"type\": \"number\", \"bareNumber\": \"no\"",
          "\"type\": \"list\", \"itemType\": \"text\"",
          "\"missingValues\": \"-\"",
          "\"missingValues\": [null]"
        })
    void ifAFieldMakesNoSense(String members) {
      assertThat(faults("{\"fields\": [{\"name\": \"f\", " + members + "}]}"))
          .singleElement()
          .asString()
          .startsWith("/fields/0");
    }

    @Test
    void ifItsPatternCannotBeCompiledForItsDepth() {
      String pattern = "(".repeat(50_000) + ")".repeat(50_000);
      assertThat(
              faults(
                  "{\"fields\": [{\"name\": \"f\", \"type\": \"string\", \"constraints\":"
                      + " {\"pattern\": \""
                      + pattern
                      + "\"}}]}"))
          .singleElement()
          .asString()
          .contains("is no regular expression");
    }

    @Test
    void ifItIsTooDeepOrTooLong() {
      assertThat(faults("{\"x\": " + "[".repeat(300) + "]".repeat(300) + "}"))
          .singleElement()
          .asString()
          .contains("depth");
      assertThat(faults("{\"x\": \"" + "y".repeat(10_000_000) + "\"}"))
          .singleElement()
          .asString()
          .contains("at most 10000000 characters");
    }
  }
}
