package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Brings the tables of SQLite to the version that this code knows. The version stands in a table of
 * our own, because the database may be that of a host with a version of its own.
 */
final class Migrations {

  /** The scripts are the resources 1.sql, 2.sql and so on, each run once, in order. */
  static final int LATEST = 9;

  /** Our tables and indexes, in the scripts: they are called so where there is no prefix. */
  private static final Pattern OUR_NAMES =
      Pattern.compile(
          "\\b(?:imports|records|error_groups|mappings|uploads|import_changes|changed_rows|target_rows|import_events)(?:_[a-z_]+)?\\b");

  private Migrations() {}

  /** Whether there is nothing to do, neither to bring up to date nor to refuse. */
  static boolean areDone(Handle handle) {
    boolean begun =
        handle
            .createQuery(
                "SELECT EXISTS (SELECT 1 FROM sqlite_master"
                    + " WHERE type = 'table' AND name = '<p>importer_version')")
            .mapTo(boolean.class)
            .one();
    return begun && version(handle) == LATEST;
  }

  private static int version(Handle handle) {
    return handle
        .createQuery("SELECT coalesce(max(version), 0) FROM <p>importer_version")
        .mapTo(int.class)
        .one();
  }

  /** To be called in a transaction. */
  static void run(Handle handle, Sql sql) {
    handle.execute("CREATE TABLE IF NOT EXISTS <p>importer_version (version INTEGER NOT NULL)");
    int version = version(handle);
    requireKnown(version);
    for (int next = version + 1; next <= LATEST; next++) {
      handle.createScript(withPrefix(script(String.valueOf(next)), sql.prefix())).execute();
      handle.execute("INSERT INTO <p>importer_version (version) VALUES (?)", next);
    }
  }

  /** Refuses what a newer importer has made. */
  static void requireKnown(int version) {
    if (version > LATEST) {
      throw new StorageException(
          Reason.NEWER_VERSION,
          "The database has version "
              + version
              + ", but this importer knows versions up to "
              + LATEST
              + ". Use a newer importer.",
          null);
    }
  }

  private static String withPrefix(String script, String prefix) {
    return OUR_NAMES.matcher(script).replaceAll(prefix + "$0");
  }

  /** The text of a script. */
  static String script(String name) {
    try (InputStream in =
        Objects.requireNonNull(Migrations.class.getResourceAsStream(name + ".sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
