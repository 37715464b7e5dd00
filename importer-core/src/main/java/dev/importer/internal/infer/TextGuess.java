package dev.importer.internal.infer;

import dev.importer.error.ErrorCode;
import dev.importer.schema.Field;
import dev.importer.type.FieldType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the texts of one column may be; with each text there are fewer possibilities. */
final class TextGuess {

  /** What people read as a number, whether it is kept as one or not. */
  private static final Pattern NUMERIC =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");

  private static final long NONE = 0;

  private final List<Candidate> possible = new ArrayList<>(Candidate.PLAIN);
  private final List<Candidate> dates = new ArrayList<>(Candidate.DATES);
  private boolean numeric = true;
  private @Nullable Candidate last;
  private long lastRefuted = NONE;
  private final Map<NumberLoss, Long> oddities = new EnumMap<>(NumberLoss.class);
  private boolean first = true;

  /** The row that proves the order of day and month. */
  private long proof = NONE;

  /** What a column of texts is. */
  record Answer(FieldType type, String format, String reason, @Nullable ErrorCode warning) {}

  /** Takes a text in; row is its number, 1-based. */
  void add(String text, long row) {
    if (!possible.isEmpty()) {
      refute(possible, text, row);
    }
    if (!dates.isEmpty()) {
      int before = dates.size();
      refute(dates, text, row);
      if (dates.size() == 1 && before > 1) {
        proof = row;
      }
    }
    if (numeric) {
      numeric = NUMERIC.matcher(text).matches();
      NumberLoss.of(text).ifPresent(odd -> oddities.putIfAbsent(odd, row));
    }
    first = false;
  }

  private void refute(List<Candidate> candidates, String text, long row) {
    for (Iterator<Candidate> each = candidates.iterator(); each.hasNext(); ) {
      Candidate candidate = each.next();
      if (!candidate.accepts(text)) {
        each.remove();
        // Of those that one row refutes, the first is the narrowest.
        if (!first && lastRefuted != row) {
          last = candidate;
          lastRefuted = row;
        }
      }
    }
  }

  Answer answer() {
    if (!possible.isEmpty()) {
      Candidate narrowest = possible.get(0);
      return typed(narrowest, "all values are " + narrowest.meaning());
    }
    if (dates.size() == 1) {
      Candidate date = dates.get(0);
      return typed(date, "all values are " + date.meaning() + ", as row " + proof + " proves");
    }
    if (dates.size() > 1) {
      return text(
          "the values are dates, but none proves whether the day or the month comes first",
          ErrorCode.AMBIGUOUS_DATE);
    }
    return numeric && !oddities.isEmpty() ? digits() : text(whyText(), null);
  }

  private Answer digits() {
    Map.Entry<NumberLoss, Long> gravest = oddities.entrySet().iterator().next();
    return text(
        "the values are numbers, but that of row "
            + gravest.getValue()
            + " "
            + gravest.getKey().text(),
        gravest.getKey() == NumberLoss.LEADING_ZERO ? ErrorCode.LEADING_ZEROS : null);
  }

  private String whyText() {
    return last == null
        ? "the first value is neither a number, nor a truth value, nor a date"
        : "the values are " + last.meaning() + " up to row " + lastRefuted + ", which holds a text";
  }

  private static Answer typed(Candidate candidate, String reason) {
    return new Answer(candidate.type(), candidate.format(), reason, null);
  }

  private static Answer text(String reason, @Nullable ErrorCode warning) {
    return new Answer(FieldType.STRING, Field.DEFAULT_FORMAT, reason, warning);
  }
}
