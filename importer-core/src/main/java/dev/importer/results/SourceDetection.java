package dev.importer.results;

import dev.importer.source.Dialect;
import dev.importer.source.Format;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a source is read: what its sender said, completed by what its bytes tell. Detected once, when
 * the source is accepted, so that a run that resumes after a crash reads it the same way.
 * Immutable.
 *
 * @param format the format
 * @param dialect the settings it is read with; given with the same bytes, they make the same rows.
 *     For JSON only the encoding matters.
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
}
