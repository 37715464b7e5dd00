package dev.importer.internal.json;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.row.Header;
import dev.importer.row.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the members of one record after the other. As long as the names are those of the record
 * before, in the same order, nothing but the cells is made and the header is shared.
 */
public final class JsonMembers {

  private Header header = new Header(List.of());

  /** Whether the names so far are the first labels of the header. */
  private boolean sameNames = true;

  /** All names of the record once one differs from the header; otherwise unused. */
  private final List<String> names = new ArrayList<>();

  private @Nullable Object[] cells = new Object[0];
  private int count;
  private List<ImportError> faults = List.of();
  private long number;
  private long line;

  /** Starts on the record with this number, on this line. */
  public void begin(long number, long line) {
    this.number = number;
    this.line = line;
    this.sameNames = true;
    this.cells = new Object[header.size()];
    this.count = 0;
    this.faults = List.of();
  }

  /** How many members the record has so far. */
  public int count() {
    return count;
  }

  /** Adds a member at the end. */
  public void add(String name, @Nullable Object value) {
    if (sameNames && !(count < header.size() && header.label(count).equals(name))) {
      sameNames = false;
      names.clear();
      names.addAll(header.labels().subList(0, count));
    }
    if (!sameNames) {
      names.add(name);
    }
    if (count == cells.length) {
      cells = Arrays.copyOf(cells, Math.max(8, count * 2));
    }
    cells[count++] = value;
  }

  /** Adds a fault in the member of this name, or in the record as a whole if there is none. */
  public void fault(
      ErrorCode code,
      @Nullable String rule,
      @Nullable String name,
      @Nullable String value,
      String message) {
    if (faults.isEmpty()) {
      faults = new ArrayList<>();
    }
    faults.add(new ImportError(code, rule, name, null, value, message, number, line));
  }

  /** The finished record. */
  public Row finish() {
    Header own = sameNames && count == header.size() ? header : changedHeader();
    @Nullable Object[] exact = cells.length == count ? cells : Arrays.copyOf(cells, count);
    return new Row(own, exact, number, line, faults);
  }

  private Header changedHeader() {
    if (sameNames) {
      names.clear();
      names.addAll(header.labels().subList(0, count));
    }
    int faultsBefore = faults.size();
    for (String name : names) {
      if (name.indexOf('\0') >= 0) {
        fault(ErrorCode.NUL_BYTE, null, name, null, "the member name contains a NUL character");
      }
    }
    if (new HashSet<>(names).size() < names.size()) {
      renameRepeated();
    }
    Header changed = new Header(names);
    if (faults.size() == faultsBefore) {
      // A header at fault is not kept: each record must come here to get its own faults.
      header = changed;
    }
    return changed;
  }

  /** Numbers the names that stand for a second time, so that no value is lost. */
  private void renameRepeated() {
    Set<String> taken = new HashSet<>(names);
    // How often a name stands, which is also the number of its latest label.
    Map<String, Integer> occurrences = new HashMap<>();
    Map<String, Integer> repeated = new LinkedHashMap<>();
    Map<String, Integer> lastNumbers = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      int occurrence = occurrences.merge(name, 1, Integer::sum);
      if (occurrence > 1) {
        repeated.put(name, occurrence);
        int suffix = lastNumbers.getOrDefault(name, 1);
        String label;
        do {
          suffix++;
          label = name + '_' + suffix;
        } while (!taken.add(label));
        lastNumbers.put(name, suffix);
        names.set(i, label);
      }
    }
    repeated.forEach(
        (name, times) ->
            fault(
                ErrorCode.DUPLICATE_MEMBER,
                null,
                name,
                null,
                "the member stands " + times + " times in one object"));
  }
}
