package dev.importer;

import dev.importer.error.SourceException;
import dev.importer.error.StorageException;
import dev.importer.error.UploadNotFoundException;
import dev.importer.internal.job.StagingService;
import dev.importer.results.StagedUpload;
import dev.importer.source.Source;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Files that are sent once, then checked as often as need be, and imported. {@link
 * Importer#staging} gives it. Thread-safe; its calls throw what those of {@link Importer} do.
 *
 * <pre>{@code
 * StagedUpload staged = importer.staging().stage(source);
 * CheckReport report = importer.check(importer.staging().source(staged.id()), options);
 * ImportJob job = importer.submit(importer.staging().source(staged.id()), options);
 * }</pre>
 *
 * <p>What was checked is what is imported: the bytes are the importer's own and do not change. A
 * staged upload is kept until it has not been used for a while ({@link
 * Importer.Builder#keepStaged}), across restarts and crashes, and shared by all importers on one
 * database. Its import does not need it any more once it is accepted.
 */
public final class Staging {

  private final Supplier<StagingService> service;

  Staging(Supplier<StagingService> service) {
    this.service = service;
  }

  /**
   * Keeps the bytes of a source, with what is known of it; an archive is unpacked. If there is not
   * enough room ({@link Importer.Builder#maxStaged}), those uploads give way that have not been
   * used for the longest time. When the call returns, the upload survives a crash and a power cut.
   *
   * @param source any source; of a finished {@link dev.importer.source.Upload} the bytes are taken
   *     over
   * @return the upload; the same again for the same bytes of the same name
   * @throws SourceException if the source cannot be read, is too large, or is nothing that could be
   *     imported, such as an image; nothing of it stays
   * @throws StorageException {@code NO_SPACE} if the disk is full; nothing of it stays
   */
  public StagedUpload stage(Source source) {
    return service.get().stage(source);
  }

  /** The upload with this id; empty if there is none any more. Asking is no use of it. */
  public Optional<StagedUpload> find(long id) {
    return service.get().find(id);
  }

  /**
   * The source of an upload, for {@link Importer#check}, {@link Importer#submit} and their like,
   * any number of times. From now on the upload is kept for the whole time again.
   *
   * @throws UploadNotFoundException if there is no such upload any more; so do calls that are given
   *     its source later
   */
  public Source source(long id) {
    return service.get().use(id);
  }

  /**
   * Removes an upload. What is being checked or imported goes on.
   *
   * @return whether there was one
   */
  public boolean discard(long id) {
    return service.get().discard(id);
  }
}
