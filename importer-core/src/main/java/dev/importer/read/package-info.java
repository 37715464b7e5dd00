/**
 * Reading without storing: {@link dev.importer.read.CheckedRows} joins parsing and validation,
 * {@link dev.importer.read.CheckReport} sums a whole source up, and {@link
 * dev.importer.read.RowStream} hands out typed rows.
 */
@NullMarked
package dev.importer.read;

import org.jspecify.annotations.NullMarked;
