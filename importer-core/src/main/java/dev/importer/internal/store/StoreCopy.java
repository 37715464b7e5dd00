package dev.importer.internal.store;

import dev.importer.error.ImportStateException;
import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.internal.record.Surrogates;
import dev.importer.internal.source.Content;
import dev.importer.internal.store.CopiedTable.Side;
import dev.importer.results.CopiedImport;
import dev.importer.results.CopyResult;
import dev.importer.results.ImportStatus;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Copies all that is stored from one database to another, which may be one of another product. Both
 * sides are one transaction: nobody changes the source meanwhile, and of the copy nothing is there
 * before all of it has been read again and compared.
 */
final class StoreCopy {

  private static final int BATCH_ROWS = 5_000;
  private static final long BATCH_CHARACTERS = 4L << 20;

  /** Rows may be large, and so many are in memory at once. */
  private static final int FETCHED_ROWS = 100;

  private static final String ROWS =
      "SELECT id, line_number, data, status, error_message, errors, changes, created_at"
          + " FROM <p>records WHERE id > ? AND id <= ? ORDER BY id";

  /** The import of a row of the table, and how many rows of it are copied. */
  private record Begun(long id, boolean withRows) {}

  private final Database source;
  private final Database target;
  private final String heir;
  private final Instant now;
  private final Function<Content, Optional<Content>> carrier;
  private final Consumer<CopiedImport> onCopied;
  private final List<Begun> begun = new ArrayList<>();
  private long waiting;
  private long withoutBytes;

  /**
   * A copy that is to be made.
   *
   * @param heir to whom imports belong in the copy that have not ended
   * @param clock tells which uploads have expired
   * @param carrier brings bytes to where those of the target lie; empty if they are gone
   * @param onCopied is told of each import as soon as its rows are compared
   */
  StoreCopy(
      Database source,
      Database target,
      String heir,
      Clock clock,
      Function<Content, Optional<Content>> carrier,
      Consumer<CopiedImport> onCopied) {
    this.source = source;
    this.target = target;
    this.heir = heir;
    this.now = clock.instant();
    this.carrier = carrier;
    this.onCopied = onCopied;
  }

  static StorageException differs(String what) {
    return new StorageException(
        Reason.CORRUPT,
        "In the copy "
            + what
            + " differs from the original, so nothing was copied. Make sure that the database which"
            + " is copied is sound (of SQLite with PRAGMA integrity_check), and copy again.",
        null);
  }

  CopyResult run() {
    // Looked at before anything is locked, lest it be waited for.
    target.read(this::requireEmpty);
    return source.write(
        Durability.RELAXED,
        from -> {
          source.lockImports(from);
          return target.write(
              Durability.FULL,
              to -> {
                try {
                  target.lockImports(to);
                  var unused = requireEmpty(to);
                  return copy(from, to);
                } catch (SQLException | JdbiException e) {
                  throw sideOf(e).failure(e);
                }
              });
        });
  }

  /** Each knows what failures of its own mean. */
  private Database sideOf(Exception failure) {
    return source instanceof PostgresDatabase == PostgresFailures.isOne(failure) ? source : target;
  }

  private boolean requireEmpty(Handle handle) {
    for (String table : List.of("imports", "records", "mappings", "uploads")) {
      if (handle
          .select("SELECT EXISTS (SELECT 1 FROM <p>" + table + ")")
          .mapTo(boolean.class)
          .one()) {
        throw new StorageException(
            Reason.OTHER,
            "The database that is copied to has something in its table "
                + table
                + " already. Copy to a new one, or to one whose tables of the importer were"
                + " dropped.",
            null);
      }
    }
    return true;
  }

  private CopyResult copy(Handle sourceHandle, Handle targetHandle) throws SQLException {
    // Numbers that were given are not given again, also those of what was deleted. First, because a
    // role may lack the right to it, which should not be said after hours.
    for (String table : List.of("imports", "mappings", "uploads", "import_events")) {
      target.setLastId(targetHandle, table, source.lastId(sourceHandle, table));
    }
    Side from = new Side(source, sourceHandle.getConnection());
    Side to = new Side(target, targetHandle.getConnection());
    long imports = CopiedTable.IMPORTS.copy(from, to, this::changedImport);
    CopiedTable.ERROR_GROUPS.copy(from, to, CopiedTable.Change.NONE);
    CopiedTable.CHANGES.copy(from, to, CopiedTable.Change.NONE);
    CopiedTable.CHANGED_ROWS.copy(from, to, CopiedTable.Change.NONE);
    long mappings = CopiedTable.MAPPINGS.copy(from, to, CopiedTable.Change.NONE);
    long uploads = CopiedTable.UPLOADS.copy(from, to, this::changedUpload);
    long rows = 0;
    for (Begun each : begun) {
      CopiedImport copied = copyRows(from, to, each);
      onCopied.accept(copied);
      rows += copied.rows();
    }
    return new CopyResult(imports, rows, waiting, mappings, uploads, withoutBytes);
  }

