package dev.importer.internal.json;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts what stands beside the records of a JSON text, and keeps the first place of each. */
final class SkippedMembers {

  /** Names beyond this many are only counted. */
  private static final int MOST_NAMES = 20;

  private final Set<String> names = new HashSet<>();
  private final List<Notice> notices = new ArrayList<>();
  private long count;

  /**
   * Takes down a value that is skipped.
   *
   * @param path where it stands
   * @param line the physical line on which it begins
   * @param holdsRecords whether it is an array of objects, as the records are
   */
  void add(MemberPath path, long line, boolean holdsRecords) {
    count++;
    if (names.size() < MOST_NAMES && names.add(path.property())) {
      String message =
          "The member "
              + path
              + " stands beside the records and is skipped"
              + (holdsRecords ? ", although it is an array of objects, too." : ".");
      notices.add(new Notice(ErrorCode.SKIPPED_MEMBER, null, line, null, message));
    }
  }

  long count() {
    return count;
  }

  List<Notice> notices() {
    return List.copyOf(notices);
  }
}
