/**
 * Where bytes come from and how they are written: a {@link dev.importer.source.Source} names them,
 * a {@link dev.importer.source.Format} and a {@link dev.importer.source.Dialect} say how to read
 * them, and the {@link dev.importer.source.Spool} keeps what arrives as a stream until its import
 * has ended.
 */
@NullMarked
package dev.importer.source;

import org.jspecify.annotations.NullMarked;
