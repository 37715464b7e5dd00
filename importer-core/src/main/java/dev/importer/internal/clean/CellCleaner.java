package dev.importer.internal.clean;

import dev.importer.error.ErrorCode;
import dev.importer.internal.text.VisibleText;
import dev.importer.job.Replacement;
import dev.importer.schema.FieldCleaning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done to the cells of one field: white space around them is removed, notations of
 * spreadsheets are undone, and the value that is left may be replaced by another. Not thread-safe.
 */
public final class CellCleaner {

  /** A cell after cleaning: null stands for no value. */
  public record Cleaned(@Nullable String text, List<ErrorCode> by) {}

  /** Of so many different values one is looked for that was meant by a replacement. */
  private static final int MOST_VALUES = 1_000;

  private final boolean trim;
  private final boolean unwrap;

  /** The values in the place of others, by these. */
  private final Map<String, String> replacements = new LinkedHashMap<>();

  /** The replacements that were asked for and have replaced nothing so far, by their values. */
  private final Map<String, Replacement> unused = new LinkedHashMap<>();

  private final Set<String> values = new LinkedHashSet<>();

  /**
   * A cleaner.
   *
   * @param trim whether white space around the value is removed, whatever its field says
   * @param unwrap whether notations of spreadsheets are undone, whatever its field says
   * @param asked replacements that were asked for; they win over those of the field
   * @param field what the field says itself
   */
  public CellCleaner(boolean trim, boolean unwrap, List<Replacement> asked, FieldCleaning field) {
    this.trim = trim || field.trim();
    this.unwrap = unwrap || field.unwrap();
    replacements.putAll(field.replacements());
    for (Replacement each : asked) {
      replacements.put(each.from(), each.to());
      unused.put(each.from(), each);
    }
  }

  /** Whether any cell may be changed. */
  boolean isNeeded() {
    return trim || unwrap || !replacements.isEmpty();
  }

  /** The cell as it is checked; null if nothing of it changes. */
  public @Nullable Cleaned clean(String cell) {
    String text = trim ? VisibleText.strip(cell) : cell;
    boolean trimmed = text.length() < cell.length();
    String inside = unwrap ? SpreadsheetNotation.inside(text) : null;
    if (inside != null) {
      text = trim ? VisibleText.strip(inside) : inside;
      trimmed |= text.length() < inside.length();
    }
    String other = replacements.isEmpty() ? null : replacement(text);
    if (!trimmed && inside == null && other == null) {
      return null;
    }
    List<ErrorCode> by = new ArrayList<>();
    if (inside != null) {
      by.add(ErrorCode.UNWRAPPED_CELL);
    }
    if (trimmed) {
      by.add(ErrorCode.TRIMMED_CELL);
    }
    if (other != null) {
      by.add(ErrorCode.REPLACED_CELL);
      text = other;
    }
    return new Cleaned(other != null && other.isEmpty() ? null : text, List.copyOf(by));
  }

  private @Nullable String replacement(String text) {
    String other = replacements.get(text);
    if (!unused.isEmpty()) {
      unused.remove(text);
      if (values.size() < MOST_VALUES) {
        values.add(text);
      }
    }
    return other;
  }

  /** What was to be replaced and was not found. */
  List<Replacement> unused() {
    return List.copyOf(unused.values());
  }

  /** The first of the values that were found while something was looked for. */
  Set<String> values() {
    return values;
  }
}
