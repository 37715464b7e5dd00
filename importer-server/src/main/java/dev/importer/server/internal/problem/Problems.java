package dev.importer.server.internal.problem;

import dev.importer.error.ChangeException;
import dev.importer.error.DuplicateImportException;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.error.ImporterClosedException;
import dev.importer.error.ImporterException;
import dev.importer.error.QueueFullException;
import dev.importer.error.SourceException;
import dev.importer.error.StorageException;
import dev.importer.error.UploadNotFoundException;
import dev.importer.job.OptionException;
import dev.importer.results.StoredImport;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

/** Says what each failure means to whoever sent the request. */
public final class Problems {

  /** How long to wait before trying again, in seconds, where nothing better is known. */
  public static final String RETRY_SECONDS = "5";

  private Problems() {}

  /** The problem of a failure; {@code internal-error} for one that should never happen. */
  public static Problem of(Throwable failure) {
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    if (failure instanceof ImporterException known) {
      return ofLibrary(known);
    }
    if (failure instanceof ImporterClosedException) {
      return shuttingDown();
    }
    if (failure instanceof OptionException unfit) {
      return Problem.ofField(
          "bad-option", unfit.option().text(), String.valueOf(unfit.getMessage()));
    }
    if (failure instanceof HttpResponseException known) {
      return ofStatus(known.getStatus(), known);
    }
    if (failure instanceof HttpException known) {
      return ofStatus(known.getCode(), null);
    }
    if (failure instanceof IOException broken) {
      return ofBrokenBody(broken);
    }
    return Problem.of(
        500,
        ErrorCode.INTERNAL_ERROR.text(),
        "This is a fault in the server, not in the request. Its log says more.");
  }

  /** Why an import failed. */
  public static Problem of(long importId, StoredImport.Failure failure) {
    return ofFile(failure.code(), failure.message(), failure.line(), failure.column())
        .ofLabels(failure.missingLabels())
        .ofImport(importId);
  }

  private static Problem shuttingDown() {
    return Problem.of(
            503, "shutting-down", "The server is shutting down. Try again when it has restarted.")
        .withHeader("Retry-After", RETRY_SECONDS)
        .withHeader("Connection", "close");
  }

  public static Problem noImport(String id) {
    return Problem.of(
        404,
        "import-not-found",
        "There is no import '" + id + "'. GET /api/imports lists those there are.");
  }

  public static Problem noChange(long importId, String number) {
    return Problem.of(
            404,
            "change-not-found",
            "Import "
                + importId
                + " has no change '"
                + number
                + "'. GET /api/imports/"
                + importId
                + "/changes lists those there are.")
        .ofImport(importId);
  }

  public static Problem noUpload(String id) {
    return Problem.of(
        404,
        "upload-not-found",
        "There is no upload '"
            + id
            + "': it was discarded, or was not used for too long. POST"
            + " /api/uploads takes the file again.");
  }

  public static Problem tooLarge(long maxBytes) {
    return Problem.of(
        413,
        ErrorCode.TOO_LARGE.text(),
        "The file is larger than the limit of "
            + maxBytes
            + " bytes. Split it, or start the server with a larger --max-upload-bytes.");
  }

  /** What a status means that Javalin or Jetty chose. */
  public static Problem ofStatus(int status, @Nullable Exception cause) {
    return switch (status) {
      case 404 ->
          Problem.of(
              404, "not-found", "There is nothing at this path. GET /docs shows what there is.");
      case 405 -> methodNotAllowed(cause);
      case 408 -> slow();
      case 413 -> Problem.of(413, "too-large", "The body of the request is too large.");
      case 414 ->
          Problem.of(414, "uri-too-long", "The address is too long. Shorten its parameters.");
      case 431 -> Problem.of(431, "headers-too-large", "The headers of the request are too large.");
      case 415 ->
          Problem.of(
              415, "unsupported-media-type", "The server does not accept this Content-Type.");
      case 501, 505 ->
          Problem.of(
              status,
              "not-implemented",
              "The server does not know this method, this Transfer-Encoding (only chunked) or this"
                  + " version of HTTP (only 1.0 and 1.1).");
      default ->
          status < 500
              ? Problem.of(status, "bad-request", "The request is not well-formed HTTP.")
              : Problem.of(
                  status, ErrorCode.INTERNAL_ERROR.text(), "The server could not answer this.");
    };
  }

