package dev.importer.internal.detect;

import dev.importer.error.SourceException;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.EncodingDetector;
import dev.importer.internal.source.FormatDetector;
import dev.importer.internal.source.Spool;
import dev.importer.results.DialectDetection;
import dev.importer.results.EncodingDetection;
import dev.importer.results.SourceDetection;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/** Finds out how a source is written: what its sender said, completed by what its bytes tell. */
public final class SourceDetector {

  private SourceDetector() {}

  /**
   * The format of a source; empty if it is text of which somebody has to say what it is.
   *
   * @param source what is known of it
   * @param content its bytes
   * @throws SourceException {@code unsupported-format} if it is nothing that could be read,
   *     whatever is said of it
   */
  public static Optional<Format> formatOf(Source source, Content content) {
    try {
      Optional<Format> workbook = FormatDetector.workbookOf(source, content);
      if (workbook.isPresent()) {
        return workbook;
      }
      Charset encoding = EncodingDetector.detect(source, content).charset();
      return Optional.of(FormatDetector.formatOf(source, content, encoding));
    } catch (SourceException e) {
      if (FormatDetector.isForeign(content)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** The names of the worksheets of a workbook, in its order. */
  public static List<String> sheetsOf(Content content, Format format, Spool spool) {
    return SheetDetector.names(content, format, spool);
  }

  /**
   * Looks at a source.
   *
   * @param source what is known of it; that is not searched
   * @param content its bytes
   * @param schema the labels that its header should have
   * @param spool where the content lies
   * @throws SourceException {@code unsupported-format} if it is nothing that could be read
   */
  public static SourceDetection detect(Source source, Content content, Schema schema, Spool spool) {
    return detect(source, content, ExpectedLabels.of(schema), spool);
  }

  /**
   * Looks at a source.
   *
   * @param source what is known of it; that is not searched
   * @param content its bytes
   * @param labels those that its header should have; may be empty
   * @param spool where the content lies
   * @throws SourceException {@code unsupported-format} if it is nothing that could be read
   */
  public static SourceDetection detect(
      Source source, Content content, List<String> labels, Spool spool) {
    return detect(source, content, ExpectedLabels.of(labels), spool);
  }

  private static SourceDetection detect(
      Source source, Content content, ExpectedLabels labels, Spool spool) {
    Optional<Format> workbook = FormatDetector.workbookOf(source, content);
    if (workbook.isPresent()) {
      return SheetDetector.detect(content, workbook.get(), source.dialect(), labels, spool);
    }
    EncodingDetection detected = EncodingDetector.detect(source, content);
    Format format = FormatDetector.formatOf(source, content, detected.charset());
    EncodingDetection encoding =
        format == Format.CSV ? detected : EncodingDetector.ofJson(detected, content);
    Dialect given = source.dialect().withEncoding(encoding.charset());
    if (format != Format.CSV) {
      DialectDetection wrapper =
          WrapperDetector.detect(content, format, given, labels::names, !labels.isEmpty());
      Dialect dialect = (wrapper == null ? given : wrapper.dialect()).orElse(Dialect.STANDARD);
      return new SourceDetection(format, dialect, encoding, wrapper);
    }
    DialectDetection table =
        DialectDetector.detect(content.path(), encoding.charset(), given, labels);
    return new SourceDetection(format, table.dialect(), encoding, table);
  }
}
