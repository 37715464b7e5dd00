package dev.importer.internal.correct;

import dev.importer.results.StoredRecord;

/** What is to be changed in rows of an import. It can be gone through more than once. */
interface Corrections {

  /** Gives each correction, in any order, with the row that is stored now. */
  void forEach(Reader reader);

  /** Is given one correction after the other. */
  interface Reader {
    void read(StoredRecord stored, Correction correction);
  }
}
