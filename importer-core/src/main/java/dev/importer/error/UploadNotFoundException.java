package dev.importer.error;

/** There is no staged upload with this id: it was discarded, or was not used for too long. */
public final class UploadNotFoundException extends ImporterException {

  private static final long serialVersionUID = 1L;

  private final long uploadId;

  /** Names the id that was asked for. */
  public UploadNotFoundException(long uploadId) {
    super(
        "There is no upload "
            + uploadId
            + ": it was discarded, or was not used for too long. Send the file again.",
        null);
    this.uploadId = uploadId;
  }

  /** The id that was asked for. */
  public long uploadId() {
    return uploadId;
  }
}
