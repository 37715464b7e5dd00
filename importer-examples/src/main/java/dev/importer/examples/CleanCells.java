package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.job.Trim;
import dev.importer.results.RecordQuery;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;

/** Cleans cells before they are checked, for one import or for all of a schema. */
public final class CleanCells {

  static final Schema PEOPLE =
      Schema.builder("people")
          .field(Field.string("name").required().trimmed())
          .field(Field.string("phone").trimmed().unwrapped())
          .field(Field.integer("age").trimmed().replacing("n/a", ""))
          .build();

  static final String JSON =
      """
      {"fields": [
        {"name": "name", "type": "string", "importer:trim": true, "constraints": {"required": true}},
        {"name": "phone", "type": "string", "importer:trim": true, "importer:unwrap": true},
        {"name": "age", "type": "integer", "importer:trim": true, "importer:replace": {"n/a": ""}}]}
      """;

  private static final String FILE =
      """
      name,phone,age,city
       Ann,'+49 30 1,n/a,Muenchen
      Bob,"=""0301\""", 41,Bonn
      """;

  private CleanCells() {}

  public static void main(String... args) {
    try (Importer importer = Importer.builder().inMemory().schema(PEOPLE).build()) {
      print(importer, importer.load(Source.ofText(FILE, Format.CSV)));
    }
    Schema cities =
        Schema.builder("cities")
            .field(Field.string("name"))
            .field(Field.integer("age"))
            .field(Field.string("city"))
            .build();
    try (Importer importer = Importer.builder().inMemory().schema(cities).build()) {
      Source source = Source.ofText(FILE, Format.CSV);
      ImportOptions options =
          ImportOptions.DEFAULT
              .withTrim(Trim.CELLS)
              .withUnwrap(true)
              .withReplacement("age", "n/a", "")
              .withReplacement("city", "Muenchen", "München");
      ImportResult result = importer.load(source, options);
      print(importer, result);
    }
  }

  private static void print(Importer importer, ImportResult result) {
    System.out.println(result.counts());
    result.summary().warnings().forEach((code, n) -> System.out.println(n + " x " + code));
    importer.results().stream(RecordQuery.ofImport(result.id()))
        .forEach(
            row -> {
              System.out.println(row.dataJson());
              row.changes().forEach(c -> System.out.println("  " + c.field() + ": " + c.from()));
            });
  }
}
