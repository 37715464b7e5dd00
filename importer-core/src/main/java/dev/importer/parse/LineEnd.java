package dev.importer.parse;

import java.io.IOException;
import java.io.Reader;

/** What ends a line. */
enum LineEnd {
  LINE_FEED("\n"),
  RETURN_LINE_FEED("\r\n"),
  RETURN("\r");

  private final String text;

  LineEnd(String text) {
    this.text = text;
  }

  /** The characters. */
  String text() {
    return text;
  }

  /**
   * The first line end outside of quotes; a line feed if there is none.
   *
   * @param reader the text, from the start of a record on
   * @param syntax a {@linkplain Syntax#isPlain plain} syntax
   */
  static LineEnd firstOf(Reader reader, Syntax syntax) throws IOException {
    char[] part = new char[4096];
    char delimiter = syntax.delimiter().charAt(0);
    boolean inQuotes = false;
    // A quote has a meaning at the start of a cell, and right after a closing quote.
    boolean quoteMayOpen = true;
    boolean afterReturn = false;
    for (int count = reader.read(part); count >= 0; count = reader.read(part)) {
      for (int i = 0; i < count; i++) {
        char c = part[i];
        if (afterReturn) {
          return c == '\n' ? RETURN_LINE_FEED : RETURN;
        } else if (inQuotes) {
          inQuotes = c != syntax.quote();
          quoteMayOpen = true;
        } else if (c == '\n') {
          return LINE_FEED;
        } else {
          afterReturn = c == '\r';
          inQuotes = quoteMayOpen && c == syntax.quote();
          quoteMayOpen = c == delimiter;
        }
      }
    }
    return afterReturn ? RETURN : LINE_FEED;
  }
}
