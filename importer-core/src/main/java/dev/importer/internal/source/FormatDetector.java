package dev.importer.internal.source;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.text.FileName;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the format of a source from its text first, then from its media type and name: text that is
 * plainly JSON, or plainly a table, is read as that whatever it is called. A file that is none of
 * ours is refused in words that say what it looks like.
 */
public final class FormatDetector {

  /** A file is binary if more than one character in this many is a control character. */
  private static final int CHARACTERS_PER_CONTROL = 20;

  private static final int FEW_CONTROLS = 4;
  private static final String DELIMITERS = ",;\t|";

  /** An array of objects, or an object: nothing that a table begins with. */
  private static final Pattern PLAIN_JSON =
      Pattern.compile(
          "(\\[\\s*+)?\\{\\s*+(\\}|\"[^\"\\\\\n]*+(\\\\.[^\"\\\\\n]*+){0,50}\"\\s*+:)|\\[\\s*+\\]\\s*+$");

  private FormatDetector() {}

  /**
   * The format of a source: the one given, or the one detected.
   *
   * @throws SourceException {@code unsupported-format} if it is neither CSV nor JSON
   */
  public static Format formatOf(Source source, Content content, Charset encoding) {
    byte[] start = FileStart.of(content.path());
    refuse(ForeignFile.describe(start, content.path()));
    return source.format().orElseGet(() -> detect(source, content, textOf(start, encoding)));
  }

  /**
   * The format of a workbook, which its bytes tell; empty if it is none.
   *
   * @throws SourceException {@code unsupported-format}, {@code not-a-workbook} or {@code encrypted}
   *     if it is one that is not read, or is said to be one and is none
   */
  public static Optional<Format> workbookOf(Source source, Content content) {
    byte[] start = FileStart.of(content.path());
    Optional<Format> said = source.format();
    Optional<Format> found = WorkbookKind.of(start, content.path());
    if (found.isEmpty() && said.filter(Format::isWorkbook).isPresent()) {
      String other = ForeignFile.describe(start, content.path());
      throw new SourceException(
          ErrorCode.NOT_A_WORKBOOK,
          "This is no workbook"
              + (other == null
                  ? ". Leave the format away, so that it is detected."
                  : "; it looks like " + other));
    }
    if (found.isPresent() && said.isPresent() && !said.get().isWorkbook()) {
      throw new SourceException(
          ErrorCode.UNSUPPORTED_FORMAT,
          "This is a workbook, and not "
              + said.get()
              + ". Leave the format away, so that it is detected.");
    }
    return found;
  }

  /** Whether a file is of another kind than text, so that it is refused whatever is said of it. */
  public static boolean isForeign(Content content) {
    return ForeignFile.describe(FileStart.of(content.path()), content.path()) != null;
  }

  private static Format detect(Source source, Content content, String text) {
    requireText(text);
    String start = text.stripLeading();
    refuse(ForeignFile.describe(start));
    String name = Objects.requireNonNullElse(content.memberName(), source.name());
    Optional<Format> named = ofMediaType(source).or(() -> ofExtension(name));
    if (start.startsWith("[") || start.startsWith("{")) {
      return ofBracket(start, named);
    }
    if (named.isPresent()) {
      return named.get() != Format.CSV && isPlainTable(text) ? Format.CSV : named.get();
    }
    if (text.isEmpty() || looksDelimited(text)) {
      return Format.CSV;
    }
    throw unsupported(ForeignFile.prose());
  }

  private static Format ofBracket(String start, Optional<Format> named) {
    Format json = hasSecondObject(start) ? Format.NDJSON : Format.JSON;
    if (named.isEmpty() || named.get() == Format.JSON) {
      return json;
    }
    return named.get() == Format.CSV && PLAIN_JSON.matcher(start).lookingAt() ? json : named.get();
  }

  private static void requireText(String text) {
    long controls = text.chars().filter(FormatDetector::isControl).count();
    if (controls > FEW_CONTROLS && controls * CHARACTERS_PER_CONTROL > text.length()) {
      throw unsupported(ForeignFile.binary());
    }
  }

  private static boolean isControl(int c) {
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
  }

  private static Optional<Format> ofMediaType(Source source) {
    String type = source.mediaType().orElse("").toLowerCase(Locale.ROOT);
    int parameters = type.indexOf(';');
    return switch ((parameters < 0 ? type : type.substring(0, parameters)).strip()) {
      case "text/csv", "application/csv", "text/tab-separated-values" -> Optional.of(Format.CSV);
      case "application/json", "text/json" -> Optional.of(Format.JSON);
      case "application/x-ndjson", "application/ndjson", "application/jsonl" ->
          Optional.of(Format.NDJSON);
      default -> Optional.empty();
    };
  }

  private static Optional<Format> ofExtension(String name) {
    return switch (FileName.extension(name)) {
      case "csv", "tsv", "tab" -> Optional.of(Format.CSV);
      case "json" -> Optional.of(Format.JSON);
      case "ndjson", "jsonl" -> Optional.of(Format.NDJSON);
      default -> Optional.empty();
    };
  }

  /** Whether another object begins right after the line on which the first one ends. */
  private static boolean hasSecondObject(String start) {
    int lineEnd = start.indexOf('\n');
    return start.startsWith("{")
        && lineEnd > 0
        && start.substring(0, lineEnd).stripTrailing().endsWith("}")
        && start.substring(lineEnd).stripLeading().startsWith("{");
  }

  private static boolean looksDelimited(String text) {
    String firstLine = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return firstLine.chars().anyMatch(c -> DELIMITERS.indexOf(c) >= 0);
  }

  /** Whether the first two lines have the same number of a delimiter, and no bracket or brace. */
  private static boolean isPlainTable(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).limit(2).toList();
    return lines.size() == 2
        && lines.stream().noneMatch(line -> line.chars().anyMatch(c -> "[]{}".indexOf(c) >= 0))
        && DELIMITERS
            .chars()
            .anyMatch(
                delimiter ->
                    count(lines.get(0), delimiter) > 0
                        && count(lines.get(0), delimiter) == count(lines.get(1), delimiter));
  }

  private static long count(String line, int character) {
    return line.chars().filter(c -> c == character).count();
  }

  private static String textOf(byte[] start, Charset encoding) {
    ByteOrderMark mark = ByteOrderMark.of(start);
    int skipped = mark == null ? 0 : mark.length();
    return new String(start, skipped, start.length - skipped, encoding);
  }

  private static void refuse(@Nullable String looksLike) {
    if (looksLike != null) {
      throw unsupported(looksLike);
    }
  }

  private static SourceException unsupported(String looksLike) {
    return new SourceException(
        ErrorCode.UNSUPPORTED_FORMAT,
        "This is neither CSV nor JSON nor a workbook; it looks like " + looksLike);
  }
}
