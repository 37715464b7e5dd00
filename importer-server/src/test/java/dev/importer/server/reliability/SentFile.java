package dev.importer.server.reliability;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.Random;

/** A file that was sent, and what its sender knows of it: how it must be found at the end. */
final class SentFile {

  /** In a refused row; everybody else has an address. */
  static final String REFUSED_EMAIL = "nobody";

  /** What an import of a broken file ends with. */
  static final String BROKEN = "unclosed-quote";

  /** How the import of the file must be found. */
  enum Expected {
    COMPLETED,
    FAILED,
    CANCELLED,
    GONE,
    /** A call had no answer, so it may be there or not. */
    UNKNOWN
  }

  /** Whether the refused rows have been corrected. */
  enum Corrected {
    NO,
    YES,
    UNKNOWN
  }

  private final String name;
  private final String csv;
  private final int rows;
  private final int refused;
  private final Expected end;
  private Optional<Long> id = Optional.empty();
  private Expected expected = Expected.UNKNOWN;
  private Corrected corrected = Corrected.NO;

  private SentFile(String name, String csv, int rows, int refused, Expected end) {
    this.name = name;
    this.csv = csv;
    this.rows = rows;
    this.refused = refused;
    this.end = end;
  }

  /**
   * A file of valid rows and, here and there, a refused one.
   *
   * @param name begins the name of each person and belongs to no other file
   */
  static SentFile people(String name, int rows, Random random) {
    StringBuilder csv = new StringBuilder("name,email,age\n");
    int refused = 0;
    for (int row = 1; row <= rows; row++) {
      boolean bad = random.nextInt(20) == 0;
      refused += bad ? 1 : 0;
      csv.append(name).append(row).append(',');
      csv.append(bad ? REFUSED_EMAIL : "p@example.com").append(",30\n");
    }
    return new SentFile(name, csv.toString(), rows, refused, Expected.COMPLETED);
  }

  /** A file whose last row is cut off in the middle of a quoted cell, so that it cannot be used. */
  static SentFile broken(String name, int rows, Random random) {
    return new SentFile(name, people(name, rows, random).csv + '"' + name, 0, 0, Expected.FAILED);
  }

  /** What the rows are called, each with its number behind it. */
  String name() {
    return name;
  }

  String csv() {
    return csv;
  }

  BodyPublisher body() {
    return BodyPublishers.ofString(csv);
  }

  int rows() {
    return rows;
  }

  int refused() {
    return refused;
  }

  long id() {
    return id.orElseThrow();
  }

  Expected expected() {
    return expected;
  }

  Corrected corrected() {
    return corrected;
  }

  /** Notes how sending it ended. What was acknowledged before stays so without an answer, too. */
  void sent(Reply reply) {
    if (reply.isDone() || reply.isRefusedWith(BROKEN)) {
      if (id.isEmpty() || id.get() != reply.importId()) {
        corrected = Corrected.NO;
      }
      id = Optional.of(reply.importId());
      expected = end;
    } else if (expected != Expected.COMPLETED) {
      expected = Expected.UNKNOWN;
    }
  }

  void expect(Expected end) {
    expected = end;
  }

  void corrected(Corrected state) {
    corrected = state;
  }
}
