package dev.importer.internal.source;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImporterClosedException;
import dev.importer.error.SourceException;
import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.error.UploadNotFoundException;
import dev.importer.internal.keys.KeyFiles;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import dev.importer.source.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The folder where sources that arrive as streams wait until their imports have ended. File names
 * are made here; nothing that a sender chose becomes part of a path. Thread-safe.
 *
 * <p>While an upload is under way its file ends in {@value #PART}; a finished one in {@value
 * #DATA}. An index of keys that has outgrown the memory ends in {@value #KEYS}. Each name begins
 * with the id of the instance that wrote it. Whoever makes it closes it.
 */
public final class Spool implements Shelf, KeyFiles, AutoCloseable {

  static final String PART = ".part";
  static final String DATA = ".data";
  static final String KEYS = ".keys";

  private static final int COPY_BUFFER_BYTES = 64 * 1024;

  private final Path folder;
  private final String instance;
  private final Limits limits;

  /** Where other servers find what lies here; null if they share the folder. */
  private final @Nullable SharedFiles shared;

  private volatile boolean closed;

  /**
   * A spool in a folder, which is created when the first file comes.
   *
   * @param folder where the files lie
   * @param instance the id of this running importer; letters, digits and hyphens
   * @param limits the bounds of the sources that are taken
   */
  public Spool(Path folder, String instance, Limits limits) {
    this(folder, instance, limits, null);
  }

  /**
   * A spool in a folder of this instance alone.
   *
   * @param chunks where accepted files are kept, so that others have them, too; null if they share
   *     the folder
   */
  public Spool(Path folder, String instance, Limits limits, @Nullable Chunks chunks) {
    this.folder = folder.toAbsolutePath();
    this.instance = instance;
    this.limits = limits;
    this.shared = chunks == null ? null : new SharedFiles(this, chunks);
  }

  /** The folder where the files lie. */
  public Path folder() {
    return folder;
  }

  /** The bounds of the sources that are taken. */
  public Limits limits() {
    return limits;
  }

  /** From now on nothing is taken any more. The files stay for their imports. */
  @Override
  public void close() {
    closed = true;
  }

  /**
   * Does nothing while the spool is open.
   *
   * @throws ImporterClosedException afterwards
   */
  public void requireOpen() {
    if (closed) {
      throw new ImporterClosedException();
    }
  }

  /** Begins a file; the name is a label for people. */
  public Upload begin(String name) {
    requireOpen();
    return new SpoolUpload(this, newFile(), name);
  }

  /** What a crash leaves of it is swept. */
  @Override
  public FileChannel openKeyFile() throws IOException {
    Path file = newPath(KEYS);
    return FileChannel.open(
        file,
        Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE),
        OwnerOnly.file(file));
  }

  private Path newPath(String ending) throws IOException {
    Files.createDirectories(folder, OwnerOnly.folder(folder));
    return folder.resolve(instance + "." + UUID.randomUUID() + ending);
  }

  SpoolFile newFile() {
    try {
      return new SpoolFile(this, newPath(PART), limits.maxSourceBytes());
    } catch (IOException e) {
      throw failed("create a file in", e);
    }
  }

  /**
   * The bytes of a source in a file: where it lies if it is a file, otherwise in the spool. What an
   * archive holds lies in the spool in any case.
   *
   * @throws SourceException if the source cannot be read, cannot be unpacked, or is too large
   */
  public Content take(Source source) {
    requireOpen();
    Source.Origin origin = source.origin();
    if (origin instanceof Content received) {
      if (!Files.exists(received.path())) {
        throw new IllegalStateException("the upload was imported already; it cannot be used again");
      }
      return received;
    }
    if (origin instanceof StagedContent staged) {
      return own(staged);
    }
    if (origin instanceof Source.Origin.Text text) {
      return receive(bytesOf(source, text), source.name());
    }
    if (origin instanceof Source.Origin.Stream stream) {
      if (!stream.taken().compareAndSet(false, true)) {
        throw new IllegalStateException("the stream was read already; open it again");
      }
      return receive(stream.in(), source.name());
    }
    Path path = ((Source.Origin.InPlace) origin).path();
    Content content = hash(path);
    return unpack(path, content.size(), source.name()).orElse(content);
  }

  /**
   * The bytes of a source in a file of the spool that is the caller's own, also if they lie
   * elsewhere already.
   */
  public Content takeCopy(Source source) {
    Content content = take(source);
    return content.spooled() ? content : copy(content);
  }

  /**
   * A file of its own with the bytes of a staged upload: another name of the same file, where the
   * file system lets it have one.
   */
  private Content own(StagedContent staged) {
    Content content =
        find(staged.content()).orElseThrow(() -> new UploadNotFoundException(staged.uploadId()));
    try {
      Path path = newPath(DATA);
      try {
        Files.createLink(path, content.path());
      } catch (UnsupportedOperationException | FileSystemException e) {
        if (Files.exists(content.path())) {
          return copy(content);
        }
        throw new UploadNotFoundException(staged.uploadId());
      }
      forceFolder();
      return content.at(path, Files.getLastModifiedTime(path).toInstant());
    } catch (IOException e) {
      throw failed("write to", e);
    }
  }

  /** The same bytes in a file of this spool. */
  public Content copy(Content content) {
    byte[] buffer = new byte[COPY_BUFFER_BYTES];
    try (SpoolFile target = newFile();
        InputStream in = Files.newInputStream(content.path())) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        target.write(buffer, 0, count);
      }
      Content copy = target.complete();
      content.requireHash(copy.sha256());
      return content.at(copy.path(), copy.modifiedAt());
    } catch (IOException e) {
      throw failed("write to", e);
    }
  }

  /**
   * What a finished file holds if it is an archive, in whose place it comes; otherwise the file.
   */
  Content unpacked(Content received, String name) {
    boolean kept = false;
    try {
      Optional<Content> unpacked = unpack(received.path(), received.size(), name);
      kept = unpacked.isEmpty();
      return unpacked.orElse(received);
    } finally {
      if (!kept) {
        dropHere(received);
      }
    }
  }

  private Optional<Content> unpack(Path path, long size, String name) {
    Packing packing = Packing.of(path);
    if (packing == Packing.NONE) {
      return Optional.empty();
    }
    try (SpoolFile target = newFile()) {
      String member = new Unpacker(target, limits, size).unpack(packing, path, name);
      Content unpacked = target.complete().withMemberName(member);
      requireNoArchive(unpacked);
      return Optional.of(unpacked);
    }
  }

  /** A workbook is a ZIP archive, too, and may well lie in another one. */
  private void requireNoArchive(Content unpacked) {
    boolean plain = false;
    try {
      if (Packing.of(unpacked.path()) != Packing.NONE) {
        throw UnpackingErrors.nested();
      }
      plain = true;
    } finally {
      if (!plain) {
        dropHere(unpacked);
      }
    }
  }

  /** Removes what was spooled for reading a source; a finished upload stays for its import. */
  public void release(Source source, Content content) {
    if (!(source.origin() instanceof Content)) {
      dropHere(content);
    }
  }

  /** Of what was not accepted nobody else has anything. */
  private void dropHere(Content content) {
    if (content.spooled() && folder.equals(content.path().getParent())) {
      deleteHere(content.path());
    }
  }

  /** Removes what a finished upload left that is not going to be imported. */
  public void discard(Source source) {
    if (source.origin() instanceof Content received) {
      drop(received);
    }
  }

  /**
   * Removes the file of a content that lies in this spool; leaves any other alone, also one in the
   * spool of the database from which this one was copied.
   */
  @Override
  public void drop(Content content) {
    if (shared != null && content.spooled()) {
      delete(folder.resolve(SharedFiles.nameOf(content)));
    } else {
      dropHere(content);
    }
  }

  /** If all share the folder, they lie here already, or where whoever handed them in has them. */
  @Override
  public void keep(Content content) {
    requireOpen();
    if (shared != null && content.spooled()) {
      shared.add(content);
    }
  }

  /** If all share the folder, they are read where they lie. */
  @Override
  public Content fetch(Content content) {
    return find(content)
        .orElseThrow(
            () ->
                new SourceException(
                    ErrorCode.SOURCE_ERROR, "The source is gone. Send the file again."));
  }

  private Optional<Content> find(Content content) {
    SharedFiles others = content.spooled() ? shared : null;
    return others == null ? Optional.of(content) : others.copyOf(content);
  }

  @Override
  public boolean has(Content content) {
    SharedFiles others = content.spooled() ? shared : null;
    return others == null ? Files.exists(content.path()) : others.has(content);
  }

  /**
   * Removes files here that others have let go, if others have them at all.
   *
   * @param needed gives the names of those that imports and staged uploads need
   */
  public void dropCopies(Supplier<Set<String>> needed) {
    if (shared != null) {
      shared.dropCopies(needed);
    }
  }

  /**
   * The files that lie here now, finished or not, without what others may keep beside them; and
   * those that lie where all servers find them, by the name that they have or would have here.
   */
  public List<Path> files() {
    List<Path> found = new ArrayList<>();
    if (shared != null) {
      shared.names().forEach(name -> found.add(folder.resolve(name)));
    }
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "*{" + PART + "," + DATA + "," + KEYS + "}")) {
      files.forEach(found::add);
    } catch (NoSuchFileException e) {
      // Another instance that closed has just removed the empty folder.
      return found;
    } catch (IOException e) {
      throw failed("list", e);
    } catch (DirectoryIteratorException e) {
      throw failed("list", Objects.requireNonNull(e.getCause()));
    }
    return found;
  }

  /** The id of the instance that wrote a file of a spool. */
  public static String writerOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.indexOf('.'));
  }

  /** Deletes one of the {@link #files}, unless somebody else has done so. */
  public void delete(Path file) {
    deleteHere(file);
    if (shared != null) {
      shared.delete(String.valueOf(file.getFileName()));
    }
  }

  void deleteHere(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed("delete from", e);
    }
  }

  private Content receive(InputStream in, String name) {
    try (SpoolUpload upload = new SpoolUpload(this, newFile(), name)) {
      byte[] buffer = new byte[COPY_BUFFER_BYTES];
      for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
        upload.write(buffer, 0, count);
      }
      return upload.content();
    }
  }

  /**
   * The text in the encoding in which it will be read, which is UTF-8 unless the dialect names one.
   *
   * @throws SourceException {@code encoding-error} if the text has no form in it, for example
   *     because it holds half a surrogate pair
   */
  private static InputStream bytesOf(Source source, Source.Origin.Text text) {
    Charset encoding = encodingOfText(source);
    try {
      ByteBuffer bytes = encoding.newEncoder().encode(CharBuffer.wrap(text.text()));
      return new ByteArrayInputStream(bytes.array(), bytes.arrayOffset(), bytes.limit());
    } catch (CharacterCodingException e) {
      throw new SourceException(
          ErrorCode.ENCODING_ERROR,
          "The text holds a character that " + encoding.name() + " cannot express.",
          null,
          null,
          e);
    }
  }

  static Charset encodingOfText(Source source) {
    return Objects.requireNonNullElse(source.dialect().encoding(), StandardCharsets.UTF_8);
  }

  private Content hash(Path path) {
    Digest digest = new Digest();
    try {
      BasicFileAttributes before = Files.readAttributes(path, BasicFileAttributes.class);
      if (!before.isRegularFile()) {
        throw new SourceException(
            ErrorCode.SOURCE_ERROR,
            before.isDirectory()
                ? "'" + path.getFileName() + "' is a folder. Name a file in it."
                : "'" + path.getFileName() + "' is not a regular file.");
      }
      if (before.size() > limits.maxSourceBytes()) {
        throw SpoolFile.tooLarge(limits.maxSourceBytes());
      }
      try (InputStream in = Files.newInputStream(path)) {
        byte[] buffer = new byte[COPY_BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          digest.update(buffer, 0, count);
        }
      }
      Content content =
          new Content(
              path.toAbsolutePath(),
              before.size(),
              digest.hex(),
              before.lastModifiedTime().toInstant(),
              false,
              digest.utf8Offence(),
              null);
      content.requireUnchanged();
      return content;
    } catch (NoSuchFileException e) {
      throw new SourceException(
          ErrorCode.SOURCE_ERROR, "There is no file '" + path.getFileName() + "'.", null, null, e);
    } catch (IOException e) {
      throw new SourceException(
          ErrorCode.SOURCE_ERROR,
          "The file '" + path.getFileName() + "' cannot be read. Check its permissions.",
          null,
          null,
          e);
    }
  }

  private static int read(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new SourceException(
          ErrorCode.SOURCE_ERROR,
          "The stream ended with an error before all of it was read.",
          null,
          null,
          e);
    }
  }

  Path pathOf(Path part) {
    String name = String.valueOf(part.getFileName());
    return folder.resolve(name.substring(0, name.length() - PART.length()) + DATA);
  }

  /**
   * Makes a rename durable, and the name of the folder too, which may be new; where folders cannot
   * be opened (Windows), the system sees to it.
   */
  void forceFolder() throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      force(folder);
      Path parent = folder.getParent();
      if (parent != null) {
        force(parent);
      }
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** What a failed access to the folder becomes: {@code Could not (do what) the spool folder.} */
  @Override
  public StorageException failed(String action, IOException cause) {
    boolean full = String.valueOf(cause.getMessage()).contains("No space left");
    return full
        ? new StorageException(Reason.NO_SPACE, "No space is left for the spool folder.", cause)
        : new StorageException(
            Reason.NOT_WRITABLE, "Could not " + action + " the spool folder.", cause);
  }
}
