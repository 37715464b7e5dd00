package dev.importer.results;

/**
 * A page of imports, newest first.
 *
 * @param page the imports
 * @param total how many imports there are on all pages
 */
public record ImportPage(Page<StoredImport> page, long total) {}
