package dev.importer.internal.store;

import java.time.Duration;

/**
 * The servers that work on one database: each says now and then how long it may be counted as
 * running. All times are those of the database, so that no two clocks are compared. Thread-safe;
 * usable until its store is closed.
 */
public final class Instances {

  private static final String BEAT =
      """
      INSERT INTO <p>instances (id, host, alive_until)
      VALUES (:id, :host, clock_timestamp() + CAST(:lease AS interval))
      ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until
      """;

  private static final String IS_ALIVE =
      "SELECT EXISTS (SELECT 1 FROM <p>instances WHERE id = ? AND alive_until > clock_timestamp())";

  /** Those who still have imports are not forgotten: somebody has to take these over first. */
  private static final String REMOVE_DEAD =
      """
      DELETE FROM <p>instances WHERE alive_until < clock_timestamp()
        AND NOT EXISTS (SELECT 1 FROM <p>imports WHERE owner = <p>instances.id
          AND deleted_at IS NULL AND status = 'processing')
      """;

  private static final String END_SESSIONS =
      """
      SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE application_name = ? AND pid <> pg_backend_pid()
      """;

  private final Database database;
  private final String instance;

  Instances(Database database, String instance) {
    this.database = database;
    this.instance = instance;
  }

  /** What the sessions are called in which an instance writes. */
  static String sessionName(String instance) {
    return "importer/" + instance;
  }

  /** From now on this instance counts as running for some time. */
  public void beat(Duration lease) {
    database.write(
        Durability.RELAXED,
        handle ->
            handle
                .createUpdate(BEAT)
                .bind("id", instance)
                .bind("host", database.host())
                .bind("lease", lease.toMillis() + "ms")
                .execute());
  }

  /** This instance no longer runs. */
  public void end() {
    database.write(
        Durability.RELAXED,
        handle -> handle.execute("DELETE FROM <p>instances WHERE id = ?", instance));
  }

  /** Whether an instance has said that it runs, and its time is not over. */
  public boolean isAlive(String id) {
    return database.read(handle -> handle.select(IS_ALIVE, id).mapTo(boolean.class).one());
  }

  /** How many others than this one run. */
  public int countOthersAlive() {
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT count(*) FROM <p>instances WHERE id <> ?"
                        + " AND alive_until > clock_timestamp()",
                    instance)
                .mapTo(int.class)
                .one());
  }

  /**
   * Ends the transactions of an instance that is taken for dead. It may only sleep, in the middle
   * of a transaction; no timeout of PostgreSQL ends one that waits for the rest of a COPY, and
   * until it ends nobody can have its import. If it wakes, it has lost its connections and nothing
   * else.
   *
   * @return how many there were
   */
  public int endSessions(String id) {
    return database.read(
        handle -> handle.select(END_SESSIONS, sessionName(id)).mapTo(int.class).one());
  }

  /** Forgets the instances that no longer run; tells how many there were. */
  public int removeDead() {
    return database.write(Durability.RELAXED, handle -> handle.execute(REMOVE_DEAD));
  }
}
