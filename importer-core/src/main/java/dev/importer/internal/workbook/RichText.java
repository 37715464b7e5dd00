package dev.importer.internal.workbook;

/** Reads a text that may be made of pieces in different fonts. */
final class RichText {

  private RichText() {}

  /**
   * Adds the text of the {@code si} or {@code is} that has just begun, and goes on to its end. How
   * it is pronounced ({@code rPh}) is no part of it.
   */
  static void addTo(CellText text, XmlPart xml) {
    for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
      if (event == XmlPart.START) {
        switch (xml.name()) {
          case "t" -> {
            int start = text.length();
            xml.addElementTo(text);
            text.decodeFrom(start);
          }
          case "r" -> addTo(text, xml);
          default -> xml.skip();
        }
      }
    }
  }
}
