/**
 * CSV that is handed out: {@link dev.importer.write.CsvLines} writes the cells so that whoever
 * reads them in the same dialect has them as they are.
 */
@NullMarked
package dev.importer.write;

import org.jspecify.annotations.NullMarked;
