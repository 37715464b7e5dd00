/**
 * Rules that need an engine of their own: regular expressions that cannot explode ({@link
 * dev.importer.rule.TextPattern}), and JSON Schemas that fetch nothing ({@link
 * dev.importer.rule.JsonSchemaRule}).
 */
@NullMarked
package dev.importer.rule;

import org.jspecify.annotations.NullMarked;
