package dev.importer.internal.store;

import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.source.Content;
import dev.importer.internal.store.ImportStore.NewImport;
import dev.importer.results.StoredImport;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the table imports. Each change of state is one guarded UPDATE, whose count of
 * changed rows says whether the import was in a state that allows it.
 */
interface ImportDao {

  /**
   * A new import as the table takes it. What stands in columns of its own besides the plan is what
   * statements ask for, and what versions without whole plans read.
   *
   * @param source what was accepted
   * @param plan its plan as text
   * @param planKey the digest of what makes its rows what they are
   * @param host the machine where it lies
   */
  record NewRow(NewImport source, String plan, String planKey, String host) {

    static NewRow of(NewImport source, String host) {
      return new NewRow(
          source, PlanJson.write(source.plan()), PlanJson.keyDigest(source.plan()), host);
    }

    private Content content() {
      return source.content();
    }

    private ImportPlan settings() {
      return source.plan();
    }

    public String filename() {
      return source.filename();
    }

    public String fileHash() {
      return content().sha256();
    }

    public long fileSize() {
      return content().size();
    }

    public String sourcePath() {
      return content().path().toString();
    }

    public String sourceModifiedAt() {
      return content().modifiedAt().toString();
    }

    public boolean spooled() {
      return content().spooled();
    }

    public long utf8Offence() {
      return content().utf8Offence();
    }

    public String format() {
      return settings().detected().format().name();
    }

    public String dialect() {
      return DialectJson.write(settings().detected().dialect());
    }

    public String detection() {
      return DetectionJson.write(settings().detected());
    }

    public String quoteRepair() {
      return settings().repair().name();
    }

    public String schemaName() {
      return settings().schema().name();
    }

    public String maxErrors() {
      return settings().maxErrors().text();
    }

    public String severities() {
      return settings().severities().text();
    }

    public boolean once() {
      return settings().once();
    }

    public @Nullable String handler() {
      return settings().handler();
    }
  }

  @SqlUpdate(
      """
      INSERT INTO <p>imports (filename, file_hash, status, created_at, format, file_size, schema_name,
          dialect, detection, quote_repair, max_errors, severities, handler, plan, plan_key,
          source_path, source_modified_at, host, spooled, utf8_offence, once, owner)
      VALUES (:filename, :fileHash, 'pending', :createdAt, :format, :fileSize, :schemaName,
          :dialect, :detection, :quoteRepair, :maxErrors, :severities, :handler, :plan, :planKey,
          :sourcePath, :sourceModifiedAt, :host, :spooled, :utf8Offence, :once, :owner)
      """)
  @GetGeneratedKeys("id")
  long insert(
      @BindMethods NewRow row, @Bind("createdAt") String createdAt, @Bind("owner") String owner);

  /**
   * The newest import of the same bytes in the same way.
   *
   * @param key how the plan has to begin
   */
  @SqlQuery(
      """
      SELECT id FROM <p>imports
      WHERE file_hash = :fileHash
        AND (substr(plan, 1, length(:key)) = :key OR (plan IS NULL AND schema_name = :schemaName))
        AND deleted_at IS NULL AND status IN ('pending', 'processing', 'completed')
      ORDER BY id DESC LIMIT 1
      """)
  Optional<Long> findSame(
      @Bind("fileHash") String fileHash,
      @Bind("key") @Nullable String key,
      @Bind("schemaName") String schemaName);

  @SqlQuery("SELECT plan FROM <p>imports WHERE id = :id")
  @Nullable String planOf(@Bind("id") long id);

  @SqlQuery("SELECT once FROM <p>imports WHERE id = :id")
  boolean isOnce(@Bind("id") long id);

  @SqlQuery("SELECT count(*) FROM <p>imports WHERE deleted_at IS NULL AND status = 'pending'")
  int countPending();

