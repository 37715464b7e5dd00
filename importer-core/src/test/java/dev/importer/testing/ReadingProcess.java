package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Reads all that is stored of an import in every way, in a process of its own. */
public final class ReadingProcess {

  /** Takes what every row has. */
  record Anybody(String name, Optional<String> note) {}

  private ReadingProcess() {}

  public static ChildJvm start(String database, long id, String... jvmOptions) {
    return ChildJvm.start(
        ReadingProcess.class, List.of(jvmOptions), List.of(database, Long.toString(id)));
  }

  public static void main(String[] arguments) throws IOException {
    long id = Long.parseLong(arguments[1]);
    try (Importer importer = TestDatabase.at(arguments[0]).workers(0).build()) {
      RecordQuery all = RecordQuery.ofImport(id).withPage(PageRequest.ofLimit(Page.MAX_LIMIT));
      System.out.println("rows " + importer.results().stream(all).count());
      try (RowStream<Anybody> objects = importer.results().read(id, Anybody.class)) {
        System.out.println("objects " + objects.stream().filter(TypedRow::isValid).count());
      }
      System.out.println("profile " + importer.results().profile(id).rows());
      importer.results().errorsCsv(id).writeTo(OutputStream.nullOutputStream());
      System.out.println("refused " + importer.results().find(id).orElseThrow().failedRecords());
      System.out.println("found " + importer.results().stream(all.containing("zzz")).count());
    }
  }
}
