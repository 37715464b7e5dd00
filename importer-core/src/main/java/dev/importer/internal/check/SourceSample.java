package dev.importer.internal.check;

import dev.importer.row.Row;
import java.util.List;

/** A look at the beginning of a source, taken only where something of it is missing. */
public interface SourceSample {

  /** Its first rows. */
  List<Row> rows();

  /** The first records of a table, whatever is read as its labels; none if it is no table. */
  List<Row> records();
}
