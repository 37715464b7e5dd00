package dev.importer.internal.profile;

import dev.importer.results.ImportProfile;
import dev.importer.results.StoredRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Looks at the rows of an import, column by column. */
public final class Profiler {

  private Profiler() {}

  /**
   * Looks at rows one by one, in memory that does not grow with their number.
   *
   * @param records valid rows; the stream is consumed and not closed
   */
  public static ImportProfile profile(Stream<StoredRecord> records) {
    Map<String, ColumnTally> columns = new LinkedHashMap<>();
    Map<String, Boolean> leftOut = new LinkedHashMap<>();
    long[] rows = new long[1];
    records.forEach(
        row -> {
          rows[0]++;
          row.cells()
              .forEach(
                  (name, value) -> {
                    ColumnTally tally = columns.get(name);
                    if (tally == null && columns.size() < ImportProfile.MAX_COLUMNS) {
                      tally = new ColumnTally();
                      columns.put(name, tally);
                    }
                    if (tally != null) {
                      tally.add(value);
                    } else if (leftOut.size() < ImportProfile.MAX_COLUMNS) {
                      leftOut.put(name, true);
                    }
                  });
        });
    return new ImportProfile(
        rows[0],
        columns.entrySet().stream().map(each -> each.getValue().column(each.getKey())).toList(),
        leftOut.size());
  }
}
