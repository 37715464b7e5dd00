package dev.importer.server.internal.schemas;

import dev.importer.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas of a folder that changes: each time it is asked for them, it looks which files are
 * new, changed or gone, so that it also sees what other servers and people do there. Thread-safe.
 */
public final class SavedSchemas {

  private static final Logger LOG = LoggerFactory.getLogger(SavedSchemas.class);

  /** What tells one state of a file from another without reading it. */
  private record Stamp(FileTime modified, long size, @Nullable Object key) {

    static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
  }

  /** A file as it was read last; without a schema if none in it could ever be used. */
  private record Known(Stamp stamp, Optional<Schema> schema) {}

  private final Path folder;
  private Map<Path, Known> known = Map.of();
  private boolean isReadable = true;

  private SavedSchemas(Path folder) {
    this.folder = folder;
  }

  /**
   * The schemas of a folder, all of which have to be right at the start.
   *
   * @throws SchemaFolderException with a line for each fault of each file
   */
  public static SavedSchemas open(Path folder) {
    SavedSchemas saved = new SavedSchemas(folder);
    Map<String, Schema> schemas = new TreeMap<>();
    try {
      Map<Path, Stamp> stamps = new TreeMap<>();
      for (Path file : SchemaFolder.files(folder)) {
        stamps.put(file, Stamp.of(file));
      }
      SchemaFolder.read(folder).forEach(schema -> schemas.put(schema.name(), schema));
      Map<Path, Known> found = new TreeMap<>();
      stamps.forEach(
          (file, stamp) ->
              found.put(
                  file,
                  new Known(stamp, Optional.ofNullable(schemas.get(SchemaFolder.nameOf(file))))));
      saved.known = found;
    } catch (IOException e) {
      throw new SchemaFolderException(
          "The folder '" + folder + "' of --schemas cannot be read.", e);
    }
    return saved;
  }

  /** Those that are there now. A file that has become faulty counts as it was before. */
  public synchronized List<Schema> now() {
    look();
    List<Schema> schemas = new ArrayList<>();
    known.values().forEach(each -> each.schema().ifPresent(schemas::add));
    return schemas;
  }

  /** The names of those that have a file here, be it a faulty one. */
  public synchronized Set<String> names() {
    look();
    Set<String> names = new TreeSet<>();
    known.keySet().forEach(file -> names.add(SchemaFolder.nameOf(file)));
    return names;
  }

  /** Where they are. */
  SchemaFiles files() {
    return new SchemaFiles(folder);
  }

  private void look() {
    try {
      Map<Path, Known> found = new TreeMap<>();
      for (Path file : SchemaFolder.files(folder)) {
        look(file, known.get(file)).ifPresent(each -> found.put(file, each));
      }
      known = found;
      isReadable = true;
    } catch (IOException e) {
      if (isReadable) {
        LOG.warn("The folder of --schemas cannot be read; schemas stay what they are", e);
      }
      isReadable = false;
    }
  }

  /** A file as it is now; empty if it is gone already. */
  private static Optional<Known> look(Path file, @Nullable Known before) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Stamp stamp = Stamp.of(file);
    if (before != null && before.stamp().equals(stamp)) {
      return Optional.of(before);
    }
    try {
      return Optional.of(new Known(stamp, Optional.of(SchemaFolder.readFile(file))));
    } catch (SchemaFolderException e) {
      Optional<Schema> kept = before == null ? Optional.empty() : before.schema();
      LOG.warn(
          "A schema cannot be used{}: {}",
          kept.isPresent() ? ", so that it stays as it was" : "",
          e.getMessage());
      return Optional.of(new Known(stamp, kept));
    }
  }
}
