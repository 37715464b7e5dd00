package dev.importer.internal.host;

/**
 * A valid row that is not stored.
 *
 * @param number its number, 1-based
 * @param line its line, 1-based
 * @param data its values as JSON, as they would be stored
 */
public record GivenRow(long number, long line, String data) {}
