/**
 * Reads the cells of workbooks as they are stored, and writes workbooks. What the cells mean, and
 * where a table begins among them, is for others to say.
 */
@NullMarked
package dev.importer.internal.workbook;

import org.jspecify.annotations.NullMarked;
