package dev.importer.server.internal.records;

import dev.importer.results.RowsExport;
import dev.importer.server.internal.http.Accept;
import dev.importer.server.internal.http.MediaTypes;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.problem.Problem;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The formats in which rows can be downloaded; the first is what is sent by default. */
enum RowsFormat {
  CSV("text/csv"),
  NDJSON("application/x-ndjson"),
  JSON("application/json"),
  XLSX(MediaTypes.XLSX);

  private final String mediaType;

  RowsFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * The header {@code Content-Type}; JSON is always UTF-8 and does not say so. The encoding stands
   * last, because Java's own client does not find it elsewhere.
   */
  String contentType(Charset charset) {
    return this == CSV
        ? mediaType + "; header=present; charset=" + charset.name().toLowerCase(Locale.ROOT)
        : mediaType;
  }

  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of an export. */
  RowsExport.Format ofExport() {
    return RowsExport.Format.valueOf(name());
  }

  private String mediaType() {
    return mediaType;
  }

  /**
   * The format to answer with.
   *
   * @param parameter the query parameter, which wins, or null
   * @param accept the header {@code Accept}, or null
   */
  static RowsFormat of(@Nullable String parameter, @Nullable String accept) {
    if (parameter != null) {
      return Stream.of(values())
          .filter(format -> format.extension().equals(parameter))
          .findFirst()
          .orElseThrow(() -> Paging.bad("format", "format must be csv, ndjson, json or xlsx."));
    }
    return Accept.of(accept)
        .best(List.of(values()), RowsFormat::mediaType)
        .orElseThrow(
            () ->
                Problem.of(
                        406,
                        "not-acceptable",
                        "Accept text/csv, application/x-ndjson, application/json or "
                            + MediaTypes.XLSX
                            + ".")
                    .exception());
  }
}
