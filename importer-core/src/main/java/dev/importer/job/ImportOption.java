package dev.importer.job;

import dev.importer.internal.text.Suggestion;
import dev.importer.source.Dialect;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The options of an import: their names, what they mean, and how their values are read from text
 * and written as text. Requests, commands, their descriptions and stored plans all take them from
 * here. Further ones may come.
 */
@SuppressWarnings("ImmutableEnumChecker") // Functions and sets that nobody changes.
public enum ImportOption {
  /** The schema. */
  SCHEMA(
      "schema",
      OptionType.SCHEMA,
      Use.READING,
      "What rows are checked against: the name of a schema; none for nothing. Default: users.",
      "Under `none` CSV cells are kept as text and JSON values as they are."),

  /** The format. */
  FORMAT("format", OptionType.FORMAT, Use.ANY, "The format.", "Detected if it is not given."),

  /** The character encoding. */
  ENCODING(
      "encoding",
      OptionType.ENCODING,
      Dialect::encoding,
      Dialect::withEncoding,
      Use.ANY,
      "The character encoding, such as utf-8 or windows-1252.",
      "What the sender says of the file (the `charset` of `Content-Type`) if it is not given, and"
          + " detected if nothing is said; a byte order mark wins over this option."),

  /** What separates cells. */
  DELIMITER(
      "delimiter",
      OptionType.DELIMITER,
      Dialect::delimiter,
      Dialect::withDelimiter,
      Use.ANY,
      "What separates the cells of CSV, 1 to 8 characters; tab for a tab.",
      "`\\t` is a tab, too. Detected if it is not given."),

  /** What encloses cells. */
  QUOTE(
      "quote",
      OptionType.CHARACTER,
      Dialect::quoteChar,
      Dialect::withQuoteChar,
      Use.ANY,
      "What encloses cells of CSV; empty for nothing.",
      "Detected if it is not given."),

  /** What makes a quote part of a cell. */
  ESCAPE(
      "escape",
      OptionType.CHARACTER,
      Dialect::escapeChar,
      Dialect::withEscapeChar,
      Use.ANY,
      "What makes the next quote part of a cell, and a delimiter or line end too if it is no quote"
          + " itself: the quote if it is doubled, or a backslash; empty for nothing.",
      "Detected if it is not given."),

  /** Whether there are labels. */
  HEADER(
      "header",
      OptionType.TRUTH,
      Dialect::header,
      Dialect::withHeader,
      Use.READING_AND_INFERENCE,
      "Whether CSV has labels above its rows.",
      "Detected if it is not given."),

  /** How many lines are not data. */
  SKIP_ROWS(
      "skip_rows",
      OptionType.number(0, Integer.MAX_VALUE),
      Dialect::skipRows,
      Dialect::withSkipRows,
      Use.ANY,
      "How many lines before the labels, or before the first row, are skipped.",
      "Detected if it is not given."),

  /** Over how many rows labels are spread. */
  HEADER_ROWS(
      "header_rows",
      OptionType.number(1, Dialect.MOST_HEADER_ROWS),
      Dialect::headerRows,
      Dialect::withHeaderRows,
      Use.READING_AND_INFERENCE,
      "Over how many rows the labels are spread; their parts are joined.",
      "Detected if it is not given."),

  /** What joins the parts of a label. */
  HEADER_JOIN(
      "header_join",
      OptionType.SHORT_TEXT,
      Dialect::headerJoin,
      Dialect::withHeaderJoin,
      Use.READING_AND_INFERENCE,
      "What is put between the parts of a label that is spread over several rows.",
      "A blank if it is not given."),

  /** Whether white space after a delimiter is text. */
  SKIP_INITIAL_SPACE(
      "skip_initial_space",
      OptionType.TRUTH,
      Dialect::skipInitialSpace,
      Dialect::withSkipInitialSpace,
      Use.ANY,
      "Whether white space after a delimiter is no part of a CSV cell.",
      "A quote after it encloses the cell. Detected if it is not given."),