  /** The one that has waited longest, of those that are not larger than said. */
  @SqlQuery(
      """
      SELECT id FROM <p>imports
      WHERE deleted_at IS NULL AND status = 'pending' AND <for_this_instance>
        AND file_size <= :maxSize
      ORDER BY id LIMIT 1 <skip_locked>
      """)
  Optional<Long> nextPending(
      @Bind("owner") String owner, @Bind("host") String host, @Bind("maxSize") long maxSize);

  @SqlQuery(
      """
      SELECT count(*) FROM <p>imports
      WHERE deleted_at IS NULL AND status = 'processing' AND owner = :owner AND file_size > :size
      """)
  int countRunningLargerThan(@Bind("owner") String owner, @Bind("size") long size);

  @SqlUpdate(
      """
      UPDATE <p>imports SET status = 'processing', attempt = attempt + 1, owner = :owner,
          started_at = coalesce(started_at, :now)
      WHERE id = :id AND status = 'pending' AND <for_this_instance> AND deleted_at IS NULL
      """)
  int claim(
      @Bind("id") long id,
      @Bind("owner") String owner,
      @Bind("host") String host,
      @Bind("now") String now);

  /** Keeps others from changing an import until the transaction ends. */
  @SqlQuery("SELECT id FROM <p>imports WHERE id = :id <for_update>")
  Optional<Long> lock(@Bind("id") long id);

  @SqlQuery("SELECT " + TaskMapper.COLUMNS + " FROM <p>imports WHERE id = :id")
  ImportStore.ImportTask task(@Bind("id") long id);

  @SqlUpdate(
      """
      UPDATE <p>imports SET
          total_records = total_records + :rows,
          processed_records = processed_records + :rows - :failed,
          failed_records = failed_records + :failed,
          checkpoint = checkpoint + :rows,
          bytes_read = :bytesRead,
          columns = coalesce(:columns, columns),
          labels = coalesce(:labels, labels),
          warnings = :warnings,
          notices = coalesce(:notices, notices)
      WHERE id = :id AND attempt = :attempt AND status = 'processing' AND owner = :owner
        AND deleted_at IS NULL AND checkpoint = :checkpoint
      """)
  int advance(
      @BindMethods ImportStore.Lease lease,
      @Bind("owner") String owner,
      @Bind("checkpoint") long checkpoint,
      @Bind("rows") int rows,
      @Bind("failed") int failed,
      @Bind("bytesRead") long bytesRead,
      @Bind("columns") @Nullable String columns,
      @Bind("labels") @Nullable String labels,
      @Bind("warnings") String warnings,
      @Bind("notices") @Nullable String notices);

  /** First step of beginning anew: what was found of the source is forgotten, its rows are left. */
  @SqlUpdate(
      """
      UPDATE <p>imports SET plan = :plan, started_at = :now,
          columns = '[]', labels = '[]', warnings = '{}', notices = '[]'
      WHERE id = :id AND attempt = :attempt AND status = 'processing' AND owner = :owner
        AND deleted_at IS NULL
      """)
  int forgetFindings(
      @BindMethods ImportStore.Lease lease,
      @Bind("owner") String owner,
      @Bind("now") String now,
      @Bind("plan") String plan);

  /** Rows from the end are gone. */
  @SqlUpdate(
      """
      UPDATE <p>imports SET checkpoint = :left, total_records = :left,
          processed_records = :left - (failed_records - :failed),
          failed_records = failed_records - :failed
      WHERE id = :id
      """)
  int shrink(@Bind("id") long id, @Bind("left") long left, @Bind("failed") long failed);

  /**
   * Last step of beginning anew. Where the same bytes were accepted under this plan meanwhile, both
   * imports stay: each has been acknowledged.
   */
  @SqlUpdate(
      """
      UPDATE <p>imports SET plan = :plan, plan_key = :planKey, once = once AND NOT EXISTS (
          SELECT 1 FROM <p>imports other
          WHERE other.file_hash = <p>imports.file_hash AND other.id <> <p>imports.id
            AND substr(other.plan, 1, length(:key)) = :key
            AND other.deleted_at IS NULL AND other.status IN ('pending', 'processing', 'completed'))
      WHERE id = :id AND attempt = :attempt AND status = 'processing' AND owner = :owner
        AND deleted_at IS NULL AND checkpoint = 0
      """)
  int setPlan(
      @BindMethods ImportStore.Lease lease,
      @Bind("owner") String owner,
      @Bind("plan") String plan,
      @Bind("planKey") String planKey,
      @Bind("key") String key);

