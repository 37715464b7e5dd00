package dev.importer.internal.workbook;

import dev.importer.error.SourceException;
import dev.importer.internal.source.OldWorkbooks;
import dev.importer.source.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.OldFileFormatException;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.FilePassRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.util.RecordFormatException;

/**
 * A workbook of Excel 97 to 2003 ({@code .xls}, {@code .xlt}). Apache POI holds all of it in the
 * memory, which these workbooks are small enough for: a sheet has at most 65,536 rows.
 */
final class XlsWorkbook implements Workbook {

  /** What is in the memory takes several times as much. */
  static final long MOST_BYTES = 100_000_000;

  /** Where in the record of a sheet its kind is, and the kinds that POI counts as sheets. */
  private static final int KIND_OFFSET = 9;

  private static final int WORKSHEET = 0;
  private static final int MACROS = 1;
  private static final int CHART = 2;

  private static final int FEWEST_BYTES_OF_A_TEXT = 3;

  private final HSSFWorkbook workbook;
  private final XlsStyles styles;
  private final Limits limits;
  private final List<Sheet> sheets = new ArrayList<>();

  /** The number that POI gives each sheet, 0-based. */
  private final List<Integer> indexes = new ArrayList<>();

  private XlsWorkbook(HSSFWorkbook workbook, Limits limits) {
    this.workbook = workbook;
    this.styles = XlsStyles.of(workbook);
    this.limits = limits;
    readSheets();
    if (sheets.isEmpty()) {
      throw WorkbookErrors.notAWorkbook("it has no worksheet");
    }
  }

  /**
   * Opens a workbook; whoever does so closes it.
   *
   * @param path the file, which is read to its end
   * @param limits bounds of what is read
   * @throws SourceException if it is no workbook, or a damaged or harmful one
   */
  static Workbook open(Path path, Limits limits) {
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw WorkbookErrors.tooLargeForMemory(MOST_BYTES);
      }
      try (POIFSFileSystem file = new POIFSFileSystem(path.toFile(), true)) {
        checkRecords(file);
        return new XlsWorkbook(new HSSFWorkbook(file, false), limits);
      }
    } catch (SourceException e) {
      throw e;
    } catch (EncryptedDocumentException e) {
      throw WorkbookErrors.encrypted(e);
    } catch (OldFileFormatException e) {
      throw OldWorkbooks.refusal(e);
    } catch (IOException | RuntimeException e) {
      // It says so in many ways that a file is damaged, those of programming errors among them.
      throw WorkbookErrors.damagedOldWorkbook(e);
    }
  }

  /**
   * Goes over the records before POI reads them: it would make as many texts as a workbook says it
   * has, even if they are not there. What is encrypted cannot be looked at.
   */
  private static void checkRecords(POIFSFileSystem file) throws IOException {
    String name = HSSFWorkbook.getWorkbookDirEntryName(file.getRoot());
    try (DocumentInputStream stream = file.createDocumentInputStream(name)) {
      long mostTexts = stream.available() / FEWEST_BYTES_OF_A_TEXT;
      RecordInputStream records = new RecordInputStream(stream);
      while (records.hasNextRecord()) {
        records.nextRecord();
        if (records.getSid() == FilePassRecord.sid) {
          throw WorkbookErrors.encrypted(null);
        }
        if (records.getSid() == SSTRecord.sid) {
          records.readInt();
          mostTexts -= Integer.toUnsignedLong(records.readInt());
          if (mostTexts < 0) {
            throw WorkbookErrors.damaged("in its table of texts", "most of them are missing");
          }
        }
        records.readRemainder();
      }
    } catch (RecordFormatException e) {
      // After the last sheet there may be anything; before it, POI says so, too.
    }
  }

  private void readSheets() {
    int index = 0;
    for (Record each : workbook.getInternalWorkbook().getRecords()) {
      if (each instanceof BoundSheetRecord sheet) {
        int kind = sheet.serialize()[KIND_OFFSET];
        if (kind == WORKSHEET) {
          boolean visible = workbook.getSheetVisibility(index) == SheetVisibility.VISIBLE;
          sheets.add(new Sheet(workbook.getSheetName(index), sheets.size() + 1, visible));
          indexes.add(index);
        }
        index += kind == WORKSHEET || kind == MACROS || kind == CHART ? 1 : 0;
      }
    }
  }

  @Override
  public List<Sheet> sheets() {
    return List.copyOf(sheets);
  }

  @Override
  public SheetRows rows(Sheet sheet) {
    int index = indexes.get(sheet.number() - 1);
    SheetPlace place = new SheetPlace(sheet.name());
    try {
      return new XlsRows(workbook.getSheetAt(index), place, styles, limits);
    } catch (RuntimeException e) {
      throw WorkbookErrors.damaged(place.now(), "it cannot be read", e);
    }
  }

  @Override
  public void close() throws IOException {
    workbook.close();
  }
}
