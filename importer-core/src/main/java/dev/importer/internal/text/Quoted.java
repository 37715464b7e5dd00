package dev.importer.internal.text;

/**
 * Shows a value inside a message, short enough to be read, with nothing in it that is invisible.
 */
public final class Quoted {

  public static final int MAX_LENGTH = 60;

  private Quoted() {}

  /** The value in quotes, at most {@value #MAX_LENGTH} characters of it. */
  public static String of(Object value) {
    String text = value.toString();
    if (text.length() > MAX_LENGTH) {
      int end =
          Character.isHighSurrogate(text.charAt(MAX_LENGTH - 2)) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
      text = text.substring(0, end) + '…';
    }
    return "'" + VisibleText.of(text) + "'";
  }
}
