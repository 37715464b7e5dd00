package dev.importer.internal.text;

import java.util.Locale;

/** Turns whatever a sender calls a file into a label that is safe to store, show and log. */
public final class FileName {

  /** The longest name that is kept, in characters. */
  public static final int MAX_LENGTH = 255;

  private FileName() {}

  /**
   * The last part of the name without control characters and without characters that change the
   * direction of text, at most {@link #MAX_LENGTH} characters long; {@code unnamed} if nothing is
   * left.
   */
  public static String label(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    StringBuilder label = new StringBuilder();
    last.codePoints().filter(FileName::isPrintable).forEach(label::appendCodePoint);
    String text = label.toString().strip();
    if (text.length() > MAX_LENGTH) {
      text = shorten(text);
    }
    return text.isEmpty() ? "unnamed" : text;
  }

  /** The part after the last dot in lower case, or nothing. */
  public static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** The name without its last dot and what follows. */
  public static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String shorten(String text) {
    int half = MAX_LENGTH / 2;
    int start = Character.isHighSurrogate(text.charAt(half - 1)) ? half - 1 : half;
    int end = text.length() - half;
    end = Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end;
    return text.substring(0, start) + '…' + text.substring(end);
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
