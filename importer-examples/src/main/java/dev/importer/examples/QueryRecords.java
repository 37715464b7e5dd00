package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import java.nio.file.Path;
import java.util.Optional;

/** Asks for stored rows: page by page, by status, by text and by value. Argument: the file. */
public final class QueryRecords {

  private QueryRecords() {}

  public static void main(String... args) {
    Path file = Path.of(args.length > 0 ? args[0] : "samples/users_with_errors.csv");

    try (Importer importer = Importer.inMemory()) {
      RecordQuery all = RecordQuery.ofImport(importer.load(file).id());

      PageRequest request = PageRequest.ofLimit(5);
      Optional<String> next;
      do {
        Page<StoredRecord> page = importer.results().records(all.withPage(request));
        print("page", page);
        next = page.nextCursor();
        request = next.map(request::at).orElse(request);
      } while (next.isPresent());

      print("refused", importer.results().records(all.withStatus(RecordStatus.FAILED)));
      print("containing 'research'", importer.results().records(all.containing("research")));
      print(
          "aged 31 in Finance",
          importer.results().records(all.where("age", "31").where("department", "Finance")));
      System.out.println(importer.results().statistics().totalRecords() + " rows in all");
    }
  }

  private static void print(String what, Page<StoredRecord> page) {
    System.out.println(what + ": " + page.items().stream().map(StoredRecord::rowNumber).toList());
  }
}
