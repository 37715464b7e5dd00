package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.results.RecordQuery;
import dev.importer.results.RowsExport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes all rows of an import as files of every format, in a process of its own. */
public final class ExportingProcess {

  private ExportingProcess() {}

  public static ChildJvm start(String database, long id, String... jvmOptions) {
    return ChildJvm.start(
        ExportingProcess.class, List.of(jvmOptions), List.of(database, Long.toString(id)));
  }

  public static void main(String[] arguments) throws IOException {
    long id = Long.parseLong(arguments[1]);
    try (Importer importer = TestDatabase.at(arguments[0]).workers(0).build()) {
      RowsExport all = importer.results().export(RecordQuery.ofImport(id));
      for (RowsExport.Format format : RowsExport.Format.values()) {
        for (RowsExport.Names names : RowsExport.Names.values()) {
          all.withNames(names).writeTo(OutputStream.nullOutputStream(), format);
          System.out.println("exported " + format.text() + " " + names.text());
        }
      }
    }
  }
}