  @SqlQuery(
      """
      SELECT checkpoint FROM <p>imports
      WHERE id = :id AND attempt = :attempt AND status = 'processing' AND owner = :owner
        AND deleted_at IS NULL
      """)
  Optional<Long> checkpointOf(@BindMethods ImportStore.Lease lease, @Bind("owner") String owner);

  @SqlUpdate(
      """
      UPDATE <p>imports SET status = 'completed', completed_at = :now, accounting = :accounting,
          row_digests = :rowDigests, seen = :seen
      WHERE id = :id AND attempt = :attempt AND status = 'processing' AND owner = :owner
        AND deleted_at IS NULL
      """)
  int complete(
      @BindMethods ImportStore.Lease lease,
      @Bind("owner") String owner,
      @Bind("now") String now,
      @Bind("accounting") String accounting,
      @Bind("rowDigests") byte[] rowDigests,
      @Bind("seen") String seen);

  @SqlUpdate("UPDATE <p>imports SET row_digests = :rowDigests WHERE id = :id")
  int setRowDigests(@Bind("id") long id, @Bind("rowDigests") byte[] rowDigests);

  @SqlUpdate(
      """
      UPDATE <p>imports SET status = 'failed', completed_at = :now,
          total_records = 0, processed_records = 0, failed_records = 0,
          error_code = :code, error_message = :message, error_line = :line, error_column = :column,
          missing_labels = :missingLabels,
          kept = :keep AND handler IS NULL
      WHERE id = :id AND attempt = :attempt AND status = 'processing' AND owner = :owner
        AND deleted_at IS NULL
      """)
  int fail(
      @BindMethods ImportStore.Lease lease,
      @Bind("owner") String owner,
      @Bind("now") String now,
      @Bind("code") String code,
      @Bind("message") String message,
      @Bind("line") @Nullable Long line,
      @Bind("column") @Nullable Long column,
      @Bind("missingLabels") @Nullable String missingLabels,
      @Bind("keep") boolean keep);

  @SqlUpdate(
      """
      UPDATE <p>imports SET status = 'cancelled', completed_at = :now,
          total_records = 0, processed_records = 0, failed_records = 0, kept = handler IS NULL
      WHERE id = :id AND status IN ('pending', 'processing') AND deleted_at IS NULL
      """)
  int cancel(@Bind("id") long id, @Bind("now") String now);

  /** Back to the beginning; the rows of the attempt before must have left the disk. */
  @SqlUpdate(
      """
      UPDATE <p>imports SET status = 'pending', owner = :owner, kept = false, started_at = NULL,
          bytes_read = 0, completed_at = NULL, error_code = NULL, error_message = NULL, error_line = NULL,
          error_column = NULL, missing_labels = NULL, columns = '[]', labels = '[]',
          warnings = '{}', notices = '[]'
      WHERE id = :id AND status IN ('failed', 'cancelled') AND kept AND checkpoint = 0
        AND deleted_at IS NULL
      """)
  int retry(@Bind("id") long id, @Bind("owner") String owner);

  /** Failed and cancelled imports that ended before a time and whose bytes are kept. */
  @SqlQuery(
      """
      SELECT id FROM <p>imports
      WHERE deleted_at IS NULL AND status IN ('failed', 'cancelled') AND kept
        AND completed_at < :before
      """)
  List<Long> keptSince(@Bind("before") String before);

  @SqlUpdate(
      "UPDATE <p>imports SET kept = false WHERE id = :id AND status IN ('failed', 'cancelled')")
  int expireKept(@Bind("id") long id);

