/**
 * Where bytes come from and how they are written: {@link dev.importer.source.Source} with its
 * {@link dev.importer.source.Format} and {@link dev.importer.source.Dialect}, and the {@link
 * dev.importer.source.Limits} on what is read.
 */
@NullMarked
package dev.importer.source;

import org.jspecify.annotations.NullMarked;
