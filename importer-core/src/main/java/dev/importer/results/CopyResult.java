package dev.importer.results;

/**
 * What was copied from one database to another.
 *
 * @param imports how many imports, of every status
 * @param rows how many rows of them
 * @param waiting how many of the imports wait, or go on, where they are now
 * @param mappings how many remembered mappings
 * @param uploads how many staged uploads
 * @param withoutBytes how many imports and staged uploads have lost their bytes: those imports
 *     cannot be tried again any more, and those uploads were not copied
 */
public record CopyResult(
    long imports, long rows, long waiting, long mappings, long uploads, long withoutBytes) {}
