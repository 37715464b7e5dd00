package dev.importer.internal.record;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * Appends JSON to a buffer that is used again and again. A generator for every row would cost more
 * than parsing the file.
 */
final class JsonOutput {

  private static final int SHRINK_ABOVE = 1 << 20;

  private final JsonStringEncoder encoder = JsonStringEncoder.getInstance();
  private StringBuilder buffer = new StringBuilder(1024);

  /** Empties the buffer. */
  JsonOutput reset() {
    if (buffer.capacity() > SHRINK_ABOVE) {
      buffer = new StringBuilder(1024);
    }
    buffer.setLength(0);
    return this;
  }

  /** Text that is JSON already. */
  JsonOutput raw(String json) {
    buffer.append(json);
    return this;
  }

  JsonOutput raw(char json) {
    buffer.append(json);
    return this;
  }

  JsonOutput number(long value) {
    buffer.append(value);
    return this;
  }

  /** A JSON string. */
  JsonOutput string(String text) {
    buffer.append('"');
    if (isPlain(text)) {
      buffer.append(text);
    } else {
      StringBuilder quoted = new StringBuilder(text.length() + 16);
      encoder.quoteAsString(text, quoted);
      buffer.append(Surrogates.escapeLone(quoted.toString()));
    }
    buffer.append('"');
    return this;
  }

  @Override
  public String toString() {
    return buffer.toString();
  }

  /** Whether every character stands for itself; nearly always so. */
  private static boolean isPlain(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
