package dev.importer.server.internal.http;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The media types of uploads, and of what is sent. */
public final class MediaTypes {

  public static final String FORM = "multipart/form-data";

  /** Says what separates the cells, too. */
  public static final String TABS = "text/tab-separated-values";

  /** A workbook of Office Open XML. */
  public static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** A workbook of OpenDocument. */
  public static final String ODS = "application/vnd.oasis.opendocument.spreadsheet";

  /** What a body can be that is the file itself; the last six say nothing about its format. */
  private static final Set<String> FILES =
      Set.of(
          "text/csv",
          "application/csv",
          TABS,
          "application/json",
          "text/json",
          "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          XLSX,
          "application/vnd.ms-excel",
          "application/vnd.ms-excel.sheet.macroenabled.12",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
          ODS,
          ODS + "-template",
          "application/gzip",
          "application/x-gzip",
          "application/zip",
          "text/plain",
          "application/octet-stream",
          "");

  /** What the header {@code Accept-Post} of a refusal says. */
  public static final String ACCEPTED =
      "multipart/form-data, text/csv, text/tab-separated-values, application/json,"
          + " application/x-ndjson, "
          + XLSX
          + ", "
          + ODS
          + ", application/gzip, application/zip, application/octet-stream";

  private MediaTypes() {}

  public static boolean isFile(String type) {
    return FILES.contains(type);
  }

  /** The type without parameters in lower case; empty if there is none. */
  public static String of(@Nullable String header) {
    if (header == null) {
      return "";
    }
    int parameters = header.indexOf(';');
    return (parameters < 0 ? header : header.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
