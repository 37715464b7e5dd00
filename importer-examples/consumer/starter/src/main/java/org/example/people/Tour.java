package org.example.people;

import dev.importer.Importer;
import dev.importer.job.ImportResult;
import dev.importer.source.Format;
import dev.importer.source.Source;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** Imports into a table of the application, shows what the starter brings, and undoes it all. */
@Component
class Tour implements ApplicationRunner {

  private static final Source FILE =
      Source.ofText(
          """
          email,name,age
          ann@example.com,Ann,31
          ben@example.com,Ben,old
          cleo@example.com,Cleo,44
          mallory@example.com,Mallory,50
          """,
          Format.CSV);

  private static final Source OTHER_FILE =
      Source.ofText("email,name,age\ndora@example.com,Dora,50\n", Format.CSV);

  private final Importer importer;
  private final People people;
  private final JdbcTemplate database;
  private final TransactionTemplate transaction;
  private final HealthIndicator health;
  private final MeterRegistry metrics;

  Tour(
      Importer importer,
      People people,
      JdbcTemplate database,
      TransactionTemplate transaction,
      @Qualifier("importerHealthIndicator") HealthIndicator health,
      MeterRegistry metrics) {
    this.importer = importer;
    this.people = people;
    this.database = database;
    this.transaction = transaction;
    this.health = health;
    this.metrics = metrics;
  }

  @Override
  public void run(ApplicationArguments none) {
    String product = importer.operations().databaseProduct().name();
    ImportResult result = people.load(FILE);
    System.out.printf(
        "starter, Spring Boot %s on %s: %s, %d in the application's own table%n",
        SpringBootVersion.getVersion(), product, result.counts(), count("app_users"));
    Health now = health.health();
    System.out.printf(
        "%s: health %s, running %s, waiting %s; metrics: %.0f valid rows%n",
        product,
        now.getStatus(),
        now.getDetails().get("running"),
        now.getDetails().get("waiting"),
        metrics.get("importer.rows").tag("status", "valid").counter().count());
    System.out.printf("%s: %s%n", product, writeLetters(result.id()));
    System.out.printf("%s: %s%n", product, importWithinTransaction());
    long removed = takeBack(result);
    System.out.printf(
        "%s: undone, %d removed, %d in the application's own table%n",
        product, removed, count("app_users"));
  }

  /** The second call finds one letter missing, which it writes, and fails at the next. */
  private String writeLetters(long importId) {
    int written = people.writeLetters(importId, "Dear");
    database.update("DELETE FROM letters WHERE email = 'ann@example.com'");
    try {
      people.writeLetters(importId, "Once more, dear");
      throw new IllegalStateException("A letter was written twice.");
    } catch (DataAccessException expected) {
      Long twice =
          database.queryForObject(
              "SELECT count(*) FROM letters WHERE text LIKE 'Once%'", Long.class);
      return written + " letters in one transaction; one that failed left " + twice;
    } finally {
      database.update("DELETE FROM letters");
    }
  }

  /** What {@link People#load} refuses would stay when the transaction is rolled back. */
  private String importWithinTransaction() {
    try {
      transaction.executeWithoutResult(status -> people.load(OTHER_FILE));
      throw new IllegalStateException("An import was made within a transaction.");
    } catch (IllegalTransactionStateException expected) {
      ImportResult stayed =
          transaction.execute(
              status -> {
                status.setRollbackOnly();
                return importer.load(OTHER_FILE, People.OPTIONS);
              });
      return "an import within a transaction is refused; otherwise "
          + takeBack(Objects.requireNonNull(stayed))
          + " row stays when it is rolled back";
    }
  }

  /** Out of the table and out of the importer, so that the same can be done again. */
  private long takeBack(ImportResult result) {
    long removed = importer.undo(result.id()).removed();
    importer.operations().delete(result.id());
    return removed;
  }

  private Long count(String table) {
    return database.queryForObject("SELECT count(*) FROM " + table, Long.class);
  }
}
