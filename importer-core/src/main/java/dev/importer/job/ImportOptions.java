package dev.importer.job;

import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.QuoteRepair;
import dev.importer.source.Source;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one import differs from the usual. What is not given is detected, or as it is by default.
 * Immutable.
 */
public final class ImportOptions {

  /** What happens to a source whose bytes were imported before under the same schema. */
  public enum OnDuplicate {
    /** The earlier import is the answer. */
    RETURN_EXISTING,
    /** The call throws {@link dev.importer.error.DuplicateImportException}. */
    REFUSE,
    /** It is imported once more. */
    ALLOW
  }

  /**
   * The schema of the importer, an earlier import for a duplicate, any number of refused rows,
   * nothing repaired, every fault an error, no handler, no row check; what is said of the source is
   * kept.
   */
  public static final ImportOptions DEFAULT =
      new ImportOptions(Collections.emptyMap(), Dialect.UNSPECIFIED);

  private final Map<ImportOption, Object> values;
  private final Dialect dialect;

  private ImportOptions(Map<ImportOption, Object> values, Dialect dialect) {
    this.values = values;
    this.dialect = dialect;
  }

  /**
   * The options that {@link #texts} has written.
   *
   * @throws OptionException if a value cannot be that of its option
   * @throws IllegalArgumentException if there is no option of a name
   */
  public static ImportOptions ofTexts(Map<String, String> texts) {
    ImportOptions options = DEFAULT;
    for (Map.Entry<String, String> each : texts.entrySet()) {
      ImportOption option =
          ImportOption.named(each.getKey())
              .orElseThrow(
                  () -> new IllegalArgumentException("there is no option '" + each.getKey() + "'"));
      options = options.with(option, each.getValue());
    }
    options.requireConsistent();
    return options;
  }

  /** What is given, as text by the names of the options. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((option, value) -> texts.put(option.text(), option.write(value)));
    return Collections.unmodifiableMap(texts);
  }

  /**
   * These options with a value that is given as text. What is given of an option that is
   * {@linkplain ImportOption#isRepeatable repeatable} is added to what it has.
   *
   * @throws OptionException if it cannot be the value of the option
   */
  public ImportOptions with(ImportOption option, String text) {
    return add(option, option.read(text));
  }

  private ImportOptions add(ImportOption option, Object value) {
    Object before = values.get(option);
    return put(option, before == null ? value : option.join(before, value));
  }

  private ImportOptions put(ImportOption option, Object value) {
    Map<ImportOption, Object> changed = new EnumMap<>(ImportOption.class);
    changed.putAll(values);
    changed.put(option, value);
    return of(changed);
  }

  private static ImportOptions of(Map<ImportOption, Object> values) {
    Dialect dialect = Dialect.UNSPECIFIED;
    try {
      for (Map.Entry<ImportOption, Object> each : values.entrySet()) {
        dialect = each.getKey().into(dialect, each.getValue());
      }
    } catch (IllegalArgumentException e) {
      throw new OptionException(
          ImportOption.DELIMITER,
          "The option delimiter must not contain the quote or escape character.");
    }
    return new ImportOptions(Collections.unmodifiableMap(values), dialect);
  }

  /** Whether a value is given. */
  public boolean has(ImportOption option) {
    return values.containsKey(option);
  }

  private <T> @Nullable T value(ImportOption option, Class<T> type) {
    return type.cast(values.get(option));
  }

  private <T> T value(ImportOption option, Class<T> type, T otherwise) {
    T value = value(option, type);
    return value == null ? otherwise : value;
  }

  /** These options with a schema of the importer, by name. */
  public ImportOptions withSchema(String name) {
    return put(ImportOption.SCHEMA, new SchemaChoice(name, null));
  }

  /**
   * These options with a schema that the importer need not have. It is stored with the import, so
   * that resuming and correcting use it, too.
   */
  public ImportOptions withSchema(Schema schema) {
    return put(ImportOption.SCHEMA, new SchemaChoice(schema.name(), schema));
  }

  /** These options with another answer to duplicates. */
  public ImportOptions withOnDuplicate(OnDuplicate choice) {
    return put(ImportOption.ON_DUPLICATE, choice);
  }

  /** These options with a way to find the rows of a whole file in the import that it corrects. */
  public ImportOptions withMatch(RowMatch choice) {
    return put(ImportOption.MATCH, choice);
  }

  /**
   * These options with a bound on refused rows.
   *
   * @param rows 0 or more
   */
  public ImportOptions withMaxErrors(long rows) {
    return withMaxErrors(ErrorLimit.rows(rows));
  }

