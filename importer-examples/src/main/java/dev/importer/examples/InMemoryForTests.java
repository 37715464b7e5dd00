package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportOptions.OnDuplicate;
import dev.importer.job.ImportResult;
import dev.importer.results.StoredImport;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** What a test of one's own needs: no files, a clock that stands still, one batch a row. */
public final class InMemoryForTests {

  private InMemoryForTests() {}

  public static void main(String... args) {
    Clock noon = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);
    Source people =
        Source.ofText(
            """
            name,email,age
            Ada Lovelace,ada@example.com,36
            Nobody,nowhere,36
            """,
            Format.CSV);

    try (Importer importer = Importer.builder().inMemory().clock(noon).batchSize(1).build()) {
      ImportResult first = importer.load(people);
      System.out.println(first.counts());

      StoredImport stored = importer.results().find(first.id()).orElseThrow();
      System.out.println(stored.status().text() + " at " + stored.createdAt());

      ImportResult again = importer.load(people);
      System.out.println("the same bytes again: import " + again.id() + " is the answer");

      ImportOptions twice = ImportOptions.DEFAULT.withOnDuplicate(OnDuplicate.ALLOW);
      System.out.println("if allowed: import " + importer.load(people, twice).id());
    }
  }
}
