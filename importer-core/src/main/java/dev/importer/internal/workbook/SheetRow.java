package dev.importer.internal.workbook;

import org.jspecify.annotations.Nullable;

/**
 * A row of a sheet that holds at least one cell with a value. An empty text is no value.
 *
 * @param number its number in the sheet, 1-based
 * @param hidden whether a person does not see it
 * @param cells the cells from column A to the last one with a value: a {@link String}, a {@link
 *     CellValue}, or null where there is none; handed over, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from one to the next.
public record SheetRow(long number, boolean hidden, @Nullable Object[] cells) {}
