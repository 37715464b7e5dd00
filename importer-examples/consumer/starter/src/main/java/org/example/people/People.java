package org.example.people;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.source.Source;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the application does with files of people: which of it is a transaction, and whose. */
@Service
class People {

  static final ImportOptions OPTIONS =
      ImportOptions.DEFAULT.withTarget("people").withRowCheck("blocked");

  private final Importer importer;
  private final JdbcTemplate database;

  People(Importer importer, JdbcTemplate database) {
    this.importer = importer;
    this.database = database;
  }

  /** The rows that are read, a record of the application. */
  record Person(String email, String name, Long age) {}

  /**
   * An import commits by itself, on connections of its own: a transaction of the application around
   * it would not take it back, and may hold the very lock that it waits for. So there must be none,
   * which Spring sees to.
   */
  @Transactional(propagation = Propagation.NEVER)
  public ImportResult load(Source source) {
    return importer.load(source, OPTIONS);
  }

  /**
   * Reads what an import has stored and writes a table of the application, in one transaction of
   * the application: all of the letters are there, or none. The rows are read on a connection of
   * the importer, as they are committed. So the first statement of this transaction is one that
   * writes, which in SQLite waits for an import that is writing; one that had read before would be
   * refused if an import has written since.
   *
   * @return how many letters were written
   */
  @Transactional
  public int writeLetters(long importId, String greeting) {
    int written = 0;
    try (RowStream<Person> people = importer.results().read(importId, Person.class)) {
      for (TypedRow<Person> row : people) {
        Person person = row.require();
        written +=
            database.update(
                "INSERT INTO letters (email, text) VALUES (?, ?)",
                person.email(),
                greeting + " " + person.name());
      }
    }
    return written;
  }
}
