/**
 * The JSON format: text to values and members one token at a time, and what is wrong with it and
 * where.
 */
@NullMarked
package dev.importer.internal.json;

import org.jspecify.annotations.NullMarked;
