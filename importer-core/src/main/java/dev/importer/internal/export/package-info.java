/**
 * Stored rows as files: {@link dev.importer.internal.export.ExportedRows} reads them, {@link
 * dev.importer.internal.export.ExportColumns} puts them under one set of columns.
 */
@NullMarked
package dev.importer.internal.export;

import org.jspecify.annotations.NullMarked;
