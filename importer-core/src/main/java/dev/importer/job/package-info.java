/**
 * What a caller decides about an import and learns while it runs: {@link
 * dev.importer.job.ImportOptions} says how, {@link dev.importer.job.ImportJob} is the handle on it,
 * {@link dev.importer.job.ImportResult} what it came to, {@link dev.importer.job.RowCheck} looks at
 * its rows before they are stored, and {@link dev.importer.job.RowHandler} takes its valid rows.
 */
@NullMarked
package dev.importer.job;

import org.jspecify.annotations.NullMarked;
