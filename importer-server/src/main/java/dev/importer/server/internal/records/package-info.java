/** Rows that go out: the refused ones of an import, and those that a search finds. */
@NullMarked
package dev.importer.server.internal.records;

import org.jspecify.annotations.NullMarked;
