package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.StagedContent;
import dev.importer.job.ImportOptions;
import dev.importer.results.StagedUpload;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A staged upload and the source that it is.
 *
 * @param upload what is shown of it
 * @param source its bytes, with all that its sender has said of them
 * @param content its file
 */
public record StagedSource(StagedUpload upload, Source source, Content content) {

  private static final String MEDIA_TYPE = "media_type";
  private static final String DECLARED_ENCODING = "declared_encoding";

  /** What a sender has said of a file besides its name, as JSON. */
  static String stated(Source source) {
    ImportOptions options = ImportOptions.DEFAULT.withDialect(source.dialect());
    Map<String, String> stated =
        new LinkedHashMap<>(source.format().map(options::withFormat).orElse(options).texts());
    source.mediaType().ifPresent(type -> stated.put(MEDIA_TYPE, type));
    source.declaredEncoding().ifPresent(charset -> stated.put(DECLARED_ENCODING, charset.name()));
    return Json.writePairs(stated);
  }

  private static Source withStated(Source source, String json) throws JsonProcessingException {
    Map<String, String> stated = Json.readPairs(json);
    String mediaType = stated.remove(MEDIA_TYPE);
    String encoding = stated.remove(DECLARED_ENCODING);
    Source known = ImportOptions.ofTexts(stated).applyTo(source);
    if (mediaType != null) {
      known = known.withMediaType(mediaType);
    }
    return encoding == null ? known : known.withDeclaredEncoding(Charset.forName(encoding));
  }

  /** Reads a row of the table uploads. */
  static final class Mapper implements RowMapper<StagedSource> {

    @Override
    public StagedSource map(ResultSet row, StatementContext context) throws SQLException {
      StagedUpload upload =
          new StagedUpload(
              row.getLong("id"),
              row.getString("filename"),
              row.getString("file_hash"),
              row.getLong("file_size"),
              format(row.getString("format")),
              sheets(row.getString("sheets")),
              Times.instant(row.getString("created_at")),
              Times.instant(row.getString("expires_at")));
      Content content =
          new Content(
              Path.of(row.getString("source_path")),
              upload.fileSize(),
              upload.fileHash(),
              upload.createdAt(),
              true,
              row.getLong("utf8_offence"),
              row.getString("member_name"));
      Source bytes = Source.of(new StagedContent(upload.id(), content), upload.filename());
      try {
        return new StagedSource(upload, withStated(bytes, row.getString("stated")), content);
      } catch (JsonProcessingException e) {
        throw new SQLException("upload " + upload.id() + " holds malformed JSON", e);
      }
    }

    private static List<String> sheets(@Nullable String json) throws SQLException {
      try {
        return json == null ? List.of() : Json.readTexts(json);
      } catch (JsonProcessingException e) {
        throw new SQLException("the list of sheets is malformed JSON", e);
      }
    }

    private static @Nullable Format format(@Nullable String name) {
      return name == null ? null : Format.valueOf(name);
    }
  }
}
