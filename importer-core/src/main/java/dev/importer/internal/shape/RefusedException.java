package dev.importer.internal.shape;

import org.jspecify.annotations.Nullable;

/** The code of an application's own class threw, because it does not take the values. */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Refused together, or by something that does not tell which. */
  public static final int ALL = -1;

  private final int part;
  private final String reason;

  private RefusedException(int part, String reason, @Nullable Throwable cause) {
    super(reason, cause, false, false);
    this.part = part;
    this.reason = reason;
  }

  /**
   * What was thrown, as a reason.
   *
   * @param part the position of the part whose value is refused, or {@link #ALL}
   * @throws Error if it is none, but a failure of the machine
   */
  static RefusedException of(@Nullable Throwable thrown, int part) {
    if (thrown instanceof Error failure) {
      throw failure;
    }
    String usual = "it is refused with " + (thrown == null ? null : thrown.getClass().getName());
    try {
      String message = thrown == null ? null : thrown.getMessage();
      return new RefusedException(
          part, message == null || message.isBlank() ? usual : message, thrown);
    } catch (RuntimeException e) {
      // Nor can anybody else ask it what it says.
      return new RefusedException(part, usual, null);
    }
  }

  /** The position of the part whose value is refused, or {@link #ALL}. */
  public int part() {
    return part;
  }

  /** Why, for people. */
  public String reason() {
    return reason;
  }
}
