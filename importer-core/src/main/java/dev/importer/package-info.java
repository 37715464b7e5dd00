/**
 * Takes CSV and JSON files that somebody else made, checks them row by row against a schema, and
 * stores every row: valid rows as data, refused rows with the reasons.
 *
 * <p>Most programs need only {@link dev.importer.Importer}. What was stored is asked for through
 * its {@link dev.importer.Results}; what runs is looked after through its {@link
 * dev.importer.Operations}.
 */
@NullMarked
package dev.importer;

import org.jspecify.annotations.NullMarked;
