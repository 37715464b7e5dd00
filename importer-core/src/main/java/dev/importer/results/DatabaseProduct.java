package dev.importer.results;

/**
 * The product that a database is of.
 *
 * @param name {@code SQLite} or {@code PostgreSQL}
 * @param version its version, as it says itself
 */
public record DatabaseProduct(String name, String version) {}
