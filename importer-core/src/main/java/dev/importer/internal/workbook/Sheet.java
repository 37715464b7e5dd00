package dev.importer.internal.workbook;

/**
 * A worksheet.
 *
 * @param name its name
 * @param number its place among the worksheets of the workbook, 1-based
 * @param visible whether a person sees it
 */
public record Sheet(String name, int number, boolean visible) {}
