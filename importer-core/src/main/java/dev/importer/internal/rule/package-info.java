/** Regular expressions and JSON Schemas, each behind its door and with bounded work. */
@NullMarked
package dev.importer.internal.rule;

import org.jspecify.annotations.NullMarked;
