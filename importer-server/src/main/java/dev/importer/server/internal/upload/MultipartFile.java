package dev.importer.server.internal.upload;

import dev.importer.server.internal.http.ContentDisposition;
import dev.importer.server.internal.http.ContentType;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.RequestBody;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import dev.importer.source.Source;
import dev.importer.source.Upload;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * The file in a body of {@code multipart/form-data}, written to the spool as its bytes come; the
 * other parts are options. Not thread-safe.
 */
final class MultipartFile implements MultiPart.Parser.Listener, AutoCloseable {

  private static final int MOST_PARTS = 256;
  private static final int MOST_HEADER_BYTES = 8 * 1024;
  private static final int MOST_FIELD_BYTES = 64 * 1024;

  /** More than all that can stand beside the file. */
  static final long MOST_OTHER_BYTES = MOST_PARTS * (MOST_HEADER_BYTES + MOST_FIELD_BYTES + 1024L);

  private static final Set<String> PLAIN = Set.of("7bit", "8bit", "binary");
  private static final String FILE = "file";
  private static final String UNNAMED = "upload";

  private final MultiPart.Parser parser;
  private final UploadOptions options;
  private final Function<String, Upload> spool;
  private final ByteArrayOutputStream field = new ByteArrayOutputStream();

  /** The part at hand; null before its headers. */
  private @Nullable ContentDisposition disposition;

  private ContentType type = ContentType.NONE;

  private @Nullable Upload upload;
  private ContentType fileType = type;
  private boolean fileIsNamed;
  private boolean complete;

  /** Jetty drops exceptions of listeners, so the first one waits here to be thrown. */
  private @Nullable RuntimeException failure;

  /**
   * The file of a body that is about to be parsed.
   *
   * @param contentType the header of the request
   * @param options takes the other parts
   * @param spool begins an upload of a name
   */
  MultipartFile(
      @Nullable String contentType, UploadOptions options, Function<String, Upload> spool) {
    this.parser = new MultiPart.Parser(boundary(contentType), this);
    this.parser.setMaxParts(MOST_PARTS);
    this.parser.setPartHeadersMaxLength(MOST_HEADER_BYTES);
    this.options = options;
    this.spool = spool;
  }

  static Problem noFile(String reason) {
    return Problem.of(
        400,
        "no-file",
        reason + " Send the file as part 'file' of a form (curl -F file=@users.csv).");
  }

  /** Parses the next bytes of the body. */
  void parse(byte[] buffer, int length) {
    parse(Content.Chunk.from(ByteBuffer.wrap(buffer, 0, length), false));
  }

  /** The file, after the last bytes of the body. */
  Source finish() {
    parse(Content.Chunk.EOF);
    if (!complete) {
      throw malformed("it ends before its last boundary");
    }
    Upload received = upload;
    if (received == null) {
      throw noFile("The form has no part 'file'.").exception();
    }
    if (!fileIsNamed && received.size() == 0) {
      throw noFile("The part 'file' has neither a file name nor content.").exception();
    }
    options.requireConsistent();
    return fileType.applyTo(received.finish());
  }

  /** Discards the bytes unless the file was finished. */
  @Override
  public void close() {
    if (upload != null) {
      upload.close();
    }
  }

  @Override
  public void onPartBegin() {
    disposition = null;
    type = ContentType.NONE;
    field.reset();
  }

  @Override
  public void onPartHeader(String name, String value) {
    guarded(
        () -> {
          switch (name.toLowerCase(Locale.ROOT)) {
            case "content-disposition" -> disposition = ContentDisposition.parse(value);
            case "content-type" -> type = ContentType.of(value);
            case "content-encoding" -> RequestBody.requireIdentity(value);
            case "content-transfer-encoding" -> requirePlain(value);
            default -> {
              // Others mean nothing here.
            }
          }
        });
  }

  @Override
  public void onPartHeaders() {
    guarded(this::begin);
  }

  @Override
  public void onPartContent(Content.Chunk chunk) {
    guarded(() -> take(chunk.getByteBuffer()));
  }

  @Override
  public void onPartEnd() {
    guarded(
        () -> {
          if (!isFile()) {
            options.put(name(), field.toString(type.encoding().orElse(StandardCharsets.UTF_8)));
          }
        });
  }

  @Override
  public void onComplete() {
    complete = true;
  }

  @Override
  public void onFailure(Throwable cause) {
    guarded(
        () -> {
          throw malformed(
              cause instanceof IllegalStateException
                  ? "it has too many parts or too long headers"
                  : "it does not keep to RFC 7578");
        });
  }

  private void parse(Content.Chunk chunk) {
    try {
      parser.parse(chunk);
    } catch (RuntimeException e) {
      onFailure(e);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void guarded(Runnable step) {
    if (failure == null) {
      try {
        step.run();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
  }

  private void begin() {
    ContentDisposition part = disposition;
    if (part == null || part.name() == null) {
      throw malformed("a part has no name");
    }
    if (isFile()) {
      if (upload != null) {
        throw Problem.ofField(
                "two-files", FILE, "The form has several parts 'file'. Send one file at a time.")
            .exception();
      }
      String filename = part.filename();
      fileIsNamed = filename != null && !filename.isEmpty();
      fileType = type;
      upload = spool.apply(filename == null ? UNNAMED : filename);
    } else if (part.filename() != null) {
      throw noFile("The file came as part '" + Paging.shorten(name()) + "'.").exception();
    }
  }

  private void take(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    if (isFile() && upload != null) {
      upload.write(copy, 0, copy.length);
    } else if (field.size() + copy.length > MOST_FIELD_BYTES) {
      throw Problem.ofField(
              "bad-option",
              name(),
              "The option "
                  + Paging.shorten(name())
                  + " is longer than the limit of "
                  + MOST_FIELD_BYTES
                  + " bytes.")
          .exception();
    } else {
      field.write(copy, 0, copy.length);
    }
  }

  /** Mail programs write bytes as text; forms send them as they are (RFC 7578, section 4.7). */
  private static void requirePlain(String encoding) {
    if (!PLAIN.contains(encoding.strip().toLowerCase(Locale.ROOT))) {
      throw Problem.of(
              415,
              "unsupported-encoding",
              "Send the parts of the form as they are, without a Content-Transfer-Encoding.")
          .exception();
    }
  }

  private boolean isFile() {
    return name().equals(FILE);
  }

  private String name() {
    String name = disposition == null ? null : disposition.name();
    return name == null ? "" : name;
  }

  private static String boundary(@Nullable String contentType) {
    String boundary;
    try {
      boundary = contentType == null ? null : MultiPart.extractBoundary(contentType);
    } catch (IllegalArgumentException e) {
      throw malformed("its Content-Type cannot be understood");
    }
    if (boundary == null || boundary.isEmpty()) {
      throw malformed("its Content-Type names no boundary");
    }
    return boundary;
  }

  private static ProblemException malformed(String reason) {
    return Problem.of(
            400, "malformed-multipart", "The multipart body cannot be read: " + reason + ".")
        .exception();
  }
}
