package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.Template;
import dev.importer.error.SchemaException;
import dev.importer.results.Inference;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.schema.SchemaField;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.math.BigDecimal;
import java.time.LocalDate;

/** One schema in four forms: Java, JSON, a record, and found in a file; and a file to fill in. */
public final class SchemaForms {

  static final Schema BUILT =
      Schema.builder("orders")
          .field(Field.integer("number").required())
          .field(Field.string("customer").required())
          .field(Field.number("total").required())
          .field(Field.date("due").format("%d.%m.%Y").required())
          .build();

  static final String JSON =
      """
      {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fieldsMatch": "partial",
        "fields": [
          {"name": "number", "type": "integer", "constraints": {"required": true}},
          {"name": "customer", "type": "string", "constraints": {"required": true}},
          {"name": "total", "type": "number", "constraints": {"required": true}},
          {"name": "due", "type": "date", "format": "%d.%m.%Y", "constraints": {"required": true}}
        ]
      }
      """;

  record Orders(
      long number,
      @SchemaField(required = true) String customer,
      @SchemaField(required = true) BigDecimal total,
      @SchemaField(required = true, format = "%d.%m.%Y") LocalDate due) {}

  private static final String FILE =
      """
      number,customer,total,due
      1,Ann,9.90,01.02.2026
      2,Bob,12,31.12.2026
      """;

  private SchemaForms() {}

  public static void main(String... args) {
    System.out.println("JSON equals Java: " + Schema.parse("orders", JSON).equals(BUILT));
    System.out.println("record equals Java: " + Schema.of(Orders.class).equals(BUILT));
    infer();
    showFaults();
    System.out.print(Template.of(BUILT).csv());
  }

  private static void infer() {
    try (Importer importer = Importer.inMemory()) {
      Source source = Source.ofText(FILE, Format.CSV).withName("orders.csv");
      Inference found = importer.infer(source);
      for (Inference.Column column : found.columns()) {
        System.out.println(column.label() + ": " + column.type().text() + ", " + column.reason());
      }
      System.out.println("found equals Java: " + found.schema().equals(BUILT));
    }
  }

  private static void showFaults() {
    try {
      Schema.parse("broken", "{\"fields\": [{\"name\": \"a\", \"type\": \"strng\"}, {}]}");
    } catch (SchemaException e) {
      e.faults().forEach(fault -> System.out.println(fault.pointer() + " " + fault.message()));
    }
  }
}