  /** What makes a line a comment. */
  COMMENT(
      "comment",
      OptionType.CHARACTER,
      Dialect::commentChar,
      Dialect::withCommentChar,
      Use.ANY,
      "What makes a line of CSV that begins with it a comment; empty for nothing.",
      "Comments are skipped and counted. Detected above the labels if it is not given."),

  /** Where the records are in JSON. */
  PROPERTY(
      "property",
      OptionType.PROPERTY,
      Dialect::property,
      Dialect::withProperty,
      Use.ANY,
      "The member of JSON that holds the records: its name, or a JSON Pointer.",
      "Found if it is not given and one member only is an array of objects; empty for the file"
          + " itself."),

  /** The sheet of a workbook. */
  SHEET(
      "sheet",
      OptionType.SHEET,
      Dialect::sheet,
      Dialect::withSheet,
      Use.ANY,
      "The sheet of a workbook that holds the rows: its name, or its number from 1.",
      "The first one that people see if it is not given."),

  /** Which column feeds which field. */
  MAP(
      "map",
      OptionType.PAIRS_BY_LAST_SIGN,
      Use.IMPORTS,
      "Which column feeds which field: LABEL=FIELD; may be given several times.",
      "The label as it stands in the file, or `#3` for the third column; an empty field leaves the"
          + " column out. In JSON an object of fields by labels."),

  /** Values of fields that no column feeds. */
  CONSTANT(
      "constant",
      OptionType.PAIRS_BY_FIRST_SIGN,
      Use.IMPORTS,
      "The value of a field that no column feeds: FIELD=VALUE; may be given several times.",
      "In JSON an object of values by fields."),

  /** Whose cells lose the white space at their ends. */
  TRIM(
      "trim",
      OptionType.TRIM,
      Use.IMPORTS,
      "Whose cells lose the white space at their ends: none, cells for all, or names of fields.",
      "White space of Unicode, zero-width characters and byte order marks; each cell is counted."
          + " Nobody's if it is not given."),

  /** Whether notations of spreadsheets are undone. */
  UNWRAP(
      "unwrap",
      OptionType.TRUTH,
      Use.IMPORTS,
      "Whether =\"01234\" and an apostrophe that guards a value are read as the text inside.",
      "Each cell is counted. Read as they are if it is not given."),

  /** Whether numbers of workbooks are read as they are shown. */
  SHOWN(
      "shown",
      OptionType.TRUTH,
      Use.IMPORTS,
      "Whether numbers of a workbook in columns of text are read as people see them, 01067 for 1067.",
      "Each cell is counted. Read as they are stored if it is not given."),

  /** Values that others take the place of. */
  REPLACE(
      "replace",
      OptionType.REPLACEMENTS,
      Use.IMPORTS,
      "A value of a field that another takes the place of: FIELD:FROM=TO; may be given several"
          + " times.",
      "The whole cell is compared, letter by letter, before it is checked; each one is counted. In"
          + " JSON an array of objects with `field`, `from` and `to`."),

  /** What becomes of quotes that do not add up. */
  REPAIR(
      "repair",
      OptionType.REPAIR,
      Use.IMPORTS,
      "Whether CSV rows whose quotes do not add up are repaired.",
      "They are read in the way that gives as many cells as there are columns, and every repair is"
          + " reported. Not repaired if it is not given."),

  /** How many rows may be refused. */
  MAX_ERRORS(
      "max_errors",
      OptionType.LIMIT,
      Use.IMPORTS,
      "How many rows may be refused, or which share of them.",
      "A number such as `100`, or a share such as `5%` (in a query `5%25`), which is judged from row"
          + " 1,000 on and at the end; the import fails with `too-many-errors` if there are more. Any"
          + " number if it is not given."),

  /** Whether one refused row is too many. */
  STRICT(
      "strict",
      OptionType.TRUTH,
      Use.IMPORTS,
      "Whether no row may be refused.",
      "The first one lets the import fail with `refused-row`. Not to be given with `max_errors`."),

