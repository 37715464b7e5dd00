package dev.importer.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in the database of a server, read past the server, and what must always be so. */
final class DatabaseFile {

  private final Path folder;

  DatabaseFile(Path folder) {
    this.folder = folder;
  }

  /**
   * The rows of an import in numbers.
   *
   * @param count all of them
   * @param distinct how many different row numbers they have
   * @param refused how many of them are refused
   * @param strange how many do not have the name that a row of this number was sent with
   */
  record Rows(long count, long distinct, long refused, long strange) {}

  /** The rows of an import each of which was sent with this name and its number behind it. */
  Rows rows(long importId, String name) {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT count(*), count(DISTINCT row_number), count(*) FILTER (WHERE status = 'failed'),
                  count(*) FILTER (WHERE json_extract(data, '$.name') IS NOT ? || row_number)
                FROM records WHERE import_id = ?
                """)) {
      statement.setString(1, name);
      statement.setLong(2, importId);
      try (ResultSet found = statement.executeQuery()) {
        return new Rows(found.getLong(1), found.getLong(2), found.getLong(3), found.getLong(4));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** A digest over every row of an import but its id and time. */
  String fingerprint(long importId) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT row_number, line_number, data, status, error_message, errors"
                    + " FROM records WHERE import_id = "
                    + importId
                    + " ORDER BY id")) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long count = 0;
      while (rows.next()) {
        count++;
        for (int column = 1; column <= 6; column++) {
          digest.update((rows.getString(column) + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
      return count + " rows " + HexFormat.of().formatHex(digest.digest());
    } catch (SQLException | NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  List<String> texts(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (found.next()) {
        texts.add(found.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  long number(String sql) {
    return Long.parseLong(texts(sql).get(0));
  }

  void execute(String... sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.executeUpdate(each);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** What holds at every moment, in the middle of everything and after a crash, too. */
  void assertSound() {
    assertThat(texts("PRAGMA integrity_check")).containsExactly("ok");
    assertThat(texts("PRAGMA foreign_key_check")).isEmpty();
    assertThat(
            texts(
                """
                WITH stored AS (
                  SELECT import_id, count(*) AS rows, count(*) FILTER (WHERE status = 'failed') AS failed
                  FROM records GROUP BY import_id)
                SELECT i.id || ' holds ' || coalesce(stored.rows, 0) || ' rows, '
                    || i.checkpoint || ' by its checkpoint, ' || i.total_records || ' by its counters'
                FROM imports i LEFT JOIN stored ON stored.import_id = i.id
                WHERE i.deleted_at IS NULL AND i.status IN ('pending', 'processing', 'completed')
                  AND (coalesce(stored.rows, 0) <> i.checkpoint
                    OR i.checkpoint <> i.total_records
                    OR i.total_records <> i.processed_records + i.failed_records
                    OR coalesce(stored.failed, 0) <> i.failed_records)
                """))
        .as("imports whose rows and counters differ")
        .isEmpty();
  }

  /** What holds once a server had nothing more to do and has ended. */
  void assertAtRest() {
    assertSound();
    assertThat(
            number(
                """
                SELECT count(*) FROM records r WHERE NOT EXISTS (
                  SELECT 1 FROM imports i
                  WHERE i.id = r.import_id AND i.deleted_at IS NULL AND i.status = 'completed')
                """))
        .as("rows of no completed import")
        .isZero();
    assertThat(
            number(
                "SELECT count(*) FROM imports WHERE status IN ('pending', 'processing')"
                    + " AND deleted_at IS NULL"))
        .as("imports that have not ended")
        .isZero();
    assertThat(spooled()).as("files in the spool").isEmpty();
  }

  List<Path> spooled() {
    return inSpool().filter(file -> !isLock(file)).toList();
  }

  /** Those of the processes that have the database, and perhaps of some that died. */
  Set<Path> locks() {
    return inSpool().filter(DatabaseFile::isLock).collect(Collectors.toSet());
  }

  private static boolean isLock(Path file) {
    return file.toString().endsWith(".lock");
  }

  private Stream<Path> inSpool() {
    Path spool = folder.resolve("spool");
    if (!Files.isDirectory(spool)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.list(spool)) {
      return files.toList().stream();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("imports.db"));
  }
}
