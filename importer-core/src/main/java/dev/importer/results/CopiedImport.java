package dev.importer.results;

/**
 * An import that was copied from one database to another.
 *
 * @param id its id, which is the same in both
 * @param rows how many rows of it are in both
 * @param sha256 the SHA-256 of all that is stored of these rows, in their order, as it was read
 *     from either database
 */
public record CopiedImport(long id, long rows, String sha256) {}