  /** Which faults are only warned of. */
  SEVERITY(
      "severity",
      OptionType.SEVERITIES,
      Use.IMPORTS,
      "Faults that are only warned of, such as extra-cell:warning.",
      "They do not refuse a row: `extra-cell`, `missing-cell`, `constraint-error`, or one rule of the"
          + " last such as `constraint-error.maxLength`, each with `:warning`, separated by commas."),

  /** What becomes of a file that was imported before. */
  ON_DUPLICATE(
      "on_duplicate",
      OptionType.ON_DUPLICATE,
      Use.IMPORTS,
      "What to do if the file was imported before in the same way. Default: return that import.",
      "The same way means the same bytes under the same schema with the same rules and with the same"
          + " format, dialect, repair and severities. `refuse` is a 409 `duplicate-import`, `allow`"
          + " imports them again. Has no effect on a check."),

  /** How the rows of a whole file that corrects an import are found in it. */
  MATCH(
      "match",
      OptionType.MATCH,
      Use.CORRECTIONS,
      "How the rows of a whole file are found in the import: row_number or primary_key.",
      "A whole file has the columns of the import and no `_row`. By their numbers if it is not given"
          + " and the file has the same rows in the same order, otherwise by the primary key of the"
          + " schema, if there is one. Means nothing to a download of refused rows."),

  /** What the file is called. */
  FILENAME(
      "filename",
      OptionType.FILE_NAME,
      Use.ANY,
      "What the file is called: a label, never a path.",
      "Its ending helps to detect the format."),

  /** The handler of the host that takes the valid rows. */
  HANDLER(
      "handler",
      OptionType.HANDLER,
      Use.LIBRARY,
      "The row handler of the application that takes the valid rows.",
      ""),

  /** The rules of the host that rows must keep to. */
  ROW_CHECK(
      "row_check",
      OptionType.ROW_CHECKS,
      Use.LIBRARY,
      "The row check of the application that looks at the rows before they are stored.",
      ""),

  /** The target of the host that the valid rows go into. */
  TARGET(
      "target",
      OptionType.TARGET,
      Use.IMPORTS,
      "The target of the application whose table the valid rows go into, by name.",
      "All rows reach the table when the import completes, or none. A row that the table refuses is"
          + " refused.");

  /** What an option means something to. */
  public enum Use {
    /** Importing a file, and telling what an import would do. */
    IMPORT,
    /** Telling how a file would be read. */
    DETECTION,
    /** Finding a schema. */
    INFERENCE,
    /** Taking corrected rows back. */
    CORRECTION;

    private static final Set<Use> LIBRARY = Set.of();
    private static final Set<Use> IMPORTS = EnumSet.of(IMPORT);
    private static final Set<Use> READING = EnumSet.of(IMPORT, DETECTION);
    private static final Set<Use> READING_AND_INFERENCE = EnumSet.of(IMPORT, DETECTION, INFERENCE);
    private static final Set<Use> CORRECTIONS = EnumSet.of(CORRECTION);
    private static final Set<Use> ANY = EnumSet.allOf(Use.class);
  }

  /** What a dialect has of an option; null if that is not given. */
  private interface Part<T> {
    @Nullable T of(Dialect dialect);
  }

  private static final int LONGEST_SHOWN = 60;

  private final String text;
  private final OptionType<?> type;
  private final Part<?> fromDialect;
  private final BiFunction<Dialect, Object, Dialect> intoDialect;
  private final boolean partOfDialect;
  private final Set<Use> uses;
  private final String help;
  private final String details;

  ImportOption(String text, OptionType<?> type, Set<Use> uses, String help, String details) {
    this.text = text;
    this.type = type;
    this.fromDialect = dialect -> null;
    this.intoDialect = (dialect, value) -> dialect;
    this.partOfDialect = false;
    this.uses = uses;
    this.help = help;
    this.details = details;
  }

