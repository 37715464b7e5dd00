package dev.importer.job;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which faults refuse a row and which are only warned of. A row whose faults are all warnings is
 * stored as valid; the faults are counted as warnings of the import, with the first of their
 * places. Only faults that leave a value to store can be warnings. Immutable.
 *
 * <p>A fault is named by its code: {@code extra-cell}, {@code missing-cell} or {@code
 * constraint-error}, the last one with or without a rule: {@code constraint-error.maxLength}. A
 * rule of its own wins over all rules.
 *
 * @param levels the level by the name of the fault; a fault that is not there is an error
 */
public record Severities(Map<String, Level> levels) {

  /** What a fault does to its row. */
  public enum Level {
    /** The row is refused. */
    ERROR,
    /** The row is stored, and the fault is counted as a warning. */
    WARNING
  }

  private static final String ALL_RULES = ErrorCode.CONSTRAINT_ERROR.text();
  private static final String RULE = ALL_RULES + ".";

  private static final List<String> CODES =
      List.of(ErrorCode.EXTRA_CELL.text(), ErrorCode.MISSING_CELL.text(), ALL_RULES);

  private static final Set<String> RULES =
      Set.of(
          "required",
          "format",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minLength",
          "maxLength",
          "pattern",
          "enum",
          "jsonSchema");

  /** Every fault refuses its row. */
  public static final Severities DEFAULT = new Severities(Map.of());

  /** Checks that each fault can be chosen for, and says why if it cannot. */
  public Severities {
    levels.keySet().forEach(Severities::requireChoice);
    levels = Collections.unmodifiableMap(new TreeMap<>(levels));
  }

  /**
   * Reads the form that {@link #text} writes: {@code extra-cell:warning,missing-cell:warning}.
   *
   * @throws IllegalArgumentException if it is not of this form, or names a fault that cannot be
   *     chosen for
   */
  public static Severities parse(String text) {
    Map<String, Level> levels = new TreeMap<>();
    for (String each : text.isBlank() ? new String[0] : text.split(",", -1)) {
      int colon = each.indexOf(':');
      String fault = (colon < 0 ? each : each.substring(0, colon)).strip();
      String level = colon < 0 ? "" : each.substring(colon + 1).strip();
      if (levels.put(fault, level(fault, level)) != null) {
        throw new IllegalArgumentException("'" + fault + "' has more than one severity");
      }
    }
    return new Severities(levels);
  }

  private static Level level(String fault, String text) {
    return switch (text) {
      case "error" -> Level.ERROR;
      case "warning" -> Level.WARNING;
      default ->
          throw new IllegalArgumentException(
              "'" + fault + "' must be followed by ':error' or ':warning'");
    };
  }

  /** These severities with another one for a fault. */
  public Severities with(String fault, Level level) {
    Map<String, Level> changed = new TreeMap<>(levels);
    changed.put(fault, level);
    return new Severities(changed);
  }

  /** What an error of a row does to the row. */
  public Level of(ImportError error) {
    if (levels.isEmpty()) {
      return Level.ERROR;
    }
    Level ofCode = levels.getOrDefault(error.code().text(), Level.ERROR);
    return error.code().equals(ErrorCode.CONSTRAINT_ERROR)
        ? levels.getOrDefault(RULE + error.rule(), ofCode)
        : ofCode;
  }

  /** Whether there may be warnings in place of errors. */
  public boolean mayWarn() {
    return levels.containsValue(Level.WARNING);
  }

  /** One line: {@code extra-cell:warning,missing-cell:warning}; empty if nothing was chosen. */
  public String text() {
    return levels.entrySet().stream()
        .map(each -> each.getKey() + ":" + each.getValue().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }

  private static void requireChoice(String fault) {
    if (CODES.contains(fault)
        || (fault.startsWith(RULE) && RULES.contains(fault.substring(RULE.length())))) {
      return;
    }
    if (fault.startsWith(ErrorCode.TYPE_ERROR.text())) {
      throw new IllegalArgumentException(
          "a type-error is always an error: there is no typed value that could be stored");
    }
    throw new IllegalArgumentException(
        "no severity can be chosen for '"
            + fault
            + "', only for "
            + CODES
            + " and, of the last, for one rule, such as "
            + RULE
            + "maxLength; the rules are "
            + Arrays.toString(RULES.stream().sorted().toArray()));
  }
}
