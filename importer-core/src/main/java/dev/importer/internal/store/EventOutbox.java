package dev.importer.internal.store;

import dev.importer.job.ImportEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What listeners are still to be told of imports: it is stored by the transaction that changes the
 * import, for the listeners that this instance has, and stays until the listener was told.
 * Thread-safe; usable until its store is closed.
 */
public final class EventOutbox {

  private static final String INSERT =
      """
      INSERT INTO <p>import_events (event_id, import_id, listener, kind, created_at, due_at)
      VALUES (:event, :import, :listener, :kind, :now, :now)
      """;

  /** An event waits until the earlier ones of its import have been told. */
  private static final String DUE =
      """
      SELECT e.id, coalesce(e.event_id, e.id) AS event_id, e.import_id, e.kind, e.created_at,
          e.failures
      FROM <p>import_events e
      WHERE e.listener = :listener AND e.due_at <= :now AND (e.owner IS NULL OR e.owner = :owner)
        AND NOT EXISTS (SELECT 1 FROM <p>import_events f
          WHERE f.import_id = e.import_id AND f.listener = e.listener AND f.id < e.id)
      ORDER BY e.id LIMIT 1
      """;

  /**
   * An event that one listener is to be told.
   *
   * @param row its row in the table
   * @param eventId the number of the event, which it has for all listeners
   * @param importId the import
   * @param kind what has become of it
   * @param at when
   * @param failures how often the listener has failed to take it
   */
  public record Pending(
      long row, long eventId, long importId, ImportEvent.Kind kind, Instant at, int failures) {

    private static Pending of(ResultSet row) throws SQLException {
      return new Pending(
          row.getLong("id"),
          row.getLong("event_id"),
          row.getLong("import_id"),
          ImportEvent.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
          Times.instant(row.getString("created_at")),
          row.getInt("failures"));
    }
  }

  private final Database database;
  private final Clock clock;
  private final String owner;
  private volatile Set<String> listeners = Set.of();
  private volatile Runnable onAdded = () -> {};

  EventOutbox(Database database, Clock clock, String owner) {
    this.database = database;
    this.clock = clock;
    this.owner = owner;
  }

  /**
   * From now on events are stored for these listeners.
   *
   * @param names their names
   * @param wake called when there may be new events; must not block
   */
  public void open(Set<String> names, Runnable wake) {
    listeners = Set.copyOf(names);
    onAdded = wake;
  }

  /** To be called in the transaction that changes the import. */
  void add(Handle transaction, long importId, ImportEvent.Kind kind) {
    String now = now();
    @Nullable Long event = null;
    for (String listener : listeners) {
      long row =
          transaction
              .createUpdate(INSERT)
              .bind("event", event)
              .bind("import", importId)
              .bind("listener", listener)
              .bind("kind", kind.text())
              .bind("now", now)
              .executeAndReturnGeneratedKeys("id")
              .mapTo(long.class)
              .one();
      event = event == null ? row : event;
    }
  }

  /** To be called when that transaction is committed. */
  void added() {
    onAdded.run();
  }

  /** Nobody is told any more of an import. */
  static void remove(Handle transaction, long importId) {
    transaction.execute("DELETE FROM <p>import_events WHERE import_id = ?", importId);
  }

  /**
   * Takes the first event that a listener is to be told now. It is this instance's own until it is
   * {@link #done} or {@link #postpone postponed}; if neither comes, it is taken again by the next
   * call. So there must be one caller at a time for each listener.
   */
  public Optional<Pending> take(String listener) {
    // Only what has to write waits for whoever writes.
    if (database.read(handle -> due(handle, DUE, listener)).isEmpty()) {
      return Optional.empty();
    }
    return database.write(
        Durability.RELAXED,
        handle -> {
          Optional<Pending> due = due(handle, DUE + " <skip_locked>", listener);
          due.ifPresent(
              found ->
                  handle.execute(
                      "UPDATE <p>import_events SET owner = ? WHERE id = ?", owner, found.row()));
          return due;
        });
  }

  private Optional<Pending> due(Handle handle, String sql, String listener) {
    return handle
        .createQuery(sql)
        .bind("listener", listener)
        .bind("now", now())
        .bind("owner", owner)
        .map((row, context) -> Pending.of(row))
        .findOne();
  }

  /** The listener was told, or is not to be told any more. */
  public void done(Pending event) {
    database.write(
        Durability.RELAXED,
        handle ->
            handle.execute(
                "DELETE FROM <p>import_events WHERE id = ? AND owner = ?", event.row(), owner));
  }

  /** The listener has failed to take it, and is told again after a pause. */
  public void postpone(Pending event, Duration pause) {
    database.write(
        Durability.RELAXED,
        handle ->
            handle.execute(
                "UPDATE <p>import_events SET failures = failures + 1, due_at = ?, owner = NULL"
                    + " WHERE id = ? AND owner = ?",
                Times.text(clock.instant().plus(pause)),
                event.row(),
                owner));
  }

  /** The other instances that tell a listener something just now, or died meanwhile. */
  public List<String> otherOwners(String listener) {
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT DISTINCT owner FROM <p>import_events"
                        + " WHERE listener = ? AND owner IS NOT NULL AND owner <> ?",
                    listener,
                    owner)
                .mapTo(String.class)
                .list());
  }

  /** What an instance had taken that no longer runs can be taken again. */
  public void release(String deadOwner) {
    database.write(
        Durability.RELAXED,
        handle ->
            handle.execute("UPDATE <p>import_events SET owner = NULL WHERE owner = ?", deadOwner));
  }

  /**
   * Removes events of long ago for listeners that this instance does not have.
   *
   * @param age how long ago at least
   * @return the names of those listeners
   */
  public List<String> forgetUnheard(Duration age) {
    String before = Times.text(clock.instant().minus(age));
    List<String> unheard =
        database
            .read(
                handle ->
                    handle
                        .select(
                            "SELECT DISTINCT listener FROM <p>import_events WHERE created_at < ?",
                            before)
                        .mapTo(String.class)
                        .list())
            .stream()
            .filter(name -> !listeners.contains(name))
            .toList();
    for (String name : unheard) {
      database.write(
          Durability.RELAXED,
          handle ->
              handle.execute(
                  "DELETE FROM <p>import_events WHERE listener = ? AND created_at < ?",
                  name,
                  before));
    }
    return unheard;
  }

  private String now() {
    return Times.text(clock.instant());
  }
}
