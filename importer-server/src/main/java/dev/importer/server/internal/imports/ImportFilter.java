package dev.importer.server.internal.imports;

import dev.importer.results.ImportQuery;
import dev.importer.results.ImportStatus;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.Query;
import java.util.List;
import java.util.stream.Stream;

/** Reads which imports a list shall have. */
public final class ImportFilter {

  public static final List<String> NAMES = List.of("status", "q");

  private ImportFilter() {}

  static ImportQuery of(Query parameters) {
    ImportQuery query = ImportQuery.all();
    String status = parameters.value("status");
    if (status != null) {
      query = query.withStatus(status(status));
    }
    String text = parameters.value("q");
    return text == null || text.isEmpty() ? query : query.named(text);
  }

  private static ImportStatus status(String text) {
    return Stream.of(ImportStatus.values())
        .filter(status -> status.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Paging.bad(
                    "status",
                    "status must be one of "
                        + Stream.of(ImportStatus.values()).map(ImportStatus::text).toList()
                        + "."));
  }
}
