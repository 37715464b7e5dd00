package dev.importer.internal.job;

/**
 * Tells which instances are running, however they end. What a dead one has left is taken over, so
 * an instance that runs must never be taken for a dead one.
 */
interface Liveness extends AutoCloseable {

  /** From now on, until it is closed or the process ends, this instance counts as running. */
  void acquire();

  /** Whether the instance with this id is running, in this process or another. */
  boolean isRunning(String instance);

  /**
   * Ends what an instance that no longer runs still has under way in the database, if that does not
   * end by itself.
   */
  void endSessionsOf(String deadInstance);

  /** How many other instances than this one are running. */
  int countOthers();

  /**
   * Forgets the instances that no longer run.
   *
   * @return whether files may be left of one that nobody will look for when the next one starts
   */
  boolean removeDead();

  /** This instance no longer runs. */
  @Override
  void close();
}
