package dev.importer.parse;

import dev.importer.error.SourceException;
import dev.importer.schema.Schema;
import dev.importer.source.Content;
import dev.importer.source.Dialect;
import dev.importer.source.EncodingDetection;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a source is read: what its sender said, completed by what its bytes tell. Found out once,
 * when the source is accepted, so that a run that goes on after a crash reads it the same way.
 * Immutable.
 *
 * @param format the format
 * @param dialect the settings it is read with; whoever gives them with the same bytes gets the same
 *     rows. For JSON only the encoding matters.
 * @param encoding what the encoding rests on
 * @param table what the rest of the dialect rests on; null for JSON, which has none
 */
public record SourceDetection(
    Format format, Dialect dialect, EncodingDetection encoding, @Nullable DialectDetection table) {

  /** In one line for people: {@code CSV in utf-8, delimiter ';'}. */
  public String summary() {
    StringBuilder text = new StringBuilder(format.name());
    Charset charset = dialect.encoding();
    if (charset != null) {
      text.append(" in ").append(charset.name().toLowerCase(Locale.ROOT));
    }
    String delimiter = dialect.delimiter();
    if (format == Format.CSV && delimiter != null) {
      text.append(", delimiter ").append(delimiter.equals("\t") ? "tab" : "'" + delimiter + "'");
    }
    return text.toString();
  }

  /**
   * Looks at a source.
   *
   * @param source what is known of it; that is not searched
   * @param content its bytes
   * @param schema the labels that its header should have
   * @throws SourceException {@code unsupported-format} if it is neither CSV nor JSON
   */
  public static SourceDetection of(Source source, Content content, Schema schema) {
    List<String> labels =
        schema.fields().stream()
            .flatMap(field -> Stream.concat(Stream.of(field.name()), field.aliases().stream()))
            .toList();
    return of(source, content, labels);
  }

  /**
   * Looks at a source.
   *
   * @param source what is known of it; that is not searched
   * @param content its bytes
   * @param labels those that its header should have; may be empty
   * @throws SourceException {@code unsupported-format} if it is neither CSV nor JSON
   */
  public static SourceDetection of(Source source, Content content, List<String> labels) {
    EncodingDetection encoding = EncodingDetection.of(source, content);
    Format format = source.formatOf(content, encoding.charset());
    Dialect given = source.dialect().withEncoding(encoding.charset());
    if (format != Format.CSV) {
      return new SourceDetection(format, given.orElse(Dialect.STANDARD), encoding, null);
    }
    DialectDetection table =
        DialectDetector.detect(content.path(), encoding.charset(), given, labels);
    return new SourceDetection(format, table.dialect(), encoding, table);
  }
}
