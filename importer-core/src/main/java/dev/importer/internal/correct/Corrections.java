package dev.importer.internal.correct;

import dev.importer.results.StoredRecord;
import java.util.function.LongConsumer;

/** What is to be changed in rows of an import. It can be gone through more than once. */
interface Corrections {

  /**
   * Gives each correction, in any order, with the row that is stored now.
   *
   * @param passed is told how many rows more were gone through, be they corrected or not
   */
  void forEach(Reader reader, LongConsumer passed);

  /** About how many rows it goes through. */
  long rows();

  /** Is given one correction after the other. */
  interface Reader {
    void read(StoredRecord stored, Correction correction);
  }
}
