package dev.importer.source;

import dev.importer.internal.text.FileName;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where bytes come from, with what is known of their format and dialect. What is not given is
 * detected.
 *
 * <p>A source of a path or of text can be used any number of times; one of a stream only once; one
 * of an {@link Upload} until it is imported. Immutable.
 */
public final class Source {

  /** The longest name that is kept, in characters; a longer one loses its middle. */
  public static final int MAX_NAME_LENGTH = FileName.MAX_LENGTH;

  private final Origin origin;
  private final String name;
  private final @Nullable Format format;
  private final @Nullable String mediaType;
  private final @Nullable Charset declaredEncoding;
  private final Dialect dialect;

  /** Where the bytes are. */
  public sealed interface Origin {

    /**
     * In a file.
     *
     * @param path the file
     */
    record InPlace(Path path) implements Origin {}

    /**
     * In a stream.
     *
     * @param in the stream
     * @param taken set when it is read, which can be done only once
     */
    record Stream(InputStream in, AtomicBoolean taken) implements Origin {}

    /**
     * In a text.
     *
     * @param text the text
     */
    record Text(String text) implements Origin {}

    /** With an importer that received them, which alone knows where. */
    non-sealed interface Received extends Origin {}
  }

  private Source(
      Origin origin,
      String name,
      @Nullable Format format,
      @Nullable String mediaType,
      @Nullable Charset declaredEncoding,
      Dialect dialect) {
    this.origin = origin;
    this.name = name;
    this.format = format;
    this.mediaType = mediaType;
    this.declaredEncoding = declaredEncoding;
    this.dialect = dialect;
  }

  /** A file, read where it lies. It must not change until its import has ended. */
  public static Source of(Path path) {
    Path fileName = path.getFileName();
    return source(new Origin.InPlace(path), fileName == null ? "" : fileName.toString());
  }

  /**
   * A stream, which is read to its end once and not closed.
   *
   * @param in the bytes
   * @param name a label for people, usually the file's name; never used as a path
   */
  public static Source of(InputStream in, String name) {
    return source(new Origin.Stream(Objects.requireNonNull(in), new AtomicBoolean()), name);
  }

  /** Text in the given format, named after it ({@code text.csv}). */
  public static Source ofText(String text, Format format) {
    String name = "text." + format.name().toLowerCase(java.util.Locale.ROOT);
    return source(new Origin.Text(Objects.requireNonNull(text)), name).withFormat(format);
  }

  /** What an importer has received; {@link Upload#finish} gives it. */
  public static Source of(Origin.Received bytes, String name) {
    return source(bytes, name);
  }

  private static Source source(Origin origin, String name) {
    return new Source(origin, FileName.label(name), null, null, null, Dialect.UNSPECIFIED);
  }

  /** This source under another name: a label for people, never used as a path. */
  public Source withName(String name) {
    return new Source(origin, FileName.label(name), format, mediaType, declaredEncoding, dialect);
  }

  /** This source in a format that is known, so that it is not detected. */
  public Source withFormat(Format format) {
    return new Source(
        origin, name, Objects.requireNonNull(format), mediaType, declaredEncoding, dialect);
  }

  /** This source with the media type its sender gave ({@code text/csv}): a hint for detection. */
  public Source withMediaType(String mediaType) {
    return new Source(
        origin, name, format, Objects.requireNonNull(mediaType), declaredEncoding, dialect);
  }

  /**
   * This source in the encoding that its sender says it has ({@code charset=koi8-r}). It is
   * believed unless the dialect names another; if the file contradicts it, the file cannot be used.
   */
  public Source withDeclaredEncoding(Charset encoding) {
    return new Source(origin, name, format, mediaType, Objects.requireNonNull(encoding), dialect);
  }

  /** This source in a dialect that is known, wholly or in part. */
  public Source withDialect(Dialect dialect) {
    return new Source(
        origin, name, format, mediaType, declaredEncoding, Objects.requireNonNull(dialect));
  }

  /** The label for people. */
  public String name() {
    return name;
  }

  /** The format, if it was given. */
  public Optional<Format> format() {
    return Optional.ofNullable(format);
  }

  /** The media type that the sender gave, if any. */
  public Optional<String> mediaType() {
    return Optional.ofNullable(mediaType);
  }

  /** The encoding that the sender says it has, if any. */
  public Optional<Charset> declaredEncoding() {
    return Optional.ofNullable(declaredEncoding);
  }

  /** What was given of the dialect. */
  public Dialect dialect() {
    return dialect;
  }

  /** Where the bytes are. */
  public Origin origin() {
    return origin;
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
