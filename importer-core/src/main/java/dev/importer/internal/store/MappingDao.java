package dev.importer.internal.store;

import dev.importer.results.RememberedMapping;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The statements on the table mappings. */
interface MappingDao {

  @SqlQuery("SELECT EXISTS (SELECT 1 FROM <p>mappings WHERE schema_name = :schema)")
  boolean hasAny(@Bind("schema") String schema);

  @SqlQuery("SELECT * FROM <p>mappings WHERE schema_name = :schema AND fingerprint = :fingerprint")
  Optional<RememberedMapping> find(
      @Bind("schema") String schema, @Bind("fingerprint") String fingerprint);

  /** What is learnt anew takes the place of what was; only then its uses begin anew. */
  @SqlUpdate(
      """
      INSERT INTO <p>mappings (schema_name, fingerprint, labels, columns, import_id, created_at)
      VALUES (:schema, :fingerprint, :labels, :columns, :importId, :now)
      ON CONFLICT (schema_name, fingerprint) DO UPDATE SET
          uses = CASE WHEN <p>mappings.columns = excluded.columns THEN <p>mappings.uses ELSE 0 END,
          labels = excluded.labels, columns = excluded.columns, import_id = excluded.import_id,
          created_at = excluded.created_at
      """)
  int learn(
      @Bind("schema") String schema,
      @Bind("fingerprint") String fingerprint,
      @Bind("labels") String labels,
      @Bind("columns") String columns,
      @Bind("importId") long importId,
      @Bind("now") String now);

  @SqlUpdate(
      """
      UPDATE <p>mappings SET uses = uses + 1, used_at = :now
      WHERE schema_name = :schema AND fingerprint = :fingerprint
      """)
  int use(
      @Bind("schema") String schema,
      @Bind("fingerprint") String fingerprint,
      @Bind("now") String now);

  @SqlUpdate("DELETE FROM <p>mappings WHERE id = :id")
  int forget(@Bind("id") long id);

  @SqlQuery(
      """
      SELECT * FROM <p>mappings
      WHERE (CAST(:schema AS TEXT) IS NULL OR schema_name = :schema) AND id < :before
      ORDER BY id DESC LIMIT :limit OFFSET :offset
      """)
  List<RememberedMapping> list(
      @Bind("schema") @Nullable String schema,
      @Bind("before") long before,
      @Bind("limit") int limit,
      @Bind("offset") int offset);
}
