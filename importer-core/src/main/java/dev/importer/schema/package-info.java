/**
 * What the rows of a file must look like, in the terms of <a
 * href="https://datapackage.org/standard/table-schema/">Table Schema</a>: a {@link
 * dev.importer.schema.Schema} has {@link dev.importer.schema.Field}s, and a field has a {@link
 * dev.importer.type.FieldType} and {@link dev.importer.schema.Constraint}s.
 *
 * <p>Start with {@link dev.importer.schema.Schema#builder}, {@link
 * dev.importer.schema.Schema#parse} for JSON, or {@link dev.importer.schema.Schema#of} for a
 * record.
 */
@NullMarked
package dev.importer.schema;

import org.jspecify.annotations.NullMarked;
