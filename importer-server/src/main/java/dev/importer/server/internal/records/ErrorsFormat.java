package dev.importer.server.internal.records;

import dev.importer.server.internal.http.MediaTypes;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.problem.Problem;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The formats in which refused rows can be downloaded; the first is what is sent by default. */
enum ErrorsFormat {
  CSV("text/csv"),
  NDJSON("application/x-ndjson"),
  JSON("application/json");

  private final String mediaType;

  ErrorsFormat(String mediaType) {
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

  /**
   * The format to answer with.
   *
   * @param parameter the query parameter, which wins, or null
   * @param accept the header {@code Accept}, or null
   */
  static ErrorsFormat of(@Nullable String parameter, @Nullable String accept) {
    if (parameter != null) {
      return Stream.of(values())
          .filter(format -> format.extension().equals(parameter))
          .findFirst()
          .orElseThrow(() -> Paging.bad("format", "format must be csv, ndjson or json."));
    }
    if (accept == null || accept.isBlank()) {
      return CSV;
    }
    List<Range> ranges =
        Stream.of(accept.split(",", -1)).map(Range::parse).flatMap(Optional::stream).toList();
    return Stream.of(values())
        .filter(format -> format.quality(ranges) > 0)
        .max(
            Comparator.<ErrorsFormat>comparingDouble(format -> format.quality(ranges))
                .thenComparing(Comparator.<ErrorsFormat>naturalOrder().reversed()))
        .orElseThrow(
            () ->
                Problem.of(
                        406,
                        "not-acceptable",
                        "Accept text/csv, application/x-ndjson or application/json.")
                    .exception());
  }

  /** The most specific range decides (RFC 9110). */
  private double quality(List<Range> ranges) {
    return ranges.stream()
        .filter(range -> range.matches(mediaType))
        .max(Comparator.comparingInt(Range::precision))
        .map(Range::quality)
        .orElse(0.0);
  }

  /** One media range of an {@code Accept} header. */
  private record Range(String type, double quality) {

    static Optional<Range> parse(String text) {
      String type = MediaTypes.of(text);
      double quality = 1;
      for (String parameter : text.split(";", -1)) {
        String value = parameter.strip().toLowerCase(Locale.ROOT);
        if (value.startsWith("q=")) {
          try {
            quality = Double.parseDouble(value.substring(2));
          } catch (NumberFormatException e) {
            return Optional.empty();
          }
        }
      }
      return type.isEmpty() ? Optional.empty() : Optional.of(new Range(type, quality));
    }

    boolean matches(String mediaType) {
      return precision() == 2
          ? type.equals(mediaType)
          : precision() == 0 || mediaType.startsWith(type.substring(0, type.length() - 1));
    }

    int precision() {
      return type.equals("*/*") ? 0 : type.endsWith("/*") ? 1 : 2;
    }
  }
}
