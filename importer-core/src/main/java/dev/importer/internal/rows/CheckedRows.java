package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.check.ColumnMeanings;
import dev.importer.internal.check.ColumnSelection;
import dev.importer.internal.check.RowValidator;
import dev.importer.internal.check.SourceSample;
import dev.importer.internal.clean.RowCleaner;
import dev.importer.internal.parse.RowReader;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import dev.importer.internal.workbook.CellNotation;
import dev.importer.results.Accounting;
import dev.importer.results.DialectDetection;
import dev.importer.results.HeaderMapping;
import dev.importer.results.SourceDetection;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source, each parsed and checked. Not thread-safe; whoever opens it closes it.
 *
 * <p>After the last row the content is compared with what was promised, so that a file that changed
 * while it was read is noticed, and every byte of it must belong to a row or to another part of it.
 */
public final class CheckedRows implements AutoCloseable {

  private final Content content;
  private final ImportPlan plan;
  private final Spool spool;
  private final Limits limits;
  private final Schema schema;
  private final RowReader reader;
  private final RowValidator validator;
  private final RowWarnings rowWarnings = new RowWarnings();
  private final CellChanges cellChanges = new CellChanges();
  private final SuspectCells suspectCells;
  private final MisreadTexts misreadTexts;
  private final Set<String> columns = new LinkedHashSet<>();
  private long columnCharacters;

  /** Whether there were more labels than are kept. */
  private boolean hasMoreColumns;

  private long unknownColumns;
  private @Nullable Header lastHeader;

  /** Null if no column is left out. */
  private @Nullable ColumnSelection selection;

  private boolean lookedAhead;

  private final HostChecks host;

  /** Rows that the host has had its say on, and that were not handed out yet. */
  private final Deque<CheckedRow> ready = new ArrayDeque<>();

  /** How the cells of a workbook are written, once that is known. */
  private List<CellNotation> notations = List.of();

  private CheckedRows(
      Content content, ImportPlan plan, Schema schema, Spool spool, HostChecks host) {
    this.host = host;
    this.content = content;
    this.plan = plan;
    this.spool = spool;
    this.limits = spool.limits();
    this.schema = schema;
    this.validator =
        new RowValidator(schema, plan.mapping(), plan.cleaning(), spool, plan.severities());
    this.selection = ColumnSelection.of(validator.meanings());
    this.suspectCells = new SuspectCells(schema, this::fieldOf, limits.maxColumns());
    this.misreadTexts =
        new MisreadTexts(
            Objects.requireNonNullElse(detection().dialect().encoding(), StandardCharsets.UTF_8));
    this.lookedAhead = !validator.needsOffers();
    this.reader = openReader();
  }

