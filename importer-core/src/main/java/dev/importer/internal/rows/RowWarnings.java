package dev.importer.internal.rows;

import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the faults of rows that are warnings by choice, and keeps the first places. */
final class RowWarnings {

  private static final Comparator<Notice> BY_PLACE =
      Comparator.comparing(Notice::row, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
          .thenComparing(Notice::message);

  private final Map<String, Long> counts = new TreeMap<>();
  private final List<Notice> kept = new ArrayList<>();

  void add(List<ImportError> faults) {
    for (ImportError fault : faults) {
      counts.merge(fault.code().text(), fault.count(), Long::sum);
      if (kept.size() < Notice.MOST_KEPT) {
        kept.add(new Notice(fault.code(), fault.row(), fault.line(), null, fault.text()));
      }
    }
  }

  /** How often each was met, by code text. */
  Map<String, Long> counts() {
    return counts;
  }

  /** The first places, together with others. */
  List<Notice> with(List<Notice> others) {
    List<Notice> all = new ArrayList<>(others);
    all.addAll(kept);
    all.sort(BY_PLACE);
    return List.copyOf(all.subList(0, Math.min(all.size(), Notice.MOST_KEPT)));
  }
}
