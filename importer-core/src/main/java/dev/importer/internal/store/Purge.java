package dev.importer.internal.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Takes the rows of ended imports off the disk from the last to the first. The checkpoint shrinks
 * with them in the same transaction, so that a purge goes on after a crash where it was.
 */
final class Purge {

  private static final String TARGETS =
      """
      SELECT id, checkpoint FROM <p>imports
      WHERE checkpoint > 0 AND (deleted_at IS NOT NULL OR status IN ('failed', 'cancelled'))
      """;

  private Purge() {}

  private record Target(long id, long checkpoint) {}

  /** One step for any import; false if there is nothing left to do. */
  static boolean step(Handle handle, int maxRows) {
    return purge(handle, find(handle, TARGETS + " ORDER BY id LIMIT 1 <skip_locked>"), maxRows);
  }

  /** One step for one import; false if there is nothing left to do for it. */
  static boolean stepOf(Handle handle, long id, int maxRows) {
    return purge(handle, find(handle, TARGETS + " AND id = ? <for_update>", id), maxRows);
  }

  /**
   * One step for an import that is worked on and begins anew; its counters shrink with its rows.
   * False if there is nothing left to do for it, or if the lease no longer holds.
   */
  static boolean stepBack(Handle handle, ImportStore.Lease lease, String owner, int maxRows) {
    ImportDao dao = handle.attach(ImportDao.class);
    dao.lock(lease.id());
    long checkpoint = dao.checkpointOf(lease, owner).orElse(0L);
    if (checkpoint == 0) {
      return false;
    }
    long left = Math.max(0, checkpoint - maxRows);
    long after = RecordIds.of(lease.id(), left);
    long last = RecordIds.of(lease.id(), checkpoint);
    long failed =
        handle
            .select(
                "SELECT count(*) FROM <p>records <by_failed>"
                    + " WHERE id > ? AND id <= ? AND status = 'failed'",
                after,
                last)
            .mapTo(long.class)
            .one();
    delete(handle, after, last);
    dao.shrink(lease.id(), left, failed);
    return true;
  }

  /** Not beyond the last row there is: what was deleted there is still looked at for a while. */
  private static void delete(Handle handle, long after, long last) {
    handle.execute("DELETE FROM <p>records WHERE id > ? AND id <= ?", after, last);
  }

  private static Optional<Target> find(Handle handle, String sql, Object... values) {
    return handle
        .select(sql, values)
        .map((row, context) -> new Target(row.getLong("id"), row.getLong("checkpoint")))
        .findOne();
  }

  /** Forgets what the table of the application had before the import. */
  private static boolean deleteKept(Handle handle, long id, int maxRows) {
    return handle
            .createUpdate(
                """
                DELETE FROM <p>target_rows
                WHERE import_id = :import AND row_number IN (
                    SELECT row_number FROM <p>target_rows WHERE import_id = :import
                    ORDER BY row_number LIMIT :most)
                """)
            .bind("import", id)
            .bind("most", maxRows)
            .execute()
        > 0;
  }

  private static boolean purge(Handle handle, Optional<Target> found, int maxRows) {
    if (found.isEmpty()) {
      return false;
    }
    Target target = found.get();
    if (ChangeTable.deleteRows(handle, target.id(), maxRows)) {
      return true;
    }
    if (deleteKept(handle, target.id(), maxRows)) {
      return true;
    }
    ChangeTable.delete(handle, target.id());
    long left = Math.max(0, target.checkpoint() - maxRows);
    delete(handle, RecordIds.of(target.id(), left), RecordIds.of(target.id(), target.checkpoint()));
    handle.execute("UPDATE <p>imports SET checkpoint = ? WHERE id = ?", left, target.id());
    if (left == 0) {
      handle.attach(ImportDao.class).forget(target.id());
    }
    return true;
  }
}
