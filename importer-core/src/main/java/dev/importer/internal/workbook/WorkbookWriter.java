package dev.importer.internal.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a workbook (XLSX) row by row, in memory that does not grow with the rows. The same rows
 * make the same bytes. Not thread-safe.
 *
 * <pre>{@code
 * try (WorkbookWriter workbook = WorkbookWriter.open(out, List.of(sheet))) {
 *   workbook.beginSheet();
 *   workbook.row(List.of(WorkbookWriterCell.text("01067"), WorkbookWriterCell.number("12.5")));
 *   workbook.finish();
 * }
 * }</pre>
 */
public final class WorkbookWriter implements AutoCloseable {

  /** The most rows of a sheet. */
  public static final int MAX_ROWS = 1_048_576;

  /** The most columns of a sheet. */
  public static final int MAX_COLUMNS = 16_384;

  /** The longest text of a cell, in UTF-16 units. */
  public static final int MAX_TEXT = 32_767;

  /** ZIP has no earlier one. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Archive archive;
  private final Writer out;
  private final List<WorkbookWriterSheet> sheets;
  private final int visible;
  private final List<String> names = new ArrayList<>();
  private final List<String> letters = new ArrayList<>();

  /** What people choose from and what does not fit into a rule: columns of a hidden sheet. */
  private final List<WorkbookWriterSheet.Choice> listed;

  private final List<String> filters = new ArrayList<>();
  private final StringBuilder xml = new StringBuilder();

  /** How many rows the sheet has that is being written. */
  private int rows;

  private WorkbookWriter(OutputStream stream, List<WorkbookWriterSheet> sheets) {
    this.archive = new Archive(stream);
    this.out = new OutputStreamWriter(archive, StandardCharsets.UTF_8);
    this.visible = sheets.size();
    this.listed =
        sheets.stream()
            .flatMap(sheet -> sheet.choices().stream())
            .filter(choice -> !choice.isLiteral())
            .toList();
    this.sheets = new ArrayList<>(sheets);
    if (!listed.isEmpty()) {
      this.sheets.add(
          new WorkbookWriterSheet(
              "Lists",
              listed.stream()
                  .map(choice -> new WorkbookWriterSheet.Column(20, WorkbookWriterFormat.TEXT))
                  .toList(),
              0,
              List.of()));
    }
    this.sheets.forEach(sheet -> names.add(WorkbookWriterText.sheetName(sheet.name(), names)));
  }