  /** What has not ended begins where the rows end that are stored; what has ended stays so. */
  private Optional<Map<String, @Nullable Object>> changedImport(Map<String, @Nullable Object> row) {
    long id = number(row, "id");
    ImportStatus status = ImportStatus.of(text(row, "status"));
    boolean open = status == ImportStatus.PENDING || status == ImportStatus.PROCESSING;
    boolean needsBytes = open || Boolean.TRUE.equals(row.get("kept"));
    if (open && row.get("handler") != null) {
      throw new ImportStateException(
          id,
          "Import "
              + id
              + " has not ended, and its rows go to the row handler '"
              + row.get("handler")
              + "', whose tables are not copied. Let it end or cancel it, then copy again.");
    }
    if (needsBytes) {
      Content content = content(row, text(row, "source_modified_at"), null);
      Optional<Content> carried = carrier.apply(content);
      if (carried.isPresent()) {
        setSource(row, carried.get());
        row.put("source_modified_at", carried.get().modifiedAt().toString());
        row.put("spooled", carried.get().spooled());
        row.put("host", target.host());
      } else if (open) {
        throw new ImportStateException(
            id,
            "Import "
                + id
                + " has not ended, and its bytes are not where they were, '"
                + content.path()
                + "'. Cancel it, then copy again.");
      } else {
        row.put("kept", false);
        withoutBytes++;
      }
    }
    if (open) {
      row.put("status", ImportStatus.PENDING.text());
      row.put("owner", heir);
      waiting++;
    }
    if (status.leavesNoRows()) {
      // Rows that are still on the disk are none of its rows any more.
      row.put("checkpoint", 0L);
    }
    begun.add(new Begun(id, !status.leavesNoRows()));
    return Optional.of(row);
  }

  private Optional<Map<String, @Nullable Object>> changedUpload(Map<String, @Nullable Object> row) {
    if (!Times.instant(text(row, "expires_at")).isAfter(now)) {
      return Optional.empty();
    }
    Content content = content(row, text(row, "created_at"), (String) row.get("member_name"));
    Optional<Content> carried = carrier.apply(content);
    if (carried.isEmpty()) {
      withoutBytes++;
      return Optional.empty();
    }
    setSource(row, carried.get());
    return Optional.of(row);
  }

  private static Content content(
      Map<String, @Nullable Object> row, String modifiedAt, @Nullable String memberName) {
    return new Content(
        Path.of(text(row, "source_path")),
        number(row, "file_size"),
        text(row, "file_hash"),
        Instant.parse(modifiedAt),
        !Boolean.FALSE.equals(row.get("spooled")),
        number(row, "utf8_offence"),
        memberName);
  }

  private static void setSource(Map<String, @Nullable Object> row, Content content) {
    row.put("source_path", content.path().toString());
  }

  private static String text(Map<String, @Nullable Object> row, String column) {
    return (String) Objects.requireNonNull(row.get(column), column);
  }

  private static long number(Map<String, @Nullable Object> row, String column) {
    return (Long) Objects.requireNonNull(row.get(column), column);
  }

  private CopiedImport copyRows(Side from, Side to, Begun each) throws SQLException {
    if (!each.withRows()) {
      return read(to, each.id(), row -> {});
    }
    Rows rows = new Rows(to, each.id());
    CopiedImport original = read(from, each.id(), rows::add);
    rows.store();
    CopiedImport copy = read(to, each.id(), row -> {});
    if (!copy.equals(original)) {
      throw differs("import " + each.id());
    }
    return copy;
  }

  /** A row as it is stored. */
  private record StoredRow(Batch.Entry entry, String createdAt, long characters) {}

  /** Does something with each row. */
  private interface RowReader {

    void read(StoredRow row) throws SQLException;
  }

  private static CopiedImport read(Side side, long importId, RowReader reader) throws SQLException {
    FieldDigest digest = new FieldDigest();
    long count = 0;
    try (PreparedStatement select = side.prepare(ROWS)) {
      select.setFetchSize(FETCHED_ROWS);
      select.setLong(1, RecordIds.of(importId, 0));
      select.setLong(2, RecordIds.last(importId));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          reader.read(row(row, digest));
          count++;
        }
      }
    }
    return new CopiedImport(importId, count, digest.hex());
  }

  private static StoredRow row(ResultSet row, FieldDigest digest) throws SQLException {
    long id = row.getLong(1);
    long line = row.getLong(2);
    String data = String.valueOf(row.getString(3));
    digest.add(id);
    digest.add(line);
    digest.add(data);
    digest.add(row.getString(4));
    long characters = data.length();
    @Nullable String[] texts = new @Nullable String[3];
    for (int i = 0; i < texts.length; i++) {
      String text = row.getString(5 + i);
      // Earlier versions have stored messages that not all databases take.
      texts[i] = text == null ? null : Surrogates.blur(text);
      digest.add(texts[i]);
      characters += text == null ? 0 : text.length();
    }
    String createdAt = row.getString(8);
    digest.add(createdAt);
    return new StoredRow(
        Batch.Entry.stored(RecordIds.rowOf(id), line, data, texts[0], texts[1], texts[2]),
        createdAt,
        characters);
  }

  /** Rows on their way; what is stored at once has consecutive numbers and one time. */
  private static final class Rows {

    private final Side to;
    private final long importId;
    private final List<Batch.Entry> entries = new ArrayList<>();
    private @Nullable String createdAt;
    private long characters;

    Rows(Side to, long importId) {
      this.to = to;
      this.importId = importId;
    }

    void add(StoredRow row) throws SQLException {
      boolean follows =
          entries.isEmpty()
              || (entries.get(entries.size() - 1).number() + 1 == row.entry().number()
                  && row.createdAt().equals(createdAt));
      if (!follows || entries.size() == BATCH_ROWS || characters >= BATCH_CHARACTERS) {
        store();
      }
      entries.add(row.entry());
      createdAt = row.createdAt();
      characters += row.characters();
    }

    void store() throws SQLException {
      if (createdAt != null && !entries.isEmpty()) {
        to.database().store(to.transaction(), importId, List.copyOf(entries), createdAt);
        entries.clear();
        characters = 0;
      }
    }
  }
}
