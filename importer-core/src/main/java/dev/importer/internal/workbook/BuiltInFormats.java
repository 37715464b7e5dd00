package dev.importer.internal.workbook;

/** The number formats that have a number of their own (ECMA-376, 18.8.30). */
final class BuiltInFormats {

  private BuiltInFormats() {}

  /**
   * The code of a format. Where it hangs on the country of the machine, it is one that shows as
   * much of a moment as the others.
   */
  static String code(int id) {
    return switch (id) {
      case 1 -> "0";
      case 2 -> "0.00";
      case 3 -> "#,##0";
      case 4 -> "#,##0.00";
      case 9 -> "0%";
      case 10 -> "0.00%";
      case 11 -> "0.00E+00";
      case 12 -> "# ?/?";
      case 13 -> "# ??/??";
      case 14 -> "m/d/yyyy";
      case 15 -> "d-mmm-yy";
      case 16 -> "d-mmm";
      case 17 -> "mmm-yy";
      case 18 -> "h:mm AM/PM";
      case 19 -> "h:mm:ss AM/PM";
      case 20 -> "h:mm";
      case 21 -> "h:mm:ss";
      case 22 -> "m/d/yy h:mm";
      case 37 -> "#,##0 ;(#,##0)";
      case 38 -> "#,##0 ;[Red](#,##0)";
      case 39 -> "#,##0.00;(#,##0.00)";
      case 40 -> "#,##0.00;[Red](#,##0.00)";
      case 45 -> "mm:ss";
      case 46 -> "[h]:mm:ss";
      case 47 -> "mm:ss.0";
      case 48 -> "##0.0E+0";
      case 49 -> "@";
      // East Asian: hours and minutes, then with seconds.
      case 32, 33 -> "h:mm:ss";
      case 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58 -> "yyyy-mm-dd";
      // Thai.
      case 71, 72, 73, 74, 81 -> "d/m/yyyy";
      case 75, 76, 78, 80 -> "h:mm:ss";
      case 77 -> "d/m/yyyy h:mm";
      case 79 -> "[h]:mm:ss";
      default -> "General";
    };
  }
}
