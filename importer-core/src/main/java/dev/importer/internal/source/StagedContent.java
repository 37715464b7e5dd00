package dev.importer.internal.source;

import dev.importer.source.Source;

/**
 * The bytes of a staged upload. They may go at any time, so whoever uses them gets a file of its
 * own with them.
 *
 * @param uploadId the upload
 * @param content its file
 */
public record StagedContent(long uploadId, Content content) implements Source.Origin.Received {}
