package dev.importer.job;

/**
 * What a host does with the valid rows of an import, in the very transaction that stores them: what
 * it writes through the connection is there exactly if the rows are, also after a crash.
 *
 * <p>It is called on the thread that writes, once for each batch that has valid rows, and the next
 * batch waits for it. Whatever it throws undoes the batch and ends the import with {@code
 * handler-error}. Since earlier batches are committed by then, what it wrote with them stays: write
 * {@link RowBatch#importId} with each row, so that it can be found and removed.
 */
@FunctionalInterface
public interface RowHandler {

  /**
   * Handles the valid rows of a batch.
   *
   * @param batch the rows, and the connection of the transaction that stores them; not to be used
   *     after the call
   * @throws Exception to undo the batch and end the import
   */
  void handle(RowBatch batch) throws Exception;
}
