package dev.importer.internal.workbook;

import java.util.HashMap;
import java.util.Map;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;

/**
 * How the number formats of an old workbook show numbers.
 *
 * @param codes the codes that the workbook has, by the number of their format
 * @param known the styles that were asked for, by the same number
 * @param since1904 whether days are counted from 1904 on
 */
record XlsStyles(Map<Integer, String> codes, Map<Integer, CellStyle> known, boolean since1904) {

  static XlsStyles of(HSSFWorkbook workbook) {
    Map<Integer, String> codes = new HashMap<>();
    for (FormatRecord format : workbook.getInternalWorkbook().getFormats()) {
      codes.put(format.getIndexCode(), format.getFormatString());
    }
    return new XlsStyles(
        codes, new HashMap<>(), workbook.getInternalWorkbook().isUsing1904DateWindowing());
  }

  /** The style of a number format. */
  CellStyle get(int format) {
    return known.computeIfAbsent(
        format,
        number -> {
          String code = codes.get(number);
          return CellStyle.of(code == null ? BuiltInFormats.code(number) : code);
        });
  }
}
