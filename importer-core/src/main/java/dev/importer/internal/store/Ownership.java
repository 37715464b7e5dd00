package dev.importer.internal.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which instance works on which imports: each import that has not ended belongs to one, and goes to
 * another when that one has died. Thread-safe; usable until its store is closed.
 */
public final class Ownership {

  private final Database database;
  private final String owner;

  Ownership(Database database, String owner) {
    this.database = database;
    this.owner = owner;
  }

  /** The instances that have imports which have not ended. */
  public List<String> owners() {
    return database.read(handle -> handle.attach(ImportDao.class).owners());
  }

  /** Takes over the imports of an instance that no longer runs; they are pending again. */
  public int adopt(String deadOwner) {
    return database.write(
        Durability.RELAXED, handle -> handle.attach(ImportDao.class).adopt(deadOwner, owner));
  }

  /**
   * The instance that has an import which has not ended.
   *
   * @param handler the handler that the import must name, or null for none
   */
  public Optional<String> ownerOfOpen(long id, @Nullable String handler) {
    return database.read(handle -> handle.attach(ImportDao.class).ownerOfOpen(id, handler));
  }

  /** Takes over one import of an instance that no longer runs; false if somebody was quicker. */
  public boolean adopt(long id, String deadOwner) {
    return database.write(
            Durability.RELAXED,
            handle -> handle.attach(ImportDao.class).adoptOne(id, deadOwner, owner))
        == 1;
  }

  /** Puts an import of this instance that was begun back among the pending. */
  public void release(long id) {
    database.write(Durability.RELAXED, handle -> handle.attach(ImportDao.class).release(id, owner));
  }

  /** The imports that this instance has claimed and that have not ended. */
  public List<Long> claimed() {
    return database.read(handle -> handle.attach(ImportDao.class).claimed(owner));
  }

  /** How many imports wait that this instance can work on. */
  public int countPending() {
    return database.read(
        handle -> handle.attach(ImportDao.class).countPendingFor(owner, database.host()));
  }
}
