package dev.importer.server.internal.schemas;

import dev.importer.error.SchemaException;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schemas that lie in a folder: every {@code NAME.json} is the schema {@code NAME}. */
public final class SchemaFolder {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaFolder.class);
  private static final String ENDING = ".json";
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final List<Schema> schemas = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private SchemaFolder() {}

  /**
   * Reads them all.
   *
   * @throws SchemaFolderException with a line for each fault of each file
   */
  public static List<Schema> read(Path folder) {
    SchemaFolder found = new SchemaFolder();
    try {
      files(folder).forEach(found::add);
    } catch (IOException e) {
      throw new SchemaFolderException(
          "The folder '" + folder + "' of --schemas cannot be read.", e);
    }
    return found.schemas();
  }

  /** The files of schemas in a folder, sorted. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(ENDING)).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Where the schema of a name is. */
  static Path fileOf(Path folder, String name) {
    return folder.resolve(name + ENDING);
  }

  /** A text without the mark that some programs put in front of it. */
  static String withoutMark(String json) {
    return json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
  }

  /**
   * Reads one, which is named after its file.
   *
   * @throws SchemaFolderException with a line for each fault
   */
  public static Schema readFile(Path file) {
    SchemaFolder found = new SchemaFolder();
    found.add(file);
    return found.schemas().get(0);
  }

  private List<Schema> schemas() {
    if (!faults.isEmpty()) {
      throw new SchemaFolderException(String.join("\n", faults), null);
    }
    return schemas;
  }

  /** What the schema in a file is called. */
  public static String nameOf(Path file) {
    String fileName = String.valueOf(file.getFileName());
    return fileName.endsWith(ENDING)
        ? fileName.substring(0, fileName.length() - ENDING.length())
        : fileName;
  }

  /** Descriptors of data packages refer to other tables as a rule; that must not stop the start. */
  private static void warnOfUncheckedKeys(String fileName, List<ForeignKey> keys) {
    for (int i = 0; i < keys.size(); i++) {
      ForeignKey key = keys.get(i);
      if (!key.isChecked()) {
        LOG.warn(
            "{}: /foreignKeys/{}: {} refers to another table, '{}'; this key is not checked",
            fileName,
            i,
            key.fields(),
            key.resource());
      }
    }
  }

  private void add(Path file) {
    String fileName = String.valueOf(file.getFileName());
    String name = nameOf(file);
    if (name.equals(Schema.NONE.name())) {
      faults.add(fileName + ": the name 'none' is taken: it means that nothing is checked");
      return;
    }
    try {
      Schema schema = Schema.parse(name, withoutMark(Files.readString(file)));
      schemas.add(schema);
      warnOfUncheckedKeys(fileName, schema.foreignKeys());
    } catch (SchemaException e) {
      e.faults().forEach(fault -> faults.add(fileName + ": " + fault));
    } catch (CharacterCodingException e) {
      faults.add(fileName + ": the file is not UTF-8");
    } catch (NoSuchFileException e) {
      faults.add(fileName + ": there is no such file");
    } catch (IOException e) {
      faults.add(fileName + ": the file cannot be read");
    } catch (IllegalArgumentException e) {
      faults.add(fileName + ": " + e.getMessage());
    }
  }
}