  @SqlUpdate("UPDATE <p>imports SET deleted_at = :now WHERE id = :id AND deleted_at IS NULL")
  int delete(@Bind("id") long id, @Bind("now") String now);

  /** Only the number of a deleted import without rows stays, so that it is never given again. */
  @SqlUpdate(
      """
      UPDATE <p>imports SET filename = '', file_hash = '', columns = '[]', labels = '[]',
          warnings = '{}', notices = '[]', accounting = NULL, source_path = '', error_message = NULL,
          missing_labels = NULL, row_digests = NULL, seen = '[]'
      WHERE id = :id AND deleted_at IS NOT NULL AND checkpoint = 0
      """)
  int forget(@Bind("id") long id);

  @SqlQuery(
      """
      SELECT DISTINCT owner FROM <p>imports
      WHERE deleted_at IS NULL AND status IN ('pending', 'processing')
      """)
  List<String> owners();

  @SqlQuery(
      """
      SELECT id FROM <p>imports
      WHERE deleted_at IS NULL AND status = 'processing' AND owner = :owner
      """)
  List<Long> claimed(@Bind("owner") String owner);

  @SqlQuery(
      """
      SELECT count(*) FROM <p>imports
      WHERE deleted_at IS NULL AND status = 'pending' AND <for_this_instance>
      """)
  int countPendingFor(@Bind("owner") String owner, @Bind("host") String host);

  @SqlUpdate(
      """
      UPDATE <p>imports SET status = 'pending', owner = :heir
      WHERE owner = :owner AND deleted_at IS NULL AND status IN ('pending', 'processing')
      """)
  int adopt(@Bind("owner") String owner, @Bind("heir") String heir);

  @SqlQuery(
      """
      SELECT owner FROM <p>imports
      WHERE id = :id AND deleted_at IS NULL AND status IN ('pending', 'processing')
        AND handler IS NOT DISTINCT FROM :handler
      """)
  Optional<String> ownerOfOpen(@Bind("id") long id, @Bind("handler") @Nullable String handler);

  @SqlUpdate(
      """
      UPDATE <p>imports SET status = 'pending', owner = :heir
      WHERE id = :id AND owner = :owner AND deleted_at IS NULL
        AND status IN ('pending', 'processing')
      """)
  int adoptOne(@Bind("id") long id, @Bind("owner") String owner, @Bind("heir") String heir);

  @SqlUpdate(
      """
      UPDATE <p>imports SET status = 'pending'
      WHERE id = :id AND status = 'processing' AND owner = :owner AND deleted_at IS NULL
      """)
  int release(@Bind("id") long id, @Bind("owner") String owner);

  @SqlQuery(
      """
      SELECT source_path FROM <p>imports
      WHERE deleted_at IS NULL AND (status IN ('pending', 'processing') OR kept) AND spooled
      """)
  List<String> spooledPaths();

  @SqlUpdate(
      """
      UPDATE <p>imports SET processed_records = processed_records + :rows,
          failed_records = failed_records - :rows, last_change = :change
      WHERE id = :id AND status = 'completed' AND deleted_at IS NULL
      """)
  int countChanged(@Bind("id") long id, @Bind("rows") long rows, @Bind("change") long change);

  /** Rows that were valid are refused, and nobody has changed them. */
  @SqlUpdate(
      """
      UPDATE <p>imports SET processed_records = processed_records - :rows,
          failed_records = failed_records + :rows
      WHERE id = :id AND status = 'completed' AND deleted_at IS NULL
      """)
  int countRefused(@Bind("id") long id, @Bind("rows") long rows);

  @SqlUpdate("UPDATE <p>imports SET target_result = :result, undone_at = :undoneAt WHERE id = :id")
  int setTargetResult(
      @Bind("id") long id,
      @Bind("result") String result,
      @Bind("undoneAt") @Nullable String undoneAt);

  @SqlQuery(
      "SELECT " + ImportMapper.COLUMNS + " FROM <p>imports WHERE id = :id AND deleted_at IS NULL")
  Optional<StoredImport> find(@Bind("id") long id);
}
