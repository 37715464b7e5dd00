package dev.importer.internal.source;

import dev.importer.error.SourceException;
import dev.importer.internal.text.FileName;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A ZIP archive, which is here to hold one file, or turns out to be an office document. */
final class ZipArchive implements AutoCloseable {

  /** The list of members is read at once; this is room for some hundred thousand. */
  private static final long MAX_DIRECTORY_BYTES = 16L << 20;

  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT_BYTES = 65_535;
  private static final int END_SIGNATURE = 0x06054B50;

  private final ZipFile file;

  private ZipArchive(ZipFile file) {
    this.file = file;
  }

  /**
   * Opens an archive.
   *
   * @throws SourceException {@code compression-error} if it is damaged or encrypted
   */
  static ZipArchive open(Path path) throws IOException {
    requireModestDirectory(path);
    try {
      // Names that are not marked as UTF-8 come in any encoding; here they are never refused.
      return new ZipArchive(new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1));
    } catch (ZipException e) {
      throw String.valueOf(e.getMessage()).contains("encrypted")
          ? UnpackingErrors.encrypted(e)
          : UnpackingErrors.damaged(e);
    }
  }

  /** What kind of document the archive is, in words; null if it is just an archive. */
  static @Nullable String documentKind(Path path) {
    try (ZipArchive archive = open(path)) {
      return archive.documentKind();
    } catch (IOException e) {
      throw UnpackingErrors.unreadable(e);
    }
  }

  private @Nullable String documentKind() throws IOException {
    if (file.getEntry("[Content_Types].xml") != null) {
      return holds("xl/")
          ? "an Excel workbook (.xlsx)"
          : holds("word/")
              ? "a Word document (.docx)"
              : holds("ppt/") ? "a PowerPoint presentation (.pptx)" : "an Office document";
    }
    if (holds("META-INF/MANIFEST.MF")) {
      return "a Java program (.jar)";
    }
    if (holds("Index/Document.iwa") || holds("Index.zip")) {
      return "a Numbers or Pages document";
    }
    ZipEntry type = file.getEntry("mimetype");
    if (type == null) {
      return null;
    }
    try (InputStream in = file.getInputStream(type)) {
      String text = new String(in.readNBytes(100), StandardCharsets.US_ASCII);
      return text.contains("opendocument.spreadsheet")
          ? "an OpenDocument spreadsheet (.ods)"
          : text.contains("opendocument")
              ? "an OpenDocument file"
              : text.contains("epub") ? "an e-book (.epub)" : null;
    }
  }

  private boolean holds(String start) {
    return file.stream().anyMatch(entry -> entry.getName().startsWith(start));
  }

  /**
   * The only file in the archive, leaving out what file managers add of their own.
   *
   * @throws SourceException {@code compression-error} if there is none, or more than one
   */
  ZipEntry onlyMember() {
    List<? extends ZipEntry> members =
        file.stream().filter(entry -> !entry.isDirectory() && !isClutter(entry.getName())).toList();
    if (members.size() != 1) {
      throw UnpackingErrors.notOneMember(
          members.stream().map(entry -> FileName.label(entry.getName())).toList());
    }
    return members.get(0);
  }

  private static boolean isClutter(String name) {
    return name.startsWith("__MACOSX/")
        || name.endsWith(".DS_Store")
        || name.endsWith("Thumbs.db")
        || name.endsWith("desktop.ini");
  }

  /** The bytes of a member; the end is reached only if they have the checksum they should. */
  InputStream open(ZipEntry member) throws IOException {
    return new CheckedInputStream(file.getInputStream(member), new CRC32()) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0 && getChecksum().getValue() != member.getCrc()) {
          throw new ZipException("wrong checksum");
        }
        return count;
      }
    };
  }

  private static void requireModestDirectory(Path path) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(in.length(), END_BYTES + MAX_COMMENT_BYTES)];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      ByteBuffer end = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
      int at = tail.length - END_BYTES;
      while (at >= 0 && end.getInt(at) != END_SIGNATURE) {
        at--;
      }
      if (at >= 0 && Integer.toUnsignedLong(end.getInt(at + 12)) > MAX_DIRECTORY_BYTES) {
        throw UnpackingErrors.tooManyMembers();
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
