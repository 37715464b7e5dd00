package dev.importer.cli;

import dev.importer.schema.Schema;
import dev.importer.server.internal.schemas.SchemaFolder;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a command is told of a schema: the name of one that it knows, or the file that holds one. It
 * is a file if it has a folder in it or ends as the files of schemas do, so that what it means does
 * not depend on the files there are.
 *
 * @param text what was given
 */
record SchemaArgument(String text) {

  /** The option that takes one. */
  static final String OPTION = "--schema";

  private static final String ENDING = ".json";

  private boolean isFile() {
    return text.endsWith(ENDING) || text.indexOf('/') >= 0 || text.indexOf(File.separatorChar) >= 0;
  }

  /** The name; that of a file is the one of its schema. */
  String name() {
    return isFile() ? SchemaFolder.nameOf(Path.of(text)) : text;
  }

  /** The schema in the file; empty if a name was given. */
  Optional<Schema> read() {
    return isFile() ? Optional.of(SchemaFolder.readFile(Path.of(text))) : Optional.empty();
  }
}
