package dev.importer.server.reliability;

import dev.importer.server.reliability.DatabaseFile.Rows;
import dev.importer.server.reliability.Faults.Kind;
import dev.importer.server.reliability.SentFile.Expected;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Compares what is there at the end with what was acknowledged. */
final class Comparison {

  /** If nothing at all happens for so long, nobody works any more. */
  private static final Duration STANDSTILL = Duration.ofSeconds(30);

  private final ServerProcess server;
  private final DatabaseFile database;
  private final Faults faults;

  /**
   * A comparison.
   *
   * @param server goes on with what was left, and is the only one that still runs, or one of them
   */
  Comparison(ServerProcess server, DatabaseFile database, Faults faults) {
    this.server = server;
    this.database = database;
    this.faults = faults;
  }

  /** Sends what had no answer again, looks at every file, and deletes what did not end well. */
  void run(Collection<SentFile> all) {
    awaitRest();
    for (SentFile sent : all) {
      if (sent.expected() == Expected.UNKNOWN) {
        sendAgain(sent);
      }
    }
    awaitRest();
    all.forEach(this::compare);
    Set<String> acknowledged =
        all.stream()
            .filter(sent -> sent.expected() == Expected.COMPLETED)
            .map(sent -> Long.toString(sent.id()))
            .collect(Collectors.toSet());
    for (String id :
        database.texts(
            "SELECT id FROM imports WHERE deleted_at IS NULL AND status = 'completed'")) {
      if (!acknowledged.contains(id)) {
        faults.add(Kind.IMPORT_DOUBLED, "import " + id + " is one that nobody was told of");
      }
    }
    clear();
  }

  private void sendAgain(SentFile sent) {
    Reply reply = server.ask("POST", "/api/upload?filename=a.csv", sent.body());
    sent.sent(reply);
    if (sent.expected() == Expected.UNKNOWN) {
      faults.refused("upload at the end", reply);
    }
  }

  private void awaitRest() {
    awaitNone(
        "imports that nobody works on",
        "SELECT id || ' ' || status || ' ' || checkpoint FROM imports"
            + " WHERE status IN ('pending', 'processing') AND deleted_at IS NULL");
  }

  /** Waits until there is none of these any more, unless nobody works on them. */
  private void awaitNone(String what, String sql) {
    List<String> left = database.texts(sql);
    long since = System.nanoTime();
    while (!left.isEmpty()) {
      LockSupport.parkNanos(20_000_000);
      List<String> now = database.texts(sql);
      if (!now.equals(left)) {
        left = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STANDSTILL.toNanos()) {
        faults.add(Kind.OTHER, left.size(), what + ": " + left);
        return;
      }
    }
  }

  private void compare(SentFile sent) {
    if (sent.expected() == Expected.UNKNOWN) {
      return;
    }
    Reply reply = server.ask("GET", "/api/imports/" + sent.id() + "?limit=1");
    String status = reply.isDone() ? reply.json().at("/import/status").asText() : "gone";
    boolean asExpected =
        switch (sent.expected()) {
          case COMPLETED -> status.equals("completed");
          case FAILED ->
              status.equals("failed")
                  && reply.json().at("/import/error/code").asText().equals(SentFile.BROKEN);
          case CANCELLED -> status.equals("cancelled");
          case GONE, UNKNOWN -> reply.isRefusedWith("import-not-found");
        };
    if (!asExpected) {
      faults.add(
          sent.expected() == Expected.COMPLETED ? Kind.IMPORT_GONE : Kind.OTHER,
          "import %d is %s instead of %s: %s"
              .formatted(sent.id(), status, sent.expected(), reply.json().at("/import/error")));
    }
    Rows rows = database.rows(sent.id(), sent.name());
    if (sent.expected() == Expected.COMPLETED && status.equals("completed")) {
      compareRows(sent, rows);
    } else if (sent.expected() == Expected.CANCELLED || sent.expected() == Expected.FAILED) {
      if (rows.count() > 0) {
        faults.add(Kind.OTHER, rows.count() + " rows of import " + sent.id() + ", " + status);
      }
    }
  }

  private void compareRows(SentFile sent, Rows rows) {
    String what = "import " + sent.id() + " of " + sent.rows() + " rows: " + rows;
    if (rows.distinct() < sent.rows()) {
      faults.add(Kind.ROW_LOST, sent.rows() - rows.distinct(), what);
    }
    if (rows.count() > Math.min(rows.distinct(), sent.rows())) {
      faults.add(Kind.ROW_DOUBLED, rows.count() - Math.min(rows.distinct(), sent.rows()), what);
    }
    boolean refusedAsExpected =
        switch (sent.corrected()) {
          case NO -> rows.refused() == sent.refused();
          case YES -> rows.refused() == 0;
          case UNKNOWN -> rows.refused() == sent.refused() || rows.refused() == 0;
        };
    if (!refusedAsExpected || rows.strange() > 0) {
      faults.add(Kind.OTHER, what + ", " + sent.refused() + " of them sent as refused");
    }
  }

  /** So that nothing is kept for a retry, and no row of what was deleted is left. */
  private void clear() {
    for (String id :
        database.texts(
            "SELECT id FROM imports WHERE status IN ('cancelled', 'failed')"
                + " AND deleted_at IS NULL")) {
      Reply reply = server.ask("DELETE", "/api/imports/" + id);
      if (!reply.isDone()) {
        faults.refused("delete at the end", reply);
      }
    }
    awaitNone(
        "deleted imports whose rows stay on the disk",
        "SELECT id || ' ' || checkpoint FROM imports"
            + " WHERE deleted_at IS NOT NULL AND checkpoint > 0");
  }
}