  private static Problem methodNotAllowed(@Nullable Exception cause) {
    Problem problem =
        Problem.of(
            405,
            "method-not-allowed",
            "This path does not have this method; the header Allow lists those it has.");
    if (cause instanceof MethodNotAllowedResponse response) {
      String methods = response.getDetails().getOrDefault("availableMethods", "");
      return problem.withHeader("Allow", methods);
    }
    return problem;
  }

  private static Problem ofLibrary(ImporterException failure) {
    if (failure instanceof SourceException source) {
      Long line = source.line().isPresent() ? source.line().getAsLong() : null;
      Long column = source.column().isPresent() ? source.column().getAsLong() : null;
      Problem problem =
          ofFile(source.code().text(), String.valueOf(source.getMessage()), line, column)
              .ofLabels(source.missingLabels().orElse(null));
      return source.importId().isPresent()
          ? problem.ofImport(source.importId().getAsLong())
          : problem;
    }
    if (failure instanceof ImportNotFoundException missing) {
      return noImport(Long.toString(missing.importId()));
    }
    if (failure instanceof UploadNotFoundException missing) {
      return noUpload(Long.toString(missing.uploadId()));
    }
    if (failure instanceof DuplicateImportException duplicate) {
      return Problem.of(409, "duplicate-import", String.valueOf(duplicate.getMessage()))
          .ofImport(duplicate.importId());
    }
    if (failure instanceof ImportStateException state) {
      return Problem.of(409, "import-ended", String.valueOf(state.getMessage()))
          .ofImport(state.importId());
    }
    if (failure instanceof ChangeException change) {
      return ofChange(change);
    }
    if (failure instanceof QueueFullException) {
      return Problem.of(503, "queue-full", String.valueOf(failure.getMessage()))
          .withHeader("Retry-After", RETRY_SECONDS);
    }
    return failure instanceof StorageException storage
        ? ofStorage(storage.reason())
        : Problem.of(409, "conflict", String.valueOf(failure.getMessage()));
  }

  private static Problem ofChange(ChangeException failure) {
    int status =
        switch (failure.reason()) {
          case UNKNOWN_ROW, UNKNOWN_FIELD -> 422;
          case UNKNOWN_CHANGE -> 404;
          case CHANGED_MEANWHILE -> 412;
          case NOTHING_TO_UNDO, KEY_TAKEN, WOULD_BE_REFUSED, HANDED_OVER -> 409;
        };
    String code =
        failure.reason() == ChangeException.Reason.UNKNOWN_CHANGE
            ? "change-not-found"
            : failure.reason().text();
    return Problem.of(status, code, String.valueOf(failure.getMessage()))
        .ofImport(failure.importId());
  }

  /** The message of the exception may hold SQL or a path, so it goes to the log only. */
  private static Problem ofStorage(StorageException.Reason reason) {
    return switch (reason) {
      case NO_SPACE ->
          Problem.of(
              507,
              "no-space",
              "The server's disk is full. Delete imports that are no longer needed, or make room on"
                  + " the disk in another way, and send it again. If deleting is refused with the"
                  + " same code, it needs a few megabytes itself: make that much room first.");
      case LOCKED, TIMEOUT ->
          Problem.of(503, "database-busy", "The database is busy. Try again in a moment.")
              .withHeader("Retry-After", RETRY_SECONDS);
      case MOVED ->
          Problem.of(
              503,
              "database-moved",
              "The server's database file was removed, renamed or replaced while it was open, so"
                  + " nothing can be stored. Put it back, or start the server again.");
      case NEWER_VERSION ->
          Problem.of(
              503,
              ErrorCode.STORAGE_ERROR.text(),
              "It was stored by a newer version of the server, with settings that this one does not"
                  + " know. Use a newer server.");
      default ->
          Problem.of(
              503,
              ErrorCode.STORAGE_ERROR.text(),
              "The server's database or spool folder cannot be used. Its log says more.");
    };
  }

  private static Problem ofFile(
      String code, String message, @Nullable Long line, @Nullable Long column) {
    int status =
        switch (code) {
          case "unsupported-format" -> 415;
          case "other-import", "other-rows", "is-correction" -> 409;
          case "internal-error" -> 500;
          case "storage-error" -> 503;
          case "no-space" -> 507;
          default -> 422;
        };
    return Problem.of(status, code, message)
        .withFault(new Problem.Fault(code, null, message, line, column));
  }

  private static Problem ofBrokenBody(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return slow();
      }
    }
    return Problem.of(
            400, "incomplete-body", "The body of the request is incomplete. Send it again.")
        .withHeader("Connection", "close");
  }

  public static Problem slow() {
    return Problem.of(408, "request-timeout", "The body of the request arrived too slowly.")
        .withHeader("Connection", "close");
  }
}
