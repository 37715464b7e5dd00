package dev.importer.internal.record;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.type.Values;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.row.CellChange;
import dev.importer.row.Header;
import dev.importer.row.JsonText;
import dev.importer.row.Row;
import dev.importer.type.GeoPoint;
import java.time.Year;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rows as the JSON that is stored. Not thread-safe. */
public final class RecordEncoder {

  private final JsonOutput out = new JsonOutput();
  private @Nullable Header keyedHeader;
  private String[] keys = {};

  /** How a row would be stored. */
  public static StoredRecord.Draft draft(CheckedRow checked) {
    RecordEncoder encoder = new RecordEncoder();
    String changes = checked.changes().isEmpty() ? "[]" : encoder.changes(checked.changes());
    long number = checked.row().number();
    long line = checked.row().line();
    if (checked instanceof CheckedRow.Failed refused) {
      return new StoredRecord.Draft(
          number,
          line,
          encoder.data(refused.row()),
          RecordStatus.FAILED,
          message(refused.errors()),
          encoder.errors(refused.errors()),
          changes);
    }
    String data = encoder.data((CheckedRow.Valid) checked);
    return new StoredRecord.Draft(number, line, data, RecordStatus.VALID, null, "[]", changes);
  }

  /** The typed values under the names of their fields. */
  public String data(CheckedRow.Valid valid) {
    String[] members = keysOf(valid.names());
    out.reset().raw('{');
    for (int i = 0; i < members.length; i++) {
      out.raw(members[i]);
      value(valid.value(i));
    }
    return out.raw('}').toString();
  }

  /** The cells as they came under their labels. */
  public String data(Row row) {
    String[] members = keysOf(row.header());
    out.reset().raw('{');
    for (int i = 0; i < members.length; i++) {
      out.raw(members[i]);
      value(row.cell(i));
    }
    return out.raw('}').toString();
  }

  /** One value as it stands in the data of a row. */
  public static String json(Object value) {
    RecordEncoder encoder = new RecordEncoder();
    encoder.out.reset();
    encoder.value(value);
    return encoder.out.toString();
  }

  /** The errors for programs; those beyond the bound are counted in a last entry. */
  public String errors(List<ImportError> errors) {
    int listed = Math.min(errors.size(), StoredRecord.MAX_ERRORS);
    out.reset().raw('[');
    for (int i = 0; i < listed; i++) {
      error(errors.get(i), i == 0);
      out.raw('}');
    }
    if (listed < errors.size()) {
      moreErrors(errors.subList(listed, errors.size()));
    }
    return out.raw(']').toString();
  }

  /** What cleaning has changed. */
  public String changes(List<CellChange> changes) {
    out.reset();
    char before = '[';
    for (CellChange change : changes) {
      out.raw(before).raw("{\"column\":").number(change.column());
      member(",\"field\":", change.field());
      member(",\"from\":", change.from());
      out.raw(",\"by\":");
      array(change.by().stream().map(ErrorCode::text).toList());
      out.raw('}');
      before = ',';
    }
    return out.raw(']').toString();
  }

  /** The errors for people, in one line. */
  public static String message(List<ImportError> errors) {
    int listed = Math.min(errors.size(), StoredRecord.MAX_ERRORS);
    StringBuilder message = new StringBuilder();
    for (ImportError error : errors.subList(0, listed)) {
      message.append(message.isEmpty() ? "" : "; ").append(error.text());
    }
    if (listed < errors.size()) {
      message.append("; ").append(more(errors.subList(listed, errors.size())));
    }
    return Surrogates.blur(message.toString());
  }

  private static String more(List<ImportError> errors) {
    long count = errors.stream().mapToLong(ImportError::count).sum();
    return count == 1 ? "and 1 more error" : "and " + count + " more errors";
  }

  /**
   * Tells how often each further error occurs, so that all of them can be taken out of the counts
   * when the row is corrected.
   */
  private void moreErrors(List<ImportError> errors) {
    ImportError first = errors.get(0);
    error(
        new ImportError(
            ErrorCode.MORE_ERRORS, null, null, null, null, more(errors), first.row(), first.line()),
        false);
    Map<List<@Nullable String>, Long> counts = new LinkedHashMap<>();
    for (ImportError error : errors) {
      counts.merge(
          Arrays.asList(error.code().text(), error.rule(), error.field()),
          error.count(),
          Long::sum);
    }
    out.raw(",\"more\":");
    char before = '[';
    for (Map.Entry<List<@Nullable String>, Long> count : counts.entrySet()) {
      out.raw(before).raw("{\"code\":");
      value(count.getKey().get(0));
      member(",\"rule\":", count.getKey().get(1));
      member(",\"field\":", count.getKey().get(2));
      out.raw(",\"count\":").number(count.getValue()).raw('}');
      before = ',';
    }
    out.raw("]}");
  }

  /** Without the closing brace. */
  private void error(ImportError error, boolean first) {
    out.raw(first ? "{\"code\":" : ",{\"code\":").string(error.code().text());
    member(",\"rule\":", error.rule());
    member(",\"field\":", error.field());
    out.raw(",\"column\":");
    if (error.column() == null) {
      out.raw("null");
    } else {
      out.number(error.column());
    }
    member(",\"value\":", error.value());
    member(",\"message\":", error.message());
    out.raw(",\"row\":").number(error.row()).raw(",\"line\":").number(error.line());
  }

  private void member(String key, @Nullable String value) {
    out.raw(key);
    value(value);
  }

  private void value(@Nullable Object value) {
    if (value == null) {
      out.raw("null");
    } else if (value instanceof String text) {
      out.string(text);
    } else if (value instanceof Long number) {
      out.number(number);
    } else if (value instanceof Boolean) {
      out.raw(value.toString());
    } else if (value instanceof Double infinite) {
      out.string(Values.text(infinite));
    } else if (value instanceof Number || value instanceof Year) {
      out.raw(Values.text(value));
    } else if (value instanceof JsonText json) {
      out.raw(Surrogates.escapeLone(json.text()));
    } else if (value instanceof GeoPoint place) {
      out.raw('[').raw(place.longitude().toString()).raw(',');
      out.raw(place.latitude().toString()).raw(']');
    } else if (value instanceof List<?> items) {
      array(items);
    } else {
      out.string(Values.text(value));
    }
  }

  private void array(List<?> items) {
    out.raw('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.raw(',');
      }
      value(items.get(i));
    }
    out.raw(']');
  }

  /** The keys with the punctuation around them, made once for a header. */
  private String[] keysOf(Header header) {
    if (header != keyedHeader) {
      JsonOutput key = new JsonOutput();
      String[] made = new String[header.size()];
      for (int i = 0; i < made.length; i++) {
        key.reset();
        made[i] = (i == 0 ? key : key.raw(',')).string(header.label(i)).raw(':').toString();
      }
      keys = made;
      keyedHeader = header;
    }
    return keys;
  }
}
