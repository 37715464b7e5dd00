package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.row.Row;
import java.util.ArrayList;
import java.util.List;

/** How often something was met in a column, and where first. Not thread-safe. */
final class PlaceTally {

  private static final int MOST_PLACES = 3;

  private record Place(long row, long line) {}

  private final List<Place> places = new ArrayList<>();
  private long count;

  void add(Row row) {
    add(row.number(), row.line());
  }

  void add(long row, long line) {
    count++;
    if (places.size() < MOST_PLACES) {
      places.add(new Place(row, line));
    }
  }

  long count() {
    return count;
  }

  /** The first places, each with the sentence and the count of the column. */
  List<Notice> notices(ErrorCode code, String sentence) {
    String message =
        sentence + " (" + count + (count == 1 ? " cell" : " cells") + " of this column)";
    return places.stream()
        .map(place -> new Notice(code, place.row, place.line, null, message))
        .toList();
  }
}
