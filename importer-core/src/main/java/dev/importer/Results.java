package dev.importer;

import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.error.SourceException;
import dev.importer.internal.check.ColumnMeanings;
import dev.importer.internal.correct.RefusedRowsCsv;
import dev.importer.internal.correct.RefusedRowsXlsx;
import dev.importer.internal.export.ExportedRows;
import dev.importer.internal.host.NamedTarget;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.plan.Mapping;
import dev.importer.internal.plan.PlannedSchema;
import dev.importer.internal.profile.Profiler;
import dev.importer.internal.rows.StoredRows;
import dev.importer.internal.store.Cursor;
import dev.importer.internal.store.ImportQueries;
import dev.importer.internal.store.ImportStore;
import dev.importer.internal.values.ErrorValueReport;
import dev.importer.internal.values.ErrorValueTally;
import dev.importer.job.ImportOptions;
import dev.importer.job.Replacement;
import dev.importer.results.ErrorSummary;
import dev.importer.results.ErrorValues;
import dev.importer.results.ErrorsCsv;
import dev.importer.results.ErrorsXlsx;
import dev.importer.results.HeaderMapping;
import dev.importer.results.History;
import dev.importer.results.ImportPage;
import dev.importer.results.ImportProfile;
import dev.importer.results.ImportQuery;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.RowsExport;
import dev.importer.results.Statistics;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredPlan;
import dev.importer.results.StoredRecord;
import dev.importer.row.RowStream;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What imports have come to: questions about what is stored. {@link Importer#results} gives it.
 * Thread-safe; its calls throw what those of {@link Importer} do.
 */
public final class Results {

  /** The list of which a cursor tells the place. */
  private static final String ERROR_VALUES = "values";

  private static final int FETCHED_AT_ONCE = 500;

  private final Supplier<ImportQueries> queries;
  private final Supplier<Map<String, Schema>> schemas;

  Results(Supplier<ImportQueries> queries, Supplier<Map<String, Schema>> schemas) {
    this.queries = queries;
    this.schemas = schemas;
  }

  /** Imports, newest first. */
  public ImportPage imports(PageRequest request) {
    return imports(ImportQuery.all().withPage(request));
  }

  /** Those imports that a query asks for, newest first. */
  public ImportPage imports(ImportQuery query) {
    return queries.get().imports(query);
  }

  /** One import; empty if there is none. */
  public Optional<StoredImport> find(long id) {
    return queries.get().find(id);
  }

  /**
   * Stored rows in the order of imports and, within them, of the source. A page of large records,
   * or of a search by text or by values, may be short, even empty, and still have a next one.
   * Within one import the name of a field also means the labels that feed it, under which refused
   * rows have their cells.
   *
   * @throws IllegalArgumentException if the cursor does not come from such a page
   */
  public Page<StoredRecord> records(RecordQuery query) {
    return queries.get().records(query, names(query));
  }

  /**
   * One stored row; empty if there is no such row, or no such import.
   *
   * @param id the import
   * @param rowNumber the number of the row, 1-based
   */
  public Optional<StoredRecord> record(long id, long rowNumber) {
    return queries.get().record(id, rowNumber);
  }

  /** Gives all names under which rows of an import may have what a name of the query means. */
  private Function<String, Set<String>> names(RecordQuery query) {
    Long id = query.importId();
    Optional<StoredImport> stored =
        id == null || query.where().isEmpty() ? Optional.empty() : find(id);
    return name -> stored.map(each -> namesOf(name, each)).orElse(Set.of(name));
  }

  /** The names and labels that mean the same field as this one, which is among them. */
  private Set<String> namesOf(String name, StoredImport stored) {
    Schema schema = schemaOf(stored).orElse(Schema.NONE);
    List<HeaderMapping.Column> columns = mapping(stored).columns();
    int known = schema.indexOf(name);
    String field =
        columns.stream()
            .filter(column -> column.label().equals(name))
            .findFirst()
            .map(HeaderMapping.Column::field)
            .orElse(known < 0 ? name : schema.fields().get(known).name());
    Set<String> names = new HashSet<>(List.of(name, field));
    columns.stream()
        .filter(column -> field.equals(column.field()))
        .forEach(column -> names.add(column.label()));
    return names;
  }

  /**
   * Which column of an import feeds which field of its schema, and why, as far as its labels were
   * met. Under a schema that is no longer known, or that has changed so that what was asked for
   * does not fit it any more, only what is left of that is told.
   */
  public HeaderMapping mapping(StoredImport stored) {
    return meanings(stored).of(stored);
  }

  private ColumnMeanings meanings(StoredImport stored) {
    Schema schema = schemaOf(stored).orElse(Schema.NONE);
    try {
      return ColumnMeanings.of(schema, ImportStore.plan(stored.plan()).mapping(), stored);
    } catch (SourceException e) {
      return ColumnMeanings.of(schema, Mapping.NONE);
    }
  }

  /**
   * Stored rows as a stream that fetches a page when it needs one. It holds no connection in
   * between and needs no closing. One of the rows of an import never ends as if it were whole when
   * these are taken away meanwhile: it throws.
   *
   * @throws ImportNotFoundException from the stream, if the import is deleted meanwhile
   * @throws ImportStateException from the stream, if the import is cancelled, fails or begins anew
   *     meanwhile
   */
  public Stream<StoredRecord> stream(RecordQuery query) {
    return stream(query.importId() == null ? null : find(query.importId()).orElse(null), query);
  }

  private Stream<StoredRecord> stream(@Nullable StoredImport begun, RecordQuery query) {
    Function<String, Set<String>> names = names(query);
    Function<RecordQuery, Page<StoredRecord>> pages =
        asked ->
            begun == null
                ? queries.get().records(asked, names)
                : queries.get().recordsOf(begun, asked, names);
    return Stream.iterate(
            Optional.of(pages.apply(query)),
            Optional::isPresent,
            page ->
                page.get()
                    .nextCursor()
                    .map(cursor -> pages.apply(query.withPage(query.page().at(cursor)))))
        .flatMap(page -> page.get().items().stream());
  }

  /**
   * The valid rows of an import as objects of the application, as {@link #read(RecordQuery, Class)}
   * gives them.
   *
   * @param id the import
   */
  public <T> RowStream<T> read(long id, Class<T> type) {
    return read(RecordQuery.ofImport(id).withStatus(RecordStatus.VALID), type);
  }

  /**
   * Stored rows of an import as objects of the application, in the order of the source: the same as
   * {@link Importer#read} would make of the source, with what was changed since. They are fetched
   * in portions, in memory that does not grow with them, and no connection is held in between. A
   * row that is refused, or that the object refuses, carries its errors. While the import runs,
   * there are the rows stored so far, and those that are stored while these are read.
   *
   * <p>The values are those of the schema of the import, {@link #schemaOf}. If that has changed so
   * that a value is none of its field any more, it is taken as it is stored.
   *
   * @param query which rows of which import; its page means nothing
   * @param type a record, a bean, or a class with one constructor whose parts are named after
   *     fields or columns, see {@link Importer#read}
   * @return the rows; they throw {@link ImportNotFoundException} if the import is deleted
   *     meanwhile, and {@link ImportStateException} if it is cancelled, fails or begins anew
   * @throws ImportNotFoundException if there is no such import
   * @throws IllegalArgumentException if the query names none, or if cells cannot be bound to the
   *     class
   */
  public <T> RowStream<T> read(RecordQuery query, Class<T> type) {
    StoredImport summary = summaryOf(query, "typed rows are");
    return StoredRows.of(
        () -> stream(summary, query.withPage(PageRequest.ofLimit(FETCHED_AT_ONCE))),
        schemaOf(summary).orElse(Schema.NONE),
        mapping(summary),
        type);
  }

  /** The import that a query has to name. */
  private StoredImport summaryOf(RecordQuery query, String what) {
    Long id = query.importId();
    if (id == null) {
      throw new IllegalArgumentException(what + " of one import: RecordQuery.ofImport");
    }
    return find(id).orElseThrow(() -> new ImportNotFoundException(id));
  }

  /**
   * The refused rows of an import in the order of the source.
   *
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if the page is not the first, and the import has failed or was
   *     cancelled, so that the rows after those of the page before are gone
   */
  public Page<StoredRecord> errors(long id, PageRequest request) {
    Page<StoredRecord> page =
        queries
            .get()
            .records(RecordQuery.ofImport(id).withStatus(RecordStatus.FAILED).withPage(request));
    // Afterwards: a page that was read while the rows were taken away looks like the last one.
    StoredImport now = find(id).orElseThrow(() -> new ImportNotFoundException(id));
    if (request.cursor() != null && now.status().leavesNoRows()) {
      throw new ImportStateException(
          id, "Import " + id + " is " + now.status().text() + " now, and its rows are gone.");
    }
    return page;
  }

  /**
   * What is wrong with the rows of an import, in few lines: each kind of fault in each field with
   * its exact count and the first rows that show it. While the import runs, of the rows stored so
   * far.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public ErrorSummary errorSummary(long id) {
    return queries.get().errorSummary(id).orElseThrow(() -> new ImportNotFoundException(id));
  }

  /**
   * The different values that were refused in an import, the most frequent first, each with what it
   * was probably meant to be: what to look at to correct equal mistakes at once. All refused rows
   * are read for each page, bit by bit, in memory that does not grow with them; a million take
   * about ten seconds. While the import runs, of the rows stored so far; if rows are corrected
   * meanwhile, each is counted as it was before or after that.
   *
   * @param kind which errors are wanted; what is null may be anything
   * @throws IllegalArgumentException if the cursor does not come from such a page
   * @throws ImportNotFoundException if there is no such import, or if it is deleted meanwhile
   * @throws ImportStateException if the import is cancelled, fails or begins anew meanwhile
   */
  public ErrorValues errorValues(long id, RecordQuery.ErrorKind kind, PageRequest page) {
    long start = Cursor.idOf(ERROR_VALUES, page.cursor(), 0) + page.offset();
    StoredImport summary =
        queries.get().find(id).orElseThrow(() -> new ImportNotFoundException(id));
    ErrorValueTally tally = new ErrorValueTally(kind, ErrorValueTally.Bounds.DEFAULT);
    Function<PageRequest, Page<StoredRecord>> refused = refused(summary);
    Page<StoredRecord> rows = refused.apply(PageRequest.ofLimit(Page.MAX_LIMIT));
    while (true) {
      rows.items().forEach(row -> tally.add(row.rowNumber(), row.errors()));
      String cursor = rows.cursor();
      if (cursor == null) {
        return ErrorValueReport.of(
            schemaOf(summary).orElse(Schema.NONE),
            tally,
            start,
            page.limit(),
            end -> Cursor.after(ERROR_VALUES, end));
      }
      rows = refused.apply(PageRequest.ofLimit(Page.MAX_LIMIT).at(cursor));
    }
  }

  /**
   * What the columns of an import hold: how many values, how many different ones, the smallest, the
   * largest and the most frequent. All valid rows are read for it, page by page, in memory that
   * does not grow with them; a million of four columns take a few seconds. While the import runs,
   * of the rows stored so far.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public ImportProfile profile(long id) {
    if (queries.get().find(id).isEmpty()) {
      throw new ImportNotFoundException(id);
    }
    return Profiler.profile(
        stream(
            RecordQuery.ofImport(id)
                .withStatus(RecordStatus.VALID)
                .withPage(PageRequest.ofLimit(Page.MAX_LIMIT))));
  }

  /**
   * The refused rows of an import as a CSV file for people to correct, as the source was written;
   * the file that {@link Importer#correct} takes back.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public ErrorsCsv errorsCsv(long id) {
    StoredImport summary =
        queries.get().find(id).orElseThrow(() -> new ImportNotFoundException(id));
    return RefusedRowsCsv.of(summary, refused(summary), meanings(summary));
  }

  /**
   * The refused rows of an import as a workbook (XLSX) for people to correct: the same columns as
   * in {@link #errorsCsv}, with the wrong cells marked.
   *
   * @throws ImportNotFoundException if there is no such import
   * @throws SourceException if a workbook has no room for them: {@code too-large}, {@code
   *     too-many-columns} or {@code field-too-long}; CSV has
   */
  public ErrorsXlsx errorsXlsx(long id) {
    StoredImport summary =
        queries.get().find(id).orElseThrow(() -> new ImportNotFoundException(id));
    return RefusedRowsXlsx.of(summary, refused(summary), meanings(summary));
  }

  /**
   * Rows of an import as a file: CSV, JSON, a line of JSON for each, or a workbook.
   *
   * @param query which rows of which import; its page means nothing
   * @throws ImportNotFoundException if there is no such import
   * @throws IllegalArgumentException if the query names none
   */
  public RowsExport export(RecordQuery query) {
    StoredImport summary = summaryOf(query, "an export is");
    return ExportedRows.of(
        new ExportedRows.Origin(
            summary,
            schemaOf(summary).orElse(Schema.NONE),
            meanings(summary),
            query,
            () -> stream(summary, query.withPage(PageRequest.ofLimit(FETCHED_AT_ONCE))),
            this::find));
  }

  private Function<PageRequest, Page<StoredRecord>> refused(StoredImport summary) {
    RecordQuery refused = RecordQuery.ofImport(summary.id()).withStatus(RecordStatus.FAILED);
    return page -> queries.get().recordsOf(summary, refused.withPage(page), Set::of);
  }

  /** All imports in numbers. */
  public Statistics statistics() {
    return queries.get().statistics();
  }

  /** What was imported day by day, and what was wrong with it. */
  public History history() {
    return queries.get().history();
  }

  /**
   * The schema that the rows of an import are checked against: the one that is kept with it, or the
   * one that has its name here; empty if there is none.
   */
  public Optional<Schema> schemaOf(StoredImport stored) {
    PlannedSchema planned = ImportStore.plan(stored.plan()).schema();
    return Optional.ofNullable(planned.own())
        .or(() -> Optional.ofNullable(schemas.get().get(planned.name())));
  }

  /**
   * The options under which the same bytes make the same rows, errors and accounting as they did in
   * an import: all that was given and detected then. A schema that was named is the one that has
   * the name now; one that was given is that one.
   *
   * @throws dev.importer.error.StorageException if the plan is of a form that only newer versions
   *     know
   */
  public static ImportOptions replaying(StoredPlan stored) {
    ImportPlan plan = ImportStore.plan(stored);
    Schema own = plan.schema().own();
    Format format = plan.detected().format();
    Dialect read = plan.detected().dialect();
    ImportOptions options =
        own == null
            ? ImportOptions.DEFAULT.withSchema(plan.schema().name())
            : ImportOptions.DEFAULT.withSchema(own);
    options =
        options
            .withFormat(format)
            .withDialect(format.isTable() ? read : ofJson(read))
            .withRepair(plan.repair())
            .withTrim(plan.cleaning().trim())
            .withUnwrap(plan.cleaning().unwrap())
            .withShown(plan.cleaning().shown())
            .withMaxErrors(plan.maxErrors())
            .withSeverities(plan.severities())
            .withOnDuplicate(
                plan.once()
                    ? ImportOptions.OnDuplicate.RETURN_EXISTING
                    : ImportOptions.OnDuplicate.ALLOW);
    if (format.isTable()) {
      // None at all, if it had none: nor what has been remembered since.
      options = options.withoutMap();
    }
    for (Map.Entry<String, String> each : plan.mapping().columns().entrySet()) {
      options = options.withMap(each.getKey(), each.getValue());
    }
    for (Map.Entry<String, String> each : plan.mapping().constants().entrySet()) {
      options = options.withConstant(each.getKey(), each.getValue());
    }
    for (Replacement each : plan.cleaning().replacements()) {
      options = options.withReplacement(each.field(), each.from(), each.to());
    }
    for (String name : plan.rowChecks()) {
      options = options.withRowCheck(name);
    }
    NamedTarget target = plan.target();
    if (target != null) {
      options = options.withTarget(target.name());
    }
    String handler = plan.handler();
    return handler == null ? options : options.withHandler(handler);
  }

  private static Dialect ofJson(Dialect dialect) {
    Dialect part =
        dialect.encoding() == null
            ? Dialect.UNSPECIFIED
            : Dialect.UNSPECIFIED.withEncoding(dialect.encoding());
    return dialect.property() == null ? part : part.withProperty(dialect.property());
  }
}
