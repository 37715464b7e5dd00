/**
 * The way of a row between reading and storing: read and checked ({@link
 * dev.importer.internal.rows.CheckedRows}), counted ({@link
 * dev.importer.internal.record.ErrorTally}), and bound to objects of the application.
 */
@NullMarked
package dev.importer.internal.rows;

import org.jspecify.annotations.NullMarked;
