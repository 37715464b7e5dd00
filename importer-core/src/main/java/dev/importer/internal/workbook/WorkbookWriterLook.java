package dev.importer.internal.workbook;

/** What a cell looks like. */
public enum WorkbookWriterLook {
  /** Nothing stands out. */
  PLAIN(0, 0, 0),
  /** A label: bold. */
  HEADER(5, 1, 0),
  /** A label that must not be overlooked: bold, on light yellow. */
  REQUIRED(10, 1, 2),
  /** A cell with a fault: on light red. */
  WRONG(15, 0, 3);

  private final int firstStyle;
  private final int font;
  private final int fill;

  WorkbookWriterLook(int firstStyle, int font, int fill) {
    this.firstStyle = firstStyle;
    this.font = font;
    this.fill = fill;
  }

  /**
   * The place among the styles of a workbook of this look in a format, which come in this order.
   */
  int style(WorkbookWriterFormat format) {
    return firstStyle + format.place();
  }

  /** The place of its font among those of a workbook. */
  int font() {
    return font;
  }

  /** The place of its fill among those of a workbook. */
  int fill() {
    return fill;
  }
}
