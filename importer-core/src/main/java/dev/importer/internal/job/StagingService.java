package dev.importer.internal.job;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.error.StorageException;
import dev.importer.error.UploadNotFoundException;
import dev.importer.internal.detect.SourceDetector;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportStore;
import dev.importer.internal.store.UploadStore;
import dev.importer.results.StagedUpload;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.util.List;
import java.util.Optional;

/**
 * Keeps files that are going to be checked and imported. Thread-safe.
 *
 * <p>Its file belongs to an upload from the commit that stores the upload until the one that takes
 * it away; before and after, it is swept if the process dies. Whoever checks or imports an upload
 * gets a file of its own with the same bytes, so an upload can go at any time.
 */
public final class StagingService {

  private final ImportStore store;
  private final Spool spool;
  private final ImportService service;
  private final UploadStore.Bounds bounds;

  /** A service on a store and a spool, which works as long as the other service is open. */
  public StagingService(
      ImportStore store, Spool spool, ImportService service, UploadStore.Bounds bounds) {
    this.store = store;
    this.spool = spool;
    this.service = service;
    this.bounds = bounds;
  }

  /** Stages a source. */
  public StagedUpload stage(Source source) {
    Content content = spool.takeCopy(source);
    UploadStore.Addition addition;
    try {
      if (content.size() > bounds.maxBytes()) {
        throw new SourceException(
            ErrorCode.TOO_LARGE,
            "The file is larger than the limit of "
                + bounds.maxBytes()
                + " bytes for files that wait to be imported (maxStagedBytes). Import it at once.");
      }
      Optional<Format> format = SourceDetector.formatOf(source, content);
      List<String> sheets =
          format
              .filter(Format::isWorkbook)
              .map(each -> SourceDetector.sheetsOf(content, each, spool))
              .orElse(List.of());
      UploadStore.NewUpload fresh =
          new UploadStore.NewUpload(source, content, format.orElse(null), sheets);
      spool.keep(content);
      addition = service.whileOpen(() -> store.uploads().add(fresh, bounds, spool::has));
    } catch (StorageException e) {
      // If the connection broke, it may be staged all the same.
      if (e.reason() != StorageException.Reason.UNREACHABLE) {
        spool.drop(content);
      }
      throw e;
    } catch (RuntimeException e) {
      spool.drop(content);
      throw e;
    }
    addition.unneeded().forEach(spool::drop);
    return addition.upload();
  }

  /** The upload with this id; empty if there is none, or if its time is over. */
  public Optional<StagedUpload> find(long id) {
    return store.uploads().find(id);
  }

  /** The source of an upload, which is kept for the whole time again. */
  public Source use(long id) {
    return store
        .uploads()
        .use(id, bounds.keep())
        .orElseThrow(() -> new UploadNotFoundException(id));
  }

  /** Takes an upload away; false if there is none. */
  public boolean discard(long id) {
    Optional<Content> content = store.uploads().remove(id);
    content.ifPresent(spool::drop);
    return content.isPresent();
  }
}
