/**
 * Takes CSV and JSON files that somebody else made, checks them row by row against a schema, and
 * stores every row: the good ones as data, the bad ones beside the reasons.
 *
 * <p>Most programs need only {@link dev.importer.Importer}.
 */
@NullMarked
package dev.importer;

import org.jspecify.annotations.NullMarked;
