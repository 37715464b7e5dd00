package dev.importer.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Takes the rows of ended imports off the disk from the last to the first. The checkpoint shrinks
 * with them in the same transaction, so that a purge goes on after a crash where it was.
 */
final class Purge {

  private Purge() {}

  private record Target(long id, long checkpoint) {}

  /** One step; false if there is nothing left to do. */
  static boolean step(Handle handle, int maxRows) {
    List<Target> targets =
        handle
            .createQuery(
                """
                SELECT id, checkpoint FROM imports
                WHERE checkpoint > 0 AND (deleted_at IS NOT NULL OR status IN ('failed', 'cancelled'))
                ORDER BY id LIMIT 1
                """)
            .map((row, context) -> new Target(row.getLong("id"), row.getLong("checkpoint")))
            .list();
    if (targets.isEmpty()) {
      return false;
    }
    Target target = targets.get(0);
    long left = Math.max(0, target.checkpoint() - maxRows);
    handle.execute(
        "DELETE FROM records WHERE id > ? AND id <= ?",
        RecordIds.of(target.id(), left),
        RecordIds.last(target.id()));
    handle.execute("UPDATE imports SET checkpoint = ? WHERE id = ?", left, target.id());
    if (left == 0) {
      handle.attach(ImportDao.class).forget(target.id());
    }
    return true;
  }
}
