package dev.importer.internal.source;

import dev.importer.error.SourceException;
import dev.importer.internal.text.FileName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A ZIP archive, which is here to hold one file, or turns out to be an office document. */
final class ZipArchive implements AutoCloseable {

  private static final String MEDIA_TYPE = "mimetype";
  private static final String MANIFEST = "META-INF/manifest.xml";
  private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";
  private static final String SPREADSHEET = OPEN_DOCUMENT + "spreadsheet";
  private static final String NAMES_OF_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:";

  /** A manifest names every picture of a document. */
  private static final int MAX_START_BYTES = 1 << 20;

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
    try {
      return new ZipArchive(ZipFiles.open(path));
    } catch (ZipFiles.TooManyMembersException e) {
      throw UnpackingErrors.tooManyMembers();
    } catch (ZipException e) {
      throw String.valueOf(e.getMessage()).contains("encrypted")
          ? UnpackingErrors.encrypted(e)
          : UnpackingErrors.damaged(e);
    }
  }

  /** What an archive holds. */
  enum ContentKind {
    /** A workbook of Office Open XML. */
    WORKBOOK,
    /** A workbook whose parts are binary. */
    BINARY_WORKBOOK,
    /** A workbook of OpenDocument. */
    SPREADSHEET,
    /** A workbook of OpenDocument that opens only with a password. */
    ENCRYPTED_SPREADSHEET,
    /** A document of another kind. */
    OTHER_DOCUMENT,
    /** Files. */
    FILES
  }

  /** What an archive holds. */
  static ContentKind contentKind(Path path) {
    try (ZipArchive archive = open(path)) {
      if (archive.documentKind() == null) {
        return ContentKind.FILES;
      }
      if (!archive.isOffice()) {
        return archive.openDocumentKind();
      }
      return archive.holds("xl/workbook.bin")
          ? ContentKind.BINARY_WORKBOOK
          : archive.holds("xl/") ? ContentKind.WORKBOOK : ContentKind.OTHER_DOCUMENT;
    } catch (IOException e) {
      throw UnpackingErrors.unreadable(e);
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
    if (isOffice()) {
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
    String type = openDocumentType();
    return type.startsWith(SPREADSHEET)
        ? "an OpenDocument spreadsheet (.ods)"
        : !type.isEmpty()
            ? "an OpenDocument file"
            : startOf(MEDIA_TYPE).contains("epub") ? "an e-book (.epub)" : null;
  }

  private ContentKind openDocumentKind() throws IOException {
    if (!openDocumentType().startsWith(SPREADSHEET)) {
      return ContentKind.OTHER_DOCUMENT;
    }
    return startOf(MANIFEST).contains("encryption-data")
        ? ContentKind.ENCRYPTED_SPREADSHEET
        : ContentKind.SPREADSHEET;
  }

  /**
   * The media type of a document of OpenDocument, perhaps with more behind it; empty for anything
   * else. Where a program has left it out, the content tells.
   */
  private String openDocumentType() throws IOException {
    for (String member : List.of(MEDIA_TYPE, MANIFEST)) {
      String text = startOf(member);
      int type = text.indexOf(OPEN_DOCUMENT);
      if (type >= 0) {
        return text.substring(type);
      }
    }
    String content = startOf("content.xml");
    return content.contains(NAMES_OF_OPEN_DOCUMENT) && content.contains("document-content")
        ? SPREADSHEET
        : "";
  }

  private String startOf(String member) throws IOException {
    ZipEntry entry = file.getEntry(member);
    if (entry == null) {
      return "";
    }
    try (InputStream in = file.getInputStream(entry)) {
      return new String(in.readNBytes(MAX_START_BYTES), StandardCharsets.ISO_8859_1);
    }
  }

  private boolean isOffice() {
    return holds("[Content_Types].xml");
  }

  /** Whether there is a member whose name begins like this, as any program may have written it. */
  private boolean holds(String start) {
    return file.stream()
        .map(entry -> entry.getName().replace('\\', '/'))
        .map(name -> name.startsWith("/") ? name.substring(1) : name)
        .anyMatch(name -> name.regionMatches(true, 0, start, 0, start.length()));
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
    return ZipFiles.open(file, member);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
