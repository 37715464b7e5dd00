package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.job.ImportResult;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.math.BigDecimal;

/** Checks rows against a schema of one's own, with every kind of field. */
public final class OwnSchema {

  static final Schema PRODUCTS =
      Schema.builder("products")
          .field(Field.string("sku").required().pattern("[A-Z]{2}-[0-9]{4}"))
          .field(Field.string("title").required().notBlank().minLength(2).maxLength(80))
          .field(Field.string("category").oneOf("book", "game", "tool"))
          .field(Field.string("contact").email())
          .field(Field.number("price").required().minimum(new BigDecimal("0.01")))
          .field(Field.integer("stock").minimum(0).maximum(10_000))
          .field(Field.bool("discontinued"))
          .field(Field.date("released"))
          .field(Field.datetime("updated"))
          .field(Field.any("extras"))
          .build();

  private static final String JSON =
      """
      [{"sku": "BK-0042", "title": "Zen and Ärger", "category": "book", "contact": "ed@example.com",
        "price": 9.90, "stock": 12, "discontinued": false, "released": "2024-02-29",
        "updated": "2024-03-01T10:00:00Z", "extras": {"pages": 300}},
       {"sku": "42", "title": "A", "category": "car", "price": 0, "stock": "many",
        "released": "2023-02-29"}]
      """;

  private OwnSchema() {}

  public static void main(String... args) {
    try (Importer importer = Importer.builder().inMemory().schema(PRODUCTS).build()) {
      ImportResult result = importer.load(Source.ofText(JSON, Format.JSON));
      RecordQuery rows = RecordQuery.ofImport(result.id());

      importer.results().records(rows.withStatus(RecordStatus.VALID)).items().stream()
          .forEach(row -> System.out.println("stored: " + row.dataJson()));
      importer.results().errors(result.id(), PageRequest.FIRST).items().stream()
          .flatMap(row -> row.error().stream())
          .forEach(reasons -> System.out.println("refused: " + reasons));
    }
  }
}
