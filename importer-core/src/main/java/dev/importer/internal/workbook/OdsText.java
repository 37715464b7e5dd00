package dev.importer.internal.workbook;

import dev.importer.internal.text.Quoted;

/**
 * The text of a cell of OpenDocument: its paragraphs, with a line feed between them. White space
 * with a line end or a tab in it is layout there, as in HTML: much of it is one space, and there is
 * none where a paragraph begins or ends. Spaces alone are kept, because LibreOffice writes those of
 * a text of several lines as they are, although the standard wants them marked.
 */
final class OdsText {

  private static final String TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

  private final XmlPart xml;
  private final Place place;
  private final int maxLength;
  private final CellText text = new CellText();
  private boolean inParagraphs;

  /** Where the paragraph begins. */
  private int paragraph;

  /** Where the white space begins that was met last; negative after anything else. */
  private int space;

  /** Whether that white space is layout. */
  private boolean layout;

  OdsText(XmlPart xml, Place place, int maxLength) {
    this.xml = xml;
    this.place = place;
    this.maxLength = maxLength;
  }

  void clear() {
    text.clear();
    inParagraphs = false;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  int length() {
    return text.length();
  }

  /** Whether this is the text. */
  boolean is(String other) {
    return text.is(other);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /**
   * Adds the paragraphs of the element of a cell that has just begun, and goes on to its end.
   * Remarks and drawings are no part of the text.
   */
  void addBlock() {
    switch (xml.name()) {
      case "p", "h" -> {
        if (isOfText()) {
          addParagraph();
        } else {
          xml.skip();
        }
      }
      case "list", "list-item", "list-header", "section" -> {
        for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
          if (event == XmlPart.START) {
            addBlock();
          }
        }
      }
      default -> xml.skip();
    }
  }

  private boolean isOfText() {
    return xml.namespace().equals(TEXT);
  }

  private void addParagraph() {
    if (inParagraphs) {
      add('\n', 1);
    }
    inParagraphs = true;
    paragraph = text.length();
    space = -1;
    addContent();
    if (space >= 0 && layout) {
      text.cut(space);
    }
  }

  private void addContent() {
    for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
      if (event == XmlPart.TEXT) {
        int start = text.length();
        xml.addTo(text);
        collapse(start);
      } else if (isOfText()) {
        addElement();
      } else {
        xml.skip();
      }
    }
  }

  private void addElement() {
    switch (xml.name()) {
      case "s" -> {
        add(' ', spaces());
        xml.skip();
      }
      case "tab" -> {
        add('\t', 1);
        xml.skip();
      }
      case "line-break" -> {
        add('\n', 1);
        xml.skip();
      }
      case "note", "ruby-text", "script" -> xml.skip();
      default -> addContent();
    }
  }

  private int spaces() {
    String count = xml.attribute("c");
    if (count == null) {
      return 1;
    }
    int spaces = WholeNumber.of(count);
    if (spaces < 0) {
      throw WorkbookErrors.damaged(place.now(), "there are " + Quoted.of(count) + " spaces");
    }
    return spaces;
  }

  private void add(char character, int count) {
    if (count > maxLength - text.length()) {
      throw WorkbookErrors.textTooLong(place.now(), maxLength);
    }
    text.add(character, count);
    space = -1;
  }

  /** Makes one space of layout, wherever it began. */
  private void collapse(int start) {
    char[] characters = text.characters();
    int length = text.length();
    int target = start;
    for (int i = start; i < length; i++) {
      char c = characters[i];
      boolean lineEnd = c == '\n' || c == '\t';
      if (!lineEnd && c != ' ') {
        characters[target++] = c;
        space = -1;
        continue;
      }
      if (space < 0) {
        space = target;
        layout = false;
      }
      if (lineEnd && !layout) {
        layout = true;
        target = space;
        if (space > paragraph) {
          characters[target++] = ' ';
        }
      } else if (!layout) {
        characters[target++] = c;
      }
    }
    text.cut(target);
  }
}