  /** These options with a bound on refused rows: a number, a share, or none at all. */
  public ImportOptions withMaxErrors(ErrorLimit limit) {
    return put(ImportOption.MAX_ERRORS, limit);
  }

  /**
   * These options with another severity for a fault.
   *
   * @param fault {@code extra-cell}, {@code missing-cell}, {@code constraint-error} or, for one
   *     rule of the last, for example {@code constraint-error.maxLength}
   * @throws IllegalArgumentException if no severity can be chosen for it; the message says why
   */
  public ImportOptions withSeverity(String fault, Severities.Level level) {
    return withSeverities(severities().with(fault, level));
  }

  /** These options with other severities. */
  public ImportOptions withSeverities(Severities choice) {
    return put(ImportOption.SEVERITY, choice);
  }

  /** These options with a handler of the importer, by name, that takes the valid rows. */
  public ImportOptions withHandler(String name) {
    return put(ImportOption.HANDLER, name);
  }

  /** These options with a target of the importer, by name, that the valid rows go into. */
  public ImportOptions withTarget(String name) {
    return put(ImportOption.TARGET, name);
  }

  /**
   * These options with one more row check of the importer, by name, behind those that are named
   * already.
   */
  public ImportOptions withRowCheck(String name) {
    return add(ImportOption.ROW_CHECK, new RowChecks(List.of(name)));
  }

  /** These options with another way to treat quotes that do not add up. */
  public ImportOptions withRepair(QuoteRepair choice) {
    return put(ImportOption.REPAIR, choice);
  }

  /** These options with the format of the source, which wins over what the source says. */
  public ImportOptions withFormat(Format format) {
    return put(ImportOption.FORMAT, format);
  }

  /**
   * These options with a dialect that is known, wholly or in part. What it gives wins over what the
   * source says.
   */
  public ImportOptions withDialect(Dialect known) {
    Map<ImportOption, Object> changed = new EnumMap<>(ImportOption.class);
    changed.putAll(values);
    for (ImportOption option : ImportOption.ofDialect()) {
      Object value = option.of(known);
      if (value != null) {
        changed.put(option, value);
      }
    }
    return of(changed);
  }

  /** These options with another name for the source: a label for people, never a path. */
  public ImportOptions withFilename(String name) {
    return put(ImportOption.FILENAME, name);
  }

  /**
   * These options with a column that feeds a field, whatever its label says.
   *
   * @param column the label as it stands in the source, or {@code #3} for the third column
   * @param field the name of the field; empty to leave the column out
   * @throws OptionException if the column is named already
   */
  public ImportOptions withMap(String column, String field) {
    return add(ImportOption.MAP, new Pairs(Map.of(column, field)));
  }

  /**
   * These options without any column that was named, and without what is remembered of files with
   * the same labels: every column feeds the field whose label it has, unless {@link #withMap} says
   * otherwise.
   */
  public ImportOptions withoutMap() {
    return put(ImportOption.MAP, new Pairs(Map.of()));
  }

  /** These options with a column that is left out: it is neither checked nor stored. */
  public ImportOptions withoutColumn(String column) {
    return withMap(column, "");
  }

  /**
   * These options with a value for a field that no column feeds.
   *
   * @param value as it would stand in a cell
   * @throws OptionException if the field has a constant already
   */
  public ImportOptions withConstant(String field, String value) {
    return add(ImportOption.CONSTANT, new Pairs(Map.of(field, value)));
  }

  /** These options with another choice of cells that lose the white space at their ends. */
  public ImportOptions withTrim(Trim choice) {
    return put(ImportOption.TRIM, choice);
  }

  /**
   * These options with notations of spreadsheets read as what they stand for, or as they are: a
   * value wrapped as a formula, {@code ="01234"}, and an apostrophe that guards one.
   */
  public ImportOptions withUnwrap(boolean unwrap) {
    return put(ImportOption.UNWRAP, unwrap);
  }

  /**
   * These options, with numbers of a workbook in columns of text read as people see them, or as
   * they are stored.
   */
  public ImportOptions withShown(boolean shown) {
    return put(ImportOption.SHOWN, shown);
  }

  /**
   * These options with one more value that another takes the place of.
   *
   * @param from the whole cell
   * @param to the value in its place; empty for none
   */
  public ImportOptions withReplacement(String field, String from, String to) {
    return add(ImportOption.REPLACE, new Replacements(List.of(new Replacement(field, from, to))));
  }

  /** The name of the schema; null for that of the importer. */
  public @Nullable String schema() {
    SchemaChoice choice = value(ImportOption.SCHEMA, SchemaChoice.class);
    return choice == null ? null : choice.name();
  }