  /**
   * Opens a source and checks its header.
   *
   * @param plan how its bytes become rows, and which of their faults are only warned of
   * @param schema what its rows are checked against
   * @param spool where the keys of rows lie if they are too many for the memory; its limits bound
   *     the source
   * @param host what the host has to say of rows that keep to the schema
   * @throws SourceException if the file cannot be used
   */
  public static CheckedRows open(
      Content content, ImportPlan plan, Schema schema, Spool spool, HostChecks host) {
    content.requireUnchanged();
    RowCleaner.requireNames(plan.cleaning(), schema, null);
    CheckedRows rows = new CheckedRows(content, plan, schema, spool, host);
    try {
      rows.reader.header().ifPresent(rows::begin);
      return rows;
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  /** The beginning of a source, whose labels may be none that a schema would take. */
  static SourceSample start(Content content, ImportPlan plan, Spool spool) {
    CheckedRows rows = new CheckedRows(content, plan, Schema.NONE, spool, HostChecks.none());
    rows.close();
    return rows.start();
  }

  /**
   * What the columns of a source mean and probably mean under a schema, whether or not it would
   * take them; of records that bring their own labels, those of the first.
   */
  static HeaderMapping likelyMapping(Content content, ImportPlan plan, Schema schema, Spool spool) {
    try (CheckedRows rows = new CheckedRows(content, plan, schema, spool, HostChecks.none())) {
      rows.reader
          .header()
          .ifPresentOrElse(
              header -> rows.validator.takeHeader(header, rows.reader.labels()),
              () -> rows.start().rows().forEach(rows::collectColumns));
      return rows.likelyMapping();
    }
  }

  private SourceStart start() {
    return new SourceStart(this::openReader, this::openRecords);
  }

  private RowReader openReader() {
    RowReader opened =
        RowReader.open(content, detection().format(), detection().dialect(), plan.repair(), spool);
    opened.writeAs(notations);
    return opened;
  }

  /** Reads a table as if all of it were rows. */
  private RowReader openRecords() {
    Dialect dialect = detection().dialect().withHeader(false).withHeaderRows(1).withSkipRows(0);
    return RowReader.open(content, detection().format(), dialect, plan.repair(), spool);
  }

  private void begin(Header header) {
    validator.requireHeader(header, reader.labels(), start());
    selection = ColumnSelection.of(validator.meanings());
    notations = CellNotations.of(header, validator.meanings(), schema, plan.cleaning().shown());
    reader.writeAs(notations);
    unknownColumns =
        schema.fields().isEmpty()
            ? 0
            : mapping().columns().stream().filter(HeaderMapping.Column::isUnknown).count();
    RowCleaner.requireNames(plan.cleaning(), schema, header.labels());
    columns.addAll(header.labels());
    columnCharacters = header.labels().stream().mapToLong(String::length).sum();
    lastHeader = header;
  }

  /**
   * The next row, or null after the last. Under a schema with foreign keys the first call reads the
   * whole source, unless {@link #resumeAfter} did, because a row may refer to a later one. Where
   * the host has a say, rows are read in batches ahead of those that are handed out.
   */
  public @Nullable CheckedRow next() {
    if (!lookedAhead) {
      lookAhead(() -> false);
    }
    if (host.isNone()) {
      Row row = parse();
      return row == null ? null : counted(validator.compare(alone(row)));
    }
    if (ready.isEmpty()) {
      List<CheckedRow> batch = host.apply(validator, batchAlone(host.batchSize()));
      batch.forEach(row -> ready.add(validator.compare(row)));
    }
    CheckedRow next = ready.poll();
    return next == null ? null : counted(next);
  }

  private CheckedRow alone(Row row) {
    CheckedRow checked = validator.checkAlone(row);
    suspectCells.add(checked.cleaned());
    return checked;
  }

  private CheckedRow counted(CheckedRow checked) {
    rowWarnings.add(checked.warnings());
    cellChanges.add(checked);
    return checked;
  }

  /**
   * The next rows, each checked alone; none after the last.
   *
   * @param most how many at most
   */
  private List<CheckedRow> batchAlone(long most) {
    List<CheckedRow> batch = new ArrayList<>();
    long characters = 0;
    while (batch.size() < most && characters < HostChecks.MAX_BATCH_CHARACTERS) {
      Row row = parse();
      if (row == null) {
        break;
      }
      batch.add(alone(row));
      characters += charactersOf(row);
    }
    return batch;
  }

  private static long charactersOf(Row row) {
    long characters = 0;
    for (int i = 0; i < row.size(); i++) {
      Object cell = row.cell(i);
      characters += cell instanceof String text ? text.length() : String.valueOf(cell).length();
    }
    return characters;
  }

  /**
   * Passes over rows, for a run that goes on where another stopped. They are checked again if later
   * ones are compared with them, if they are cleaned, or if there may be warnings among their
   * faults: what was changed and what was warned of is counted from the first row on. The host is
   * asked again only if what it has changed is compared with later rows; what it has changed
   * otherwise is counted with {@link #countChanged}.
   *
   * @param stored how many rows to pass over
   * @param stop asked before each row whether to give up
   * @return whether it was done; if not, these rows can only be closed
   */
  public boolean resumeAfter(long stored, BooleanSupplier stop) {
    if (!lookedAhead && !lookAhead(stop)) {
      return false;
    }
    for (long left = stored; left > 0; ) {
      if (stop.getAsBoolean()) {
        return false;
      }
      if (asksHostAgain()) {
        List<CheckedRow> batch = batchAlone(Math.min(left, host.batchSize()));
        requireRows(!batch.isEmpty());
        host.applyNamed(validator, batch).forEach(row -> counted(validator.compare(row)));
        left -= batch.size();
        continue;
      }
      Row row = parse();
      requireRows(row != null);
      if (validator.comparesRows() || validator.cleaner() != null || plan.severities().mayWarn()) {
        CheckedRow unused = counted(validator.compare(alone(Objects.requireNonNull(row))));
      } else {
        suspectCells.add(Objects.requireNonNull(row));
      }
      left--;
    }
    return true;
  }

  /**
   * Whether a run that goes on asks the checks of the host about rows again that are stored: their
   * values are compared with later ones, or they may be warned of.
   */
  public boolean asksHostAgain() {
    return host.mayChange() && (validator.comparesRows() || plan.severities().mayWarn());
  }

  /** Counts a cell that a check of the host has changed in a row that is passed over. */
  public void countChanged(long row, long line, String field) {
    cellChanges.add(ErrorCode.CHECKED_CELL, field, row, line);
  }

  private static void requireRows(boolean more) {
    if (!more) {
      throw new SourceException(
          ErrorCode.SOURCE_ERROR, "The source has fewer rows than were stored of it already.");
    }
  }

  /** Reads the source once for all that its rows may refer to. */
  private boolean lookAhead(BooleanSupplier stop) {
    try (RowReader ahead = openReader()) {
      List<CheckedRow> batch = new ArrayList<>();
      for (Row row = ahead.next(); row != null; row = ahead.next()) {
        if (stop.getAsBoolean()) {
          return false;
        }
        if (!host.mayChange()) {
          validator.offer(selected(row));
          continue;
        }
        batch.add(validator.checkAlone(selected(row)));
        if (batch.size() >= host.batchSize()) {
          offer(batch);
          batch = new ArrayList<>();
        }
      }
      offer(batch);
    }
    content.requireUnchanged();
    lookedAhead = true;
    return true;
  }

  /** What rows refer to is what the host has made of it. */
  private void offer(List<CheckedRow> batch) {
    host.applyNamed(validator, batch).forEach(validator::offer);
  }

  private @Nullable Row parse() {
    Row row = reader.next();
    if (row == null) {
      content.requireUnchanged();
      reader.requireAllRead(content.size());
      requireNamedMembers();
      return null;
    }
    if (row.header() != lastHeader) {
      collectColumns(row);
    }
    Row kept = selected(row);
    if (!reader.isAscii()) {
      misreadTexts.add(kept);
    }
    return kept;
  }

  private Row selected(Row row) {
    ColumnSelection columnSelection = selection;
    return columnSelection == null ? row : columnSelection.of(row);
  }

  private int fieldOf(String label) {
    return validator.meanings().positionOf(validator.meanings().of(label).field());
  }

  /** Of records that bring their own labels, all have to be read to know that one is nowhere. */
  private void requireNamedMembers() {
    if (reader.header().isEmpty() && !hasMoreColumns && !columns.isEmpty()) {
      validator.meanings().requireMet(columns());
    }
  }

  /** The labels met so far are kept for downloads; as many, and as long, as one row may have. */
  private void collectColumns(Row row) {
    Header header = row.header();
    // Labels made up for surplus cells, or for what is no object, are none of the source's own.
    boolean ownLabels = reader.header().isEmpty() && row.faults().isEmpty();
    lastHeader = header;
    for (String label : header.labels()) {
      boolean room =
          columns.size() < limits.maxColumns()
              && columnCharacters + label.length() <= limits.maxRecordLength();
      hasMoreColumns |= !room;
      if (room && columns.add(label)) {
        columnCharacters += label.length();
        if (ownLabels && !schema.fields().isEmpty() && validator.meanings().of(label).isUnknown()) {
          unknownColumns++;
        }
      }
    }
  }

  /** The labels met so far, in the order in which they came first. */
  public List<String> columns() {
    return List.copyOf(columns);
  }

  /** After the last row: why the source cannot be used though all of it was read, or null. */
  public @Nullable SourceException unusedReplacement() {
    RowCleaner cleaner = validator.cleaner();
    return cleaner == null ? null : cleaner.unusedReplacement();
  }

  /** Which of them feeds which field of the schema, and why; of CSV, those of the header only. */
  public HeaderMapping mapping() {
    ColumnMeanings meanings = validator.meanings();
    return reader.header().map(meanings::ofHeader).orElseGet(() -> meanings.ofMembers(columns()));
  }

  /** The mapping with columns that probably belong to fields which nothing feeds. */
  HeaderMapping likelyMapping() {
    return validator.withProposals(mapping(), start());
  }

  /** Whether the labels stand above the rows, so that all of them are known before the first. */
  boolean hasHeader() {
    return reader.header().isPresent();
  }

  /** Refuses to go on once the importer is closed: the bytes may be gone. */
  void requireOpen() {
    spool.requireOpen();
  }

  /** The labels as they stand in the source, see {@link RowReader#labels}. */
  public List<String> labels() {
    return reader.labels();
  }

  /** How many different labels were met so far; grows with {@link #columns}. */
  public int columnCount() {
    return columns.size();
  }

  /** How many bytes have been read so far, for progress. */
  public long bytesRead() {
    return reader.bytesRead();
  }

  /** What was met so far that refuses nothing, by code text, with exact counts. */
  public Map<String, Long> warnings() {
    Map<String, Long> warnings = new TreeMap<>();
    reader.warnings().forEach((code, count) -> warnings.put(code.text(), count));
    warnings.putAll(rowWarnings.counts());
    warnings.putAll(cellChanges.counts());
    suspectCells.counts().forEach((code, count) -> warnings.put(code.text(), count));
    if (misreadTexts.count() > 0) {
      warnings.put(ErrorCode.MOJIBAKE.text(), misreadTexts.count());
    }
    if (detection().encoding().isGuess()) {
      warnings.put(ErrorCode.GUESSED_ENCODING.text(), 1L);
    }
    if (!wrapperNotices().isEmpty()) {
      warnings.put(ErrorCode.WRAPPED_RECORDS.text(), 1L);
    }
    int skippedLines = skippedLines();
    if (skippedLines > 0) {
      warnings.put(ErrorCode.PREAMBLE.text(), (long) skippedLines);
    }
    long uncheckedKeys =
        schema.foreignKeys().stream().filter(key -> !key.isChecked()).count() - host.checkedKeys();
    if (uncheckedKeys > 0) {
      warnings.put(ErrorCode.UNCHECKED_KEY.text(), uncheckedKeys);
    }
    if (plan.mapping().isRemembered()) {
      warnings.put(ErrorCode.REMEMBERED_MAPPING.text(), (long) plan.mapping().columns().size());
    }
    if (unknownColumns > 0) {
      warnings.put(ErrorCode.UNKNOWN_COLUMN.text(), unknownColumns);
    }
    return warnings;
  }

  /** What the rows are checked against. */
  public Schema schema() {
    return schema;
  }

  /** How the source is read, and why. */
  public SourceDetection detection() {
    return plan.detected();
  }

  /** The first places of those warnings that have one. */
  public List<Notice> notices() {
    List<Notice> others = new ArrayList<>(wrapperNotices());
    if (skippedLines() > 0) {
      String message =
          skippedLines() == 1
              ? "This line was taken for none of the table, and is skipped."
              : "Lines 1 to "
                  + skippedLines()
                  + " were taken for none of the table, and are skipped.";
      others.add(new Notice(ErrorCode.PREAMBLE, null, 1, null, message));
    }
    others.addAll(reader.notices());
    others.addAll(cellChanges.notices());
    others.addAll(suspectCells.notices());
    others.addAll(misreadTexts.notices());
    return rowWarnings.with(others);
  }

  /** What was detected of JSON besides its encoding is where its records stand. */
  private List<Notice> wrapperNotices() {
    DialectDetection wrapper = detection().format().isTable() ? null : detection().table();
    return wrapper == null
        ? List.of()
        : wrapper.evidence().stream()
            .map(sentence -> new Notice(ErrorCode.WRAPPED_RECORDS, null, 1, null, sentence))
            .toList();
  }

  /** How many lines are skipped that nobody has asked to skip. */
  private int skippedLines() {
    DialectDetection table = detection().table();
    return table == null ? 0 : table.skippedLines();
  }

  /** Where the bytes have gone that were read so far; all of them after the last row. */
  public Accounting accounting() {
    return reader.accounting();
  }

  @Override
  public void close() {
    try (validator) {
      reader.close();
    }
  }
}
