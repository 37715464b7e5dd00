package dev.importer.internal.detect;

import dev.importer.error.SourceException;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.EncodingDetector;
import dev.importer.internal.source.FormatDetector;
import dev.importer.results.DialectDetection;
import dev.importer.results.EncodingDetection;
import dev.importer.results.SourceDetection;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds out how a source is written: what its sender said, completed by what its bytes tell. */
public final class SourceDetector {

  private SourceDetector() {}

  /**
   * Looks at a source.
   *
   * @param source what is known of it; that is not searched
   * @param content its bytes
   * @param schema the labels that its header should have
   * @throws SourceException {@code unsupported-format} if it is neither CSV nor JSON
   */
  public static SourceDetection detect(Source source, Content content, Schema schema) {
    List<String> labels =
        schema.fields().stream()
            .flatMap(field -> Stream.concat(Stream.of(field.name()), field.aliases().stream()))
            .toList();
    return detect(source, content, labels, label -> schema.indexOf(label) >= 0);
  }

  /**
   * Looks at a source.
   *
   * @param source what is known of it; that is not searched
   * @param content its bytes
   * @param labels those that its header should have; may be empty
   * @throws SourceException {@code unsupported-format} if it is neither CSV nor JSON
   */
  public static SourceDetection detect(Source source, Content content, List<String> labels) {
    return detect(source, content, labels, labels::contains);
  }

  private static SourceDetection detect(
      Source source, Content content, List<String> labels, Predicate<String> isLabel) {
    EncodingDetection detected = EncodingDetector.detect(source, content);
    Format format = FormatDetector.formatOf(source, content, detected.charset());
    EncodingDetection encoding =
        format == Format.CSV ? detected : EncodingDetector.ofJson(detected, content);
    Dialect given = source.dialect().withEncoding(encoding.charset());
    if (format != Format.CSV) {
      DialectDetection wrapper =
          WrapperDetector.detect(content, format, given, isLabel, !labels.isEmpty());
      Dialect dialect = (wrapper == null ? given : wrapper.dialect()).orElse(Dialect.STANDARD);
      return new SourceDetection(format, dialect, encoding, wrapper);
    }
    DialectDetection table =
        DialectDetector.detect(content.path(), encoding.charset(), given, labels);
    return new SourceDetection(format, table.dialect(), encoding, table);
  }
}