  <T> ImportOption(
      String text,
      OptionType<T> type,
      Part<T> from,
      BiFunction<Dialect, T, Dialect> into,
      Set<Use> uses,
      String help,
      String details) {
    this.text = text;
    this.type = type;
    this.fromDialect = from;
    this.intoDialect = (dialect, value) -> into.apply(dialect, type.values().cast(value));
    this.partOfDialect = true;
    this.uses = uses;
    this.help = help;
    this.details = details;
  }

  /** The option of this name; empty if there is none. */
  public static Optional<ImportOption> named(String text) {
    return Arrays.stream(values()).filter(option -> option.text.equals(text)).findFirst();
  }

  /** The options that mean something to this, in the order in which they are shown. */
  public static List<ImportOption> of(Use use) {
    return Arrays.stream(values()).filter(option -> option.uses.contains(use)).toList();
  }

  /** The options that make up a {@link Dialect}. */
  public static List<ImportOption> ofDialect() {
    return Arrays.stream(values()).filter(option -> option.partOfDialect).toList();
  }

  /** The name, in small letters with underscores: {@code skip_rows}. */
  public String text() {
    return text;
  }

  /** What stands for a value where a person is told of the option, for example {@code N}. */
  public String label() {
    return type.label();
  }

  /** Whether the values are true and false. */
  public boolean isTruth() {
    return "boolean".equals(jsonSchema().get("type"));
  }

  /** Whether the values are numbers. */
  public boolean isNumber() {
    return "integer".equals(jsonSchema().get("type"));
  }

  /** Whether it may be given several times, each time for another name. */
  public boolean isRepeatable() {
    return type.joiner() != null;
  }

  /** One sentence about what it does. */
  public String help() {
    return help;
  }

  /** Further sentences, with code in backquotes; may be empty. */
  public String details() {
    return details;
  }

  /** The values in JSON, as JSON Schema. */
  public Map<String, Object> jsonSchema() {
    return type.jsonSchema();
  }

  /**
   * A text cannot be the value of this option, because only these can.
   *
   * @param known the values to choose from
   */
  public OptionException unfit(String value, Collection<String> known) {
    return unfit(value, "one of " + known.stream().sorted().toList(), known, null);
  }

  private OptionException unfit(
      String value, String rule, Collection<String> known, @Nullable String reason) {
    String shown =
        value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
    String hint = Suggestion.hint(value, known);
    return new OptionException(
        this,
        "The option "
            + text
            + " must be "
            + rule
            + ", but is '"
            + shown
            + "'"
            + (reason == null ? "" : ": " + reason)
            + (hint.isEmpty() ? "." : hint));
  }

  Object read(String value) {
    Object read;
    try {
      read = type.reader().read(value);
    } catch (IllegalArgumentException e) {
      throw unfit(value, type.rule(), type.known(), e.getMessage());
    }
    if (read == null) {
      throw unfit(value, type.rule(), type.known(), null);
    }
    return read;
  }

  /** One value of two, of an option that is {@linkplain #isRepeatable repeatable}. */
  Object join(Object before, Object next) {
    try {
      return join(type, before, next);
    } catch (IllegalArgumentException e) {
      throw new OptionException(this, "Of the option " + text + ", " + e.getMessage() + ".");
    }
  }

  private static <T> Object join(OptionType<T> type, Object before, Object next) {
    BinaryOperator<T> joiner = type.joiner();
    return joiner == null
        ? next
        : joiner.apply(type.values().cast(before), type.values().cast(next));
  }

  String write(Object value) {
    return write(type, value);
  }

  private static <T> String write(OptionType<T> type, Object value) {
    return type.writer().apply(type.values().cast(value));
  }

  @Nullable Object of(Dialect dialect) {
    return fromDialect.of(dialect);
  }

  Dialect into(Dialect dialect, Object value) {
    return intoDialect.apply(dialect, value);
  }
}
