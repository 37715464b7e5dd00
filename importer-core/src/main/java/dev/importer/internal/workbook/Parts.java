package dev.importer.internal.workbook;

import dev.importer.internal.source.ZipFiles;
import dev.importer.internal.text.Quoted;
import dev.importer.source.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The parts of a workbook, each a member of a ZIP archive. Whoever opens it closes it. */
final class Parts implements AutoCloseable {

  private final ZipFile file;
  private final Limits limits;
  private final long packedBytes;

  private Parts(ZipFile file, Limits limits, long packedBytes) {
    this.file = file;
    this.limits = limits;
    this.packedBytes = packedBytes;
  }

  /**
   * Opens a workbook.
   *
   * @throws dev.importer.error.SourceException if it is no archive, or a damaged one
   */
  static Parts open(Path path, Limits limits) {
    try {
      WorkbookStart.requireArchive(path);
      return new Parts(ZipFiles.open(path), limits, Files.size(path));
    } catch (ZipFiles.TooManyMembersException e) {
      throw WorkbookErrors.tooManyMembers(e);
    } catch (ZipException e) {
      throw refusal(e);
    } catch (IOException e) {
      throw WorkbookErrors.unreadable(e);
    }
  }

  /**
   * Begins to read a part.
   *
   * @param name its name, in any case
   * @param place where the reading is, for messages
   * @return null if there is no such part
   * @throws dev.importer.error.SourceException if there are two of them
   */
  @Nullable XmlPart find(String name, Place place) {
    ZipEntry found = null;
    for (Iterator<? extends ZipEntry> all = file.stream().iterator(); all.hasNext(); ) {
      ZipEntry entry = all.next();
      if (name.equalsIgnoreCase(PartName.of(entry.getName()))) {
        if (found != null) {
          throw WorkbookErrors.damagedArchive(
              new ZipException("two members are named " + Quoted.of(name)));
        }
        found = entry;
      }
    }
    if (found == null) {
      return null;
    }
    try {
      PartInput input =
          new PartInput(ZipFiles.open(file, found), limits, place, found.getSize(), packedBytes);
      return new XmlPart(input, place, limits.maxCellLength());
    } catch (ZipException e) {
      throw refusal(e);
    } catch (IOException e) {
      throw WorkbookErrors.unreadable(e);
    }
  }

  private static RuntimeException refusal(ZipException fault) {
    return String.valueOf(fault.getMessage()).contains("encrypted")
        ? WorkbookErrors.encryptedArchive(fault)
        : WorkbookErrors.damagedArchive(fault);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
