package dev.importer.results;

import dev.importer.internal.text.Quoted;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a source is read: what its sender said, completed by what its bytes tell. Detected once, when
 * the source is accepted, so that a run that resumes after a crash reads it the same way.
 * Immutable.
 *
 * @param format the format
 * @param dialect the settings it is read with; given with the same bytes, they make the same rows.
 *     For JSON only the encoding and the property matter.
 * @param encoding what the encoding rests on
 * @param table what the rest of the dialect rests on; null for JSON, unless there is something to
 *     say about where its records stand
 * @param sheets the names of the worksheets of a workbook, in its order; empty for other formats
 */
public record SourceDetection(
    Format format,
    Dialect dialect,
    EncodingDetection encoding,
    @Nullable DialectDetection table,
    List<String> sheets) {

  /** Copies the list. */
  public SourceDetection {
    sheets = List.copyOf(sheets);
  }

  /** What was found of a source that is no workbook. */
  public SourceDetection(
      Format format,
      Dialect dialect,
      EncodingDetection encoding,
      @Nullable DialectDetection table) {
    this(format, dialect, encoding, table, List.of());
  }

  /** In one line for people: {@code CSV in utf-8, delimiter ';'}, {@code XLSX, sheet 'Users'}. */
  public String summary() {
    StringBuilder text = new StringBuilder(format.name());
    Charset charset = dialect.encoding();
    if (charset != null && !format.isWorkbook()) {
      text.append(" in ").append(charset.name().toLowerCase(Locale.ROOT));
    }
    String delimiter = dialect.delimiter();
    if (format == Format.CSV && delimiter != null) {
      text.append(", delimiter ").append(delimiter.equals("\t") ? "tab" : "'" + delimiter + "'");
    }
    String sheet = dialect.sheet();
    if (format.isWorkbook() && sheet != null) {
      text.append(", sheet ").append(Quoted.of(sheet));
    }
    String property = dialect.property();
    if (!format.isTable() && property != null && !property.isEmpty()) {
      text.append(", records in ").append(Quoted.of(property));
    }
    return text.toString();
  }
}