  /**
   * Begins a workbook.
   *
   * @param stream takes its bytes, and stays open
   * @param sheets its sheets in their order, at least one; their rows are written in this order
   */
  public static WorkbookWriter open(OutputStream stream, List<WorkbookWriterSheet> sheets)
      throws IOException {
    WorkbookWriter writer = new WorkbookWriter(stream, sheets);
    try {
      writer.writeFirstParts();
    } catch (IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
    return writer;
  }

  private void writeFirstParts() throws IOException {
    part("[Content_Types].xml", WorkbookWriterParts.contentTypes(sheets.size()));
    part("_rels/.rels", WorkbookWriterParts.packageRelations());
    part("xl/_rels/workbook.xml.rels", WorkbookWriterParts.workbookRelations(sheets.size()));
    part("xl/styles.xml", WorkbookWriterParts.styles());
  }

  private void part(String name, String content) throws IOException {
    begin(name);
    out.write(content);
    end();
  }

  private void begin(String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    archive.putNextEntry(entry);
  }

  private void end() throws IOException {
    out.flush();
    archive.closeEntry();
  }

  /**
   * Ends the sheet before and begins the next.
   *
   * @throws IllegalStateException if there is none left
   */
  public void beginSheet() throws IOException {
    if (filters.size() >= visible) {
      throw new IllegalStateException("All " + visible + " sheets have been written.");
    }
    nextSheet();
  }

  private void nextSheet() throws IOException {
    endSheet();
    WorkbookWriterSheet sheet = sheets.get(filters.size());
    filters.add("");
    rows = 0;
    begin(WorkbookWriterParts.sheet(filters.size()));
    xml.append(WorkbookWriterParts.XML);
    xml.append("<worksheet xmlns=\"").append(WorkbookWriterParts.MAIN).append("\"><sheetViews>");
    xml.append(filters.size() == 1 ? "<sheetView tabSelected=\"1\"" : "<sheetView");
    xml.append(" workbookViewId=\"0\">");
    if (sheet.headerRows() > 0) {
      xml.append("<pane ySplit=\"").append(sheet.headerRows());
      xml.append("\" topLeftCell=\"A").append(sheet.headerRows() + 1);
      xml.append("\" activePane=\"bottomLeft\" state=\"frozen\"/>");
    }
    xml.append("</sheetView></sheetViews><cols>");
    for (int i = 0; i < sheet.columns().size(); i++) {
      WorkbookWriterSheet.Column column = sheet.columns().get(i);
      xml.append("<col min=\"").append(i + 1).append("\" max=\"").append(i + 1);
      xml.append("\" width=\"").append(column.width()).append("\" style=\"");
      xml.append(WorkbookWriterLook.PLAIN.style(column.format())).append("\" customWidth=\"1\"/>");
    }
    xml.append("</cols><sheetData>");
    write();
  }

  /**
   * Writes the next row of the sheet.
   *
   * @param cells its cells from column A on, no more than the sheet has columns
   * @throws IllegalArgumentException if a sheet has no room for it: too many rows or cells, or a
   *     text that is too long. Nothing is cut
   */
  public void row(List<WorkbookWriterCell> cells) throws IOException {
    WorkbookWriterSheet sheet = sheet();
    if (cells.size() > sheet.columns().size() || rows == MAX_ROWS) {
      throw new IllegalArgumentException(
          "The sheet has room for "
              + MAX_ROWS
              + " rows of "
              + sheet.columns().size()
              + " cells. This would be row "
              + (rows + 1)
              + " with "
              + cells.size()
              + ".");
    }
    rows++;
    // A row before may have been refused in its middle.
    xml.setLength(0);
    xml.append("<row r=\"").append(rows).append("\">");
    for (int i = 0; i < cells.size(); i++) {
      cell(i, cells.get(i));
    }
    xml.append("</row>");
    write();
  }

  private WorkbookWriterSheet sheet() {
    if (filters.isEmpty()) {
      throw new IllegalStateException("No sheet has been begun.");
    }
    return sheets.get(filters.size() - 1);
  }

  private void cell(int column, WorkbookWriterCell cell) {
    WorkbookWriterLook look = cell.look();
    if (cell instanceof WorkbookWriterCell.Text text) {
      text(column, text);
    } else if (cell instanceof WorkbookWriterCell.Truth truth) {
      begin(column, look, WorkbookWriterFormat.GENERAL);
      xml.append(" t=\"b\"><v>").append(truth.value() ? '1' : '0').append("</v></c>");
    } else if (cell instanceof WorkbookWriterCell.Numeric number) {
      String digits = number.digits();
      number(column, look, WorkbookWriterFormat.GENERAL, WorkbookWriterSerial.of(digits), digits);
    } else if (cell instanceof WorkbookWriterCell.Date date) {
      number(
          column,
          look,
          WorkbookWriterFormat.DATE,
          WorkbookWriterSerial.of(date.value()),
          date.value());
    } else if (cell instanceof WorkbookWriterCell.DateTime moment) {
      number(
          column,
          look,
          WorkbookWriterFormat.DATETIME,
          WorkbookWriterSerial.of(moment.value()),
          moment.value());
    } else if (cell instanceof WorkbookWriterCell.Time time) {
      number(
          column,
          look,
          WorkbookWriterFormat.TIME,
          WorkbookWriterSerial.of(time.value()),
          time.value());
    }
  }

  private void begin(int column, WorkbookWriterLook look, WorkbookWriterFormat format) {
    while (letters.size() <= column) {
      letters.add(WorkbookWriterText.letters(letters.size()));
    }
    xml.append("<c r=\"").append(letters.get(column)).append(rows);
    xml.append("\" s=\"").append(look.style(format)).append('"');
  }

  private void text(int column, WorkbookWriterCell.Text cell) {
    String text = cell.text();
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          "A cell of a workbook holds at most "
              + MAX_TEXT
              + " characters, but this text has "
              + text.length()
              + ".");
    }
    if (!text.isEmpty()) {
      begin(column, cell.look(), cell.format());
      xml.append(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
      WorkbookWriterText.append(xml, text);
      xml.append("</t></is></c>");
    } else if (cell.look() != WorkbookWriterLook.PLAIN
        || cell.format() != sheet().columns().get(column).format()) {
      begin(column, cell.look(), cell.format());
      xml.append("/>");
    }
  }

