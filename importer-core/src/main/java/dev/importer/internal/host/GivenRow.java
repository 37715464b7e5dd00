package dev.importer.internal.host;

/**
 * A valid row that is not stored.
 *
 * @param number its number, 1-based
 * @param line its line, 1-based
 * @param data its values as JSON in UTF-8, as they would be stored; not to be changed
 */
public record GivenRow(long number, long line, byte[] data) {}
