/**
 * One record of a source, as parsed: a {@link dev.importer.row.Row} holds cells under the labels of
 * its {@link dev.importer.row.Header}. Nothing here knows where rows come from.
 */
@NullMarked
package dev.importer.row;

import org.jspecify.annotations.NullMarked;