  /** A number if it stays what it is, and a text otherwise. */
  private void number(
      int column,
      WorkbookWriterLook look,
      WorkbookWriterFormat format,
      Optional<String> number,
      Object otherwise) {
    if (number.isEmpty()) {
      text(
          column,
          new WorkbookWriterCell.Text(otherwise.toString(), WorkbookWriterFormat.TEXT, look));
      return;
    }
    begin(column, look, format);
    xml.append("><v>").append(number.get()).append("</v></c>");
  }

  private void write() throws IOException {
    out.append(xml);
    xml.setLength(0);
  }

  private void endSheet() throws IOException {
    if (filters.isEmpty()) {
      return;
    }
    WorkbookWriterSheet sheet = sheet();
    xml.append("</sheetData>");
    if (sheet.headerRows() > 0 && rows >= sheet.headerRows()) {
      String last = WorkbookWriterText.letters(sheet.columns().size() - 1);
      xml.append("<autoFilter ref=\"A").append(sheet.headerRows()).append(':').append(last);
      xml.append(rows).append("\"/>");
      filters.set(filters.size() - 1, "$A$" + sheet.headerRows() + ":$" + last + "$" + rows);
    }
    if (!sheet.choices().isEmpty()) {
      xml.append("<dataValidations count=\"").append(sheet.choices().size()).append("\">");
      sheet.choices().forEach(choice -> choice(choice, sheet.headerRows() + 1));
      xml.append("</dataValidations>");
    }
    // Numbers that are meant to be text need no warning in every cell.
    xml.append("<ignoredErrors><ignoredError sqref=\"A1:");
    xml.append(WorkbookWriterText.letters(sheet.columns().size() - 1)).append(MAX_ROWS);
    xml.append("\" numberStoredAsText=\"1\"/></ignoredErrors></worksheet>");
    write();
    end();
  }

  private void choice(WorkbookWriterSheet.Choice choice, int firstRow) {
    String column = WorkbookWriterText.letters(choice.column());
    xml.append("<dataValidation type=\"list\" errorStyle=\"warning\" allowBlank=\"1\"");
    xml.append(" showErrorMessage=\"1\" errorTitle=\"Not in the list\"");
    xml.append(" error=\"The list of this column does not have this value.\" sqref=\"");
    xml.append(column).append(firstRow).append(':').append(column).append(MAX_ROWS);
    xml.append("\"><formula1>");
    if (choice.isLiteral()) {
      WorkbookWriterText.append(xml, '"' + String.join(",", choice.values()) + '"');
    } else {
      String place = WorkbookWriterText.letters(listed.indexOf(choice));
      WorkbookWriterText.append(xml, WorkbookWriterText.quoted(names.get(visible)));
      xml.append("!$").append(place).append("$1:$").append(place).append('$');
      xml.append(choice.values().size());
    }
    xml.append("</formula1></dataValidation>");
  }

  /** Writes what is left. Before, the bytes are no workbook, and nobody takes them for one. */
  public void finish() throws IOException {
    while (filters.size() < visible) {
      beginSheet();
    }
    if (!listed.isEmpty()) {
      writeLists();
    }
    endSheet();
    part("xl/workbook.xml", WorkbookWriterParts.workbook(names, visible, filters));
    archive.finish();
    archive.flush();
  }

  private void writeLists() throws IOException {
    nextSheet();
    int longest = listed.stream().mapToInt(choice -> choice.values().size()).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      int place = i;
      row(
          listed.stream()
              .map(WorkbookWriterSheet.Choice::values)
              .map(values -> place < values.size() ? values.get(place) : "")
              .map(WorkbookWriterCell::text)
              .toList());
    }
  }

  /** Lets go of memory. The stream stays open, and an unfinished workbook unfinished. */
  @Override
  public void close() {
    archive.release();
  }

  /** An archive that can be given up in the middle. */
  private static final class Archive extends ZipOutputStream {

    Archive(OutputStream out) {
      super(out, StandardCharsets.UTF_8);
    }

    void release() {
      def.end();
    }
  }
}
