package dev.importer.server.internal.http;

/**
 * What requests may ask of the server.
 *
 * @param maxUploadBytes the largest upload
 * @param maxConcurrentUploads how many uploads are received at once; the same for checks and for
 *     corrections
 * @param maxConcurrentDownloads how many files are sent at once
 * @param pace how fast bodies have to come and files have to be taken
 */
public record RequestBounds(
    long maxUploadBytes, int maxConcurrentUploads, int maxConcurrentDownloads, Pace.Rule pace) {

  /** Unless something else is said. */
  public static final int MAX_CONCURRENT_UPLOADS = 32;

  /** Always. */
  public static final int MAX_CONCURRENT_DOWNLOADS = 64;
}
