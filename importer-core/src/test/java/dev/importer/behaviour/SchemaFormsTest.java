package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.schema.Constraint;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.schema.SchemaField;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Json;
import dev.importer.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One schema in four forms: JSON, Java, a record, and found in a file. */
class SchemaFormsTest {

  private static final Schema BUILT =
      Schema.builder("orders")
          .field(Field.integer("number").required())
          .field(Field.string("customer_name").aliases("customerName").required())
          .field(Field.number("total").required())
          .field(Field.bool("paid"))
          .field(Field.date("due").format("%d.%m.%Y").required())
          .build();

  record Orders(
      long number,
      @SchemaField(required = true) String customerName,
      @SchemaField(required = true) BigDecimal total,
      Boolean paid,
      @SchemaField(required = true, format = "%d.%m.%Y") LocalDate due) {}

  @Test
  void areEqual() {
    String json =
        """
        {"fieldsMatch": "partial",
         "fields": [
           {"name": "number", "type": "integer", "constraints": {"required": true}},
           {"name": "customer_name", "type": "string", "aliases": ["customerName"],
            "constraints": {"required": true}},
           {"name": "total", "type": "number", "constraints": {"required": true}},
           {"name": "paid", "type": "boolean"},
           {"name": "due", "type": "date", "format": "%d.%m.%Y",
            "constraints": {"required": true}}]}
        """;
    assertThat(Schema.parse("orders", json)).isEqualTo(BUILT).hasSameHashCodeAs(BUILT);
    assertThat(Schema.of(Orders.class)).isEqualTo(BUILT);
    assertThat(inferred()).isEqualTo(withoutAliases());
  }

  private static Schema inferred() {
    String csv =
        """
        number,customer_name,total,paid,due
        1,Ann,9.90,true,01.02.2026
        2,Bob,12,,31.12.2026
        """;
    try (Importer importer = TestDatabase.inMemory().build()) {
      return importer.infer(Source.ofText(csv, Format.CSV).withName("orders.csv")).schema();
    }
  }

  /** No file tells of labels that it does not have. */
  private static Schema withoutAliases() {
    Schema.Builder schema = Schema.builder("orders");
    BUILT.fields().forEach(field -> schema.field(field.aliases(new String[0])));
    return schema.build();
  }

  static LongStream seeds() {
    return LongStream.range(0, 2_000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void comeBackFromJsonAsTheyWere(long seed) {
    Schema schema = RandomSchema.of(seed);
    String json = schema.toJson();

    assertThat(Schema.parse("random", json)).as(json).isEqualTo(schema);
    assertThat(Json.read(json).get("fields")).hasSameSizeAs(schema.fields());
  }

  @Test
  void areTriedWithEveryKindOfConstraint() {
    assertThat(
            seeds()
                .mapToObj(RandomSchema::of)
                .flatMap(schema -> schema.fields().stream())
                .flatMap(field -> field.constraints().stream())
                .map(Object::getClass)
                .distinct())
        .hasSize(Constraint.class.getPermittedSubclasses().length);
  }
}
