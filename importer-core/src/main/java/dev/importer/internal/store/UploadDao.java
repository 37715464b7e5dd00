package dev.importer.internal.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The statements on the table uploads. */
interface UploadDao {

  /** A new upload as the table takes it. */
  record NewRow(
      String filename,
      String fileHash,
      long fileSize,
      @Nullable String format,
      @Nullable String sheets,
      String stated,
      String sourcePath,
      @Nullable String memberName,
      long utf8Offence) {}

  /** How many there are, and how large they are together. */
  record Total(int uploads, long bytes) {}

  @SqlUpdate(
      """
      INSERT INTO <p>uploads (filename, file_hash, file_size, format, sheets, stated, source_path,
          member_name, utf8_offence, created_at, expires_at)
      VALUES (:filename, :fileHash, :fileSize, :format, :sheets, :stated, :sourcePath, :memberName,
          :utf8Offence, :now, :expiresAt)
      """)
  @GetGeneratedKeys("id")
  long insert(
      @BindMethods NewRow row, @Bind("now") String now, @Bind("expiresAt") String expiresAt);

  @SqlQuery(
      """
      SELECT * FROM <p>uploads
      WHERE file_hash = :fileHash AND filename = :filename AND stated = :stated
      """)
  Optional<StagedSource> findSame(
      @Bind("fileHash") String fileHash,
      @Bind("filename") String filename,
      @Bind("stated") String stated);

  @SqlQuery("SELECT * FROM <p>uploads WHERE id = :id AND expires_at > :now")
  Optional<StagedSource> find(@Bind("id") long id, @Bind("now") String now);

  /** It is kept longer, not shorter, unless its time is over. */
  @SqlUpdate(
      """
      UPDATE <p>uploads SET
          expires_at = CASE WHEN expires_at > :expiresAt THEN expires_at ELSE :expiresAt END
      WHERE id = :id AND expires_at > :now
      """)
  int prolong(@Bind("id") long id, @Bind("now") String now, @Bind("expiresAt") String expiresAt);

  @SqlUpdate("DELETE FROM <p>uploads WHERE id = :id")
  int delete(@Bind("id") long id);

  @SqlQuery("SELECT * FROM <p>uploads WHERE expires_at <= :now")
  List<StagedSource> expired(@Bind("now") String now);

  @SqlQuery("SELECT count(*) AS uploads, coalesce(sum(file_size), 0) AS bytes FROM <p>uploads")
  @org.jdbi.v3.sqlobject.config.RegisterConstructorMapper(Total.class)
  Total total();

  /** The one, besides another, that is the first to expire. */
  @SqlQuery("SELECT * FROM <p>uploads WHERE id <> :id ORDER BY expires_at, id LIMIT 1")
  Optional<StagedSource> firstToExpireBut(@Bind("id") long id);

  @SqlQuery("SELECT source_path FROM <p>uploads")
  List<String> paths();
}