  /** The schema, if it is given itself and not by name. */
  public Optional<Schema> ownSchema() {
    SchemaChoice choice = value(ImportOption.SCHEMA, SchemaChoice.class);
    return Optional.ofNullable(choice == null ? null : choice.own());
  }

  /**
   * How the rows of a whole file that corrects an import are found in it; empty for whichever fits.
   */
  public Optional<RowMatch> match() {
    return Optional.ofNullable(value(ImportOption.MATCH, RowMatch.class));
  }

  /** What to do if the same bytes were imported before. */
  public OnDuplicate onDuplicate() {
    return value(ImportOption.ON_DUPLICATE, OnDuplicate.class, OnDuplicate.RETURN_EXISTING);
  }

  /**
   * How many rows may be refused before the import fails with {@code too-many-errors}, or with
   * {@code refused-row} if it is {@link ErrorLimit#STRICT}.
   */
  public ErrorLimit maxErrors() {
    return isStrict()
        ? ErrorLimit.STRICT
        : value(ImportOption.MAX_ERRORS, ErrorLimit.class, ErrorLimit.ANY);
  }

  private boolean isStrict() {
    return value(ImportOption.STRICT, Boolean.class, false);
  }

  /** What becomes of CSV records whose quotes do not add up. */
  public QuoteRepair repair() {
    return value(ImportOption.REPAIR, QuoteRepair.class, QuoteRepair.OFF);
  }

  /** Which faults of rows are only warned of. */
  public Severities severities() {
    return value(ImportOption.SEVERITY, Severities.class, Severities.DEFAULT);
  }

  /** The name of the handler of the importer that takes the valid rows, or null. */
  public @Nullable String handler() {
    return value(ImportOption.HANDLER, String.class);
  }

  /** The name of the target of the importer that the valid rows go into, or null. */
  public @Nullable String target() {
    return value(ImportOption.TARGET, String.class);
  }

  /** The names of the row checks of the importer that look at the rows, in their order. */
  public List<String> rowChecks() {
    return value(ImportOption.ROW_CHECK, RowChecks.class, RowChecks.NONE).names();
  }

  /**
   * Which column feeds which field, as far as it is given: the field by the label, or by {@code #3}
   * for the third column; an empty field leaves the column out.
   */
  public Map<String, String> map() {
    return pairs(ImportOption.MAP);
  }

  /** The values of fields that no column feeds, by the name of the field. */
  public Map<String, String> constants() {
    return pairs(ImportOption.CONSTANT);
  }

  private Map<String, String> pairs(ImportOption option) {
    Pairs pairs = value(option, Pairs.class);
    return pairs == null ? Map.of() : pairs.texts();
  }

  /** Whose cells lose the white space at their ends. */
  public Trim trim() {
    return value(ImportOption.TRIM, Trim.class, Trim.NONE);
  }

  /** Whether notations of spreadsheets are read as what they stand for. */
  public boolean unwrap() {
    return value(ImportOption.UNWRAP, Boolean.class, false);
  }

  /** Whether numbers of a workbook in columns of text are read as people see them. */
  public boolean shown() {
    return value(ImportOption.SHOWN, Boolean.class, false);
  }

  /** The values that others take the place of, in their order. */
  public List<Replacement> replacements() {
    return value(ImportOption.REPLACE, Replacements.class, Replacements.NONE).list();
  }

  /** The format, if it is given. */
  public Optional<Format> format() {
    return Optional.ofNullable(value(ImportOption.FORMAT, Format.class));
  }

  /** What is given of the dialect. */
  public Dialect dialect() {
    return dialect;
  }

  /** The name for the source, if it is given. */
  public Optional<String> filename() {
    return Optional.ofNullable(value(ImportOption.FILENAME, String.class));
  }

  /** The source with all that these options say of it. */
  public Source applyTo(Source source) {
    Map<ImportOption, Object> known = new EnumMap<>(ImportOption.class);
    known.putAll(DEFAULT.withDialect(source.dialect()).values);
    known.putAll(values);
    Source applied = source.withDialect(of(known).dialect);
    if (filename().isPresent()) {
      applied = applied.withName(filename().get());
    }
    return format().map(applied::withFormat).orElse(applied);
  }

  /**
   * Checks what depends on several options.
   *
   * @throws OptionException if two of them do not go together
   */
  public void requireConsistent() {
    if (isStrict() && has(ImportOption.MAX_ERRORS)) {
      throw new OptionException(
          ImportOption.MAX_ERRORS,
          "The option max_errors must not be given with strict, which allows no error at all.");
    }
  }

  /** Equal if the same values are given. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ImportOptions options && options.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** What is given, by the names of the options. */
  @Override
  public String toString() {
    return texts().toString();
  }
}
