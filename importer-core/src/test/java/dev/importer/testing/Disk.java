package dev.importer.testing;

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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What really stands in a database, read with plain JDBC past the library. */
public final class Disk {

  /** The file of SQLite; null for a database of PostgreSQL. */
  private final Path database;

  private final String url;

  private Disk(Path database, String url) {
    this.database = database;
    this.url = url;
  }

  /** A database of SQLite. */
  public static Disk of(Path database) {
    return new Disk(database, "jdbc:sqlite:" + database);
  }

  /** The database of a URL. */
  public static Disk of(String url) {
    return new Disk(null, url);
  }

  /** A row of the table records, without the time. */
  public record Row(
      long importId,
      long rowNumber,
      long lineNumber,
      String data,
      String status,
      String errorMessage,
      String errors) {}

  /** Every row of an import, whether any answer shows it or not. */
  public List<Row> rows(long importId) {
    String sql =
        "SELECT import_id, row_number, line_number, data, status, error_message, errors"
            + " FROM records WHERE import_id = ? ORDER BY row_number";
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, importId);
      List<Row> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(
              new Row(
                  found.getLong(1),
                  found.getLong(2),
                  found.getLong(3),
                  found.getString(4),
                  found.getString(5),
                  found.getString(6),
                  found.getString(7)));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** A digest over every row of an import but its id and time; equal imports have equal ones. */
  public String fingerprint(long importId) {
    String sql =
        "SELECT row_number, line_number, data, status, error_message, errors"
            + " FROM records WHERE import_id = ? ORDER BY id";
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, importId);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long rows = 0;
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows++;
          for (int column = 1; column <= 6; column++) {
            digest.update((found.getString(column) + "\n").getBytes(StandardCharsets.UTF_8));
          }
        }
      }
      return rows + " rows " + HexFormat.of().formatHex(digest.digest());
    } catch (SQLException | NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** How SQL names a member of the data of a record, as text. */
  public String member(String name) {
    return database == null
        ? "(data::json->>'" + name + "')"
        : "json_extract(data, '$." + name + "')";
  }

  /** By which digests an import is known. */
  public String rowDigests(long importId) {
    return text(
        "SELECT "
            + (database == null ? "encode(row_digests, 'hex')" : "lower(hex(row_digests))")
            + " FROM imports WHERE id = "
            + importId);
  }

  /** Every row of the table records, of whatever import. */
  public long countRecords() {
    return number("SELECT count(*) FROM records");
  }

  public long countRecords(long importId) {
    return number("SELECT count(*) FROM records WHERE import_id = " + importId);
  }

  /** Rows whose import is not there. */
  public long countOrphans() {
    return number(
        "SELECT count(*) FROM records r"
            + " WHERE NOT EXISTS (SELECT 1 FROM imports i WHERE i.id = r.import_id)");
  }

  public long countImports() {
    return number("SELECT count(*) FROM imports");
  }

  public long number(String sql) {
    return Long.parseLong(text(sql));
  }

  /** The first column of the only row. */
  public String text(String sql) {
    List<String> texts = texts(sql);
    if (texts.size() != 1) {
      throw new AssertionError(texts.size() + " rows: " + sql);
    }
    return texts.get(0);
  }

  /** The first column of every row. */
  public List<String> texts(String sql) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet found = statement.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (found.next()) {
        texts.add(found.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  public void execute(String sql) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private Connection connect() throws SQLException {
    if (database != null && !Files.exists(database)) {
      throw new AssertionError("there is no database " + database);
    }
    return DriverManager.getConnection(url);
  }
}
