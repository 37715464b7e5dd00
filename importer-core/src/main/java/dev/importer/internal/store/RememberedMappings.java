package dev.importer.internal.store;

import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.plan.LabelFingerprint;
import dev.importer.internal.plan.Mapping.Memory;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RememberedMapping;
import dev.importer.results.StoredImport;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is remembered of how columns were mapped. Thread-safe; usable until its store is closed. */
public final class RememberedMappings {

  private static final String LIST = "mappings";

  private final Database database;

  RememberedMappings(Database database) {
    this.database = database;
  }

  /** Whether anything is remembered under the schema of this name. */
  public boolean hasAny(String schema) {
    return database.read(handle -> handle.attach(MappingDao.class).hasAny(schema));
  }

  /** What is remembered of files with these labels under the schema of this name. */
  public Optional<RememberedMapping> find(String schema, List<String> labels) {
    String fingerprint = LabelFingerprint.of(labels);
    return database.read(handle -> handle.attach(MappingDao.class).find(schema, fingerprint));
  }

  /**
   * What is remembered, newest first.
   *
   * @param schema the name of the schema, or null for all
   * @throws IllegalArgumentException if the cursor is not one of this list
   */
  public Page<RememberedMapping> page(@Nullable String schema, PageRequest request) {
    long before = Cursor.idOf(LIST, request.cursor(), Long.MAX_VALUE);
    List<RememberedMapping> found =
        database.read(
            handle ->
                handle
                    .attach(MappingDao.class)
                    .list(schema, before, request.limit() + 1, request.offset()));
    boolean more = found.size() > request.limit();
    List<RememberedMapping> items = more ? found.subList(0, request.limit()) : found;
    return new Page<>(items, more ? Cursor.after(LIST, items.get(items.size() - 1).id()) : null);
  }

  /**
   * Forgets one.
   *
   * @return whether there was one of this id
   */
  public boolean forget(long id) {
    return database.write(
        Durability.FULL, handle -> handle.attach(MappingDao.class).forget(id) == 1);
  }

  /**
   * Takes note of an import that is completed: of what it was told, if it has a valid row, or that
   * it used what was remembered.
   */
  static void settle(Handle handle, StoredImport completed, String now) {
    if (!completed.format().isTable()) {
      return;
    }
    ImportPlan plan = ImportStore.plan(completed.plan());
    Memory memory = plan.mapping().memory();
    MappingDao dao = handle.attach(MappingDao.class);
    if (memory == Memory.LEARN && completed.processedRecords() > 0) {
      dao.learn(
          completed.schema(),
          LabelFingerprint.of(completed.labels()),
          Json.write(completed.labels()),
          Json.writePairs(plan.mapping().columns()),
          completed.id(),
          now);
    } else if (memory == Memory.RECALLED) {
      dao.use(completed.schema(), LabelFingerprint.of(completed.labels()), now);
    }
  }
}
