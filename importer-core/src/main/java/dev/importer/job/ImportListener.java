package dev.importer.job;

/**
 * Is told when imports are accepted and when they end, to send a mail or to call another system. It
 * is called after the commit, by a thread of the importer that waits for it and tells it one event
 * at a time.
 *
 * <p>Each event reaches it at least once, also if the process is killed meanwhile: then it is
 * called at the next start, or by another server on the database. So it may be called twice for one
 * event, which has the same {@linkplain ImportEvent#id number} then. Events of one import come in
 * their order. Imports that are deleted are not told of any more.
 */
@FunctionalInterface
public interface ImportListener {

  /**
   * Takes an event. It may use the importer, but not close it.
   *
   * @throws Exception if it could not do so: it is called again for this event after 1 second, 5
   *     and 30 seconds, 5 minutes, and then every hour for a day; later events of the import wait
   *     meanwhile. If all of that fails, the event is given up, with a line in the log
   */
  void on(ImportEvent event) throws Exception;
}
