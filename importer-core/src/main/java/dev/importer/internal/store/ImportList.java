package dev.importer.internal.store;

import dev.importer.results.ImportPage;
import dev.importer.results.ImportQuery;
import dev.importer.results.ImportStatus;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredImport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Lists imports, newest first: one statement, however many there are. */
final class ImportList {

  private static final String LIST = "imports";

  private ImportList() {}

  static ImportPage page(Handle handle, ImportQuery query) {
    PageRequest request = query.page();
    ImportStatus status = query.status();
    long before = Cursor.idOf(LIST, request.cursor(), Long.MAX_VALUE);
    // A filter that is not asked for is left out: with it, the count reads each row of the table.
    Map<String, String> filters = new HashMap<>();
    StringBuilder where = new StringBuilder("deleted_at IS NULL");
    if (status != null) {
      where.append(" AND status = :status");
      filters.put("status", status.text());
    }
    if (query.text() != null) {
      where.append(" AND <position>(lower(filename <letters>), lower(:text <letters>)) > 0");
      filters.put("text", query.text());
    }
    // The count stands beside each import, so that list and total are of the same moment.
    String sql =
        String.format(
            Locale.ROOT,
            """
            SELECT counted.total, page.*
            FROM (SELECT count(*) AS total FROM <p>imports WHERE %2$s) counted
            LEFT JOIN (
                SELECT %1$s FROM <p>imports
                WHERE %2$s AND id < :before
                ORDER BY id DESC LIMIT :limit OFFSET :offset) page
            ON true
            ORDER BY page.id DESC
            """,
            ImportMapper.COLUMNS,
            where);
    ImportMapper mapper = new ImportMapper();
    List<StoredImport> imports = new ArrayList<>();
    long[] total = new long[1];
    handle
        .createQuery(sql)
        .bindMap(filters)
        .bind("before", before)
        .bind("limit", request.limit() + 1)
        .bind("offset", request.offset())
        .map(
            (row, context) -> {
              total[0] = row.getLong("total");
              return row.getObject("id") == null || imports.add(mapper.map(row, context));
            })
        .list();
    boolean more = imports.size() > request.limit();
    List<StoredImport> items = more ? imports.subList(0, request.limit()) : imports;
    String next = more ? Cursor.after(LIST, items.get(items.size() - 1).id()) : null;
    return new ImportPage(new Page<>(items, next), total[0]);
  }
}
