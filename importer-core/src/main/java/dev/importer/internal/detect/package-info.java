/**
 * How a source is written: {@link dev.importer.internal.detect.SourceDetector} finds the encoding,
 * the format and, by trial, the dialect.
 */
@NullMarked
package dev.importer.internal.detect;

import org.jspecify.annotations.NullMarked;
