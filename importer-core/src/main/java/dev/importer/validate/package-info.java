/**
 * From a row to typed values, or to every reason why not: {@link
 * dev.importer.validate.RowValidator} checks rows against a schema and answers with a {@link
 * dev.importer.validate.CheckedRow}.
 */
@NullMarked
package dev.importer.validate;

import org.jspecify.annotations.NullMarked;
