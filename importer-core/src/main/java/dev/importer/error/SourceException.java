package dev.importer.error;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The file itself cannot be used: nothing of it stays, and this says why and where. */
public final class SourceException extends ImporterException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final @Nullable Long line;
  private final @Nullable Long column;
  private final @Nullable Long importId;
  private final transient @Nullable MissingLabels missingLabels;

  /** A fault that has no place in the file. */
  public SourceException(ErrorCode code, String message) {
    this(code, message, null, null, (Throwable) null);
  }

  /**
   * A fault at a place in the file.
   *
   * @param code the kind of fault
   * @param message a sentence that says what to do
   * @param line the physical line, 1-based, or null if unknown
   * @param column the character in the line, 1-based, or null if unknown
   * @param cause what revealed the fault, or null
   */
  public SourceException(
      ErrorCode code,
      String message,
      @Nullable Long line,
      @Nullable Long column,
      @Nullable Throwable cause) {
    this(code.text(), message, line, column, null, null, cause);
  }

  private SourceException(
      String code,
      String message,
      @Nullable Long line,
      @Nullable Long column,
      @Nullable Long importId,
      @Nullable MissingLabels missingLabels,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.line = line;
    this.column = column;
    this.importId = importId;
    this.missingLabels = missingLabels;
  }

  /** The same fault with the same cause, told of the import with this id. */
  public SourceException ofImport(long id) {
    return new SourceException(
        code, String.valueOf(getMessage()), line, column, id, missingLabels, getCause());
  }

  /** The same fault with the labels and fields that it is about. */
  public SourceException withMissingLabels(@Nullable MissingLabels labels) {
    return new SourceException(
        code, String.valueOf(getMessage()), line, column, importId, labels, getCause());
  }

  /** The kind of fault. */
  public ErrorCode code() {
    return ErrorCode.find(code).orElseGet(() -> new ErrorCode(code, ErrorCode.Scope.FILE));
  }

  /** The physical line, 1-based, if the fault has one. */
  public OptionalLong line() {
    return line == null ? OptionalLong.empty() : OptionalLong.of(line);
  }

  /** The character within the line, 1-based, if the fault has one. */
  public OptionalLong column() {
    return column == null ? OptionalLong.empty() : OptionalLong.of(column);
  }

  /** The labels and fields of a {@code missing-label}. */
  public Optional<MissingLabels> missingLabels() {
    return Optional.ofNullable(missingLabels);
  }

  /**
   * The import that failed, if one was begun; of {@code is-correction}, the import to which the
   * file belongs.
   */
  public OptionalLong importId() {
    return importId == null ? OptionalLong.empty() : OptionalLong.of(importId);
  }

  /** {@code accounting-error}: what was read does not add up to the source. */
  public static SourceException unbalanced(String what) {
    return new SourceException(
        ErrorCode.ACCOUNTING_ERROR,
        "The reading does not add up: "
            + what
            + ". This is a fault of the importer, not of the source; nothing is kept.");
  }
}
