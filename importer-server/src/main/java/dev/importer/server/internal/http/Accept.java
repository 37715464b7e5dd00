package dev.importer.server.internal.http;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The header {@code Accept} of a request (RFC 9110). Immutable. */
public final class Accept {

  private final List<Range> ranges;

  private Accept(List<Range> ranges) {
    this.ranges = ranges;
  }

  /** Reads a header; null and a blank one accept everything. */
  public static Accept of(@Nullable String header) {
    String accepted = header == null || header.isBlank() ? "*/*" : header;
    return new Accept(
        Stream.of(accepted.split(",", -1)).map(Range::parse).flatMap(Optional::stream).toList());
  }

  /**
   * The offer that is liked best; of several that are liked as much, the first.
   *
   * @param offers what can be sent
   * @param mediaType the media type of each
   * @return empty if none of them is accepted
   */
  public <T> Optional<T> best(List<T> offers, Function<T, String> mediaType) {
    return offers.stream()
        .filter(offer -> quality(mediaType.apply(offer)) > 0)
        .max(
            Comparator.<T>comparingDouble(offer -> quality(mediaType.apply(offer)))
                .thenComparing(Comparator.<T>comparingInt(offers::indexOf).reversed()));
  }

  /** The most specific range decides. */
  private double quality(String mediaType) {
    return ranges.stream()
        .filter(range -> range.matches(mediaType))
        .max(Comparator.comparingInt(Range::precision))
        .map(Range::quality)
        .orElse(0.0);
  }

  /** One media range. */
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
