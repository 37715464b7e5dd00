package dev.importer.server.internal.schemas;

import dev.importer.server.internal.http.Accept;
import dev.importer.server.internal.http.MediaTypes;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The formats of files to fill in; the first is what is sent by default. */
enum TemplateFormat {
  CSV("text/csv", "; charset=utf-8; header=present"),
  JSON(Json.MEDIA_TYPE, ""),
  XLSX(MediaTypes.XLSX, "");

  private final String mediaType;
  private final String parameters;

  TemplateFormat(String mediaType, String parameters) {
    this.mediaType = mediaType;
    this.parameters = parameters;
  }

  String contentType() {
    return mediaType + parameters;
  }

  String extension() {
    return name().toLowerCase(Locale.ROOT);
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
  static TemplateFormat of(@Nullable String parameter, @Nullable String accept) {
    if (parameter != null) {
      return Stream.of(values())
          .filter(format -> format.extension().equals(parameter))
          .findFirst()
          .orElseThrow(() -> Paging.bad("format", "format must be csv, json or xlsx."));
    }
    return Accept.of(accept)
        .best(List.of(values()), TemplateFormat::mediaType)
        .orElseThrow(
            () ->
                Problem.of(
                        406,
                        "not-acceptable",
                        "Accept text/csv, application/json or " + MediaTypes.XLSX + ".")
                    .exception());
  }
}
