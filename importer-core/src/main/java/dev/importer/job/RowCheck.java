package dev.importer.job;

/**
 * Rules of the host for the rows of an import: things that only its own tables or services know.
 * The importer knows it by a name, given to {@link dev.importer.Importer.Builder#rowCheck}, and an
 * import names it with {@link ImportOptions#withRowCheck}.
 *
 * <p>It sees the rows that keep to the schema, batch by batch in the order of the source, before
 * the rules across rows are looked at and before they are stored, and may refuse rows or change
 * values. It is called alike where an import is only checked, while it runs, and where its rows are
 * corrected or edited later. The same rows may come more than once: rows may refer to later ones,
 * and an import may go on after a crash. So it should say the same of the same row, and write
 * nothing.
 *
 * <p>If it throws, nothing of the batch is kept, and the import fails with {@code row-check-error}.
 * It may be called by several threads for several imports at once.
 */
@FunctionalInterface
public interface RowCheck {

  /**
   * Checks the rows of one batch.
   *
   * @param batch the rows, and a connection to look things up; not to be used after the call
   * @throws Exception to end the import, or to keep rows from being changed
   */
  void check(RowCheckBatch batch) throws Exception;
}
