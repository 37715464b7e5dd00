package dev.importer.internal.workbook;

import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The rows of one sheet in order. Not thread-safe; whoever opens it closes it. */
public interface SheetRows extends AutoCloseable {

  /**
   * The next row that holds a value; null after the last.
   *
   * @throws dev.importer.error.SourceException if the workbook cannot be used
   */
  @Nullable SheetRow next();

  /** The columns that a person does not see, 0-based; complete after the first row. */
  BitSet hiddenColumns();

  /** How many cells with a value have been handed out. */
  long cells();

  /** Which share of the sheet has been read, from 0 to 1; for progress. */
  double share();

  @Override
  void close() throws IOException;
}
