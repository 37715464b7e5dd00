package org.example.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.importer.Importer;
import dev.importer.job.ImportResult;
import dev.importer.source.Format;
import dev.importer.source.Source;
import org.junit.jupiter.api.Test;

class PeopleTest {

  @Test
  void aPersonWithoutAnAgeIsRefused() {
    try (Importer importer = Importer.inMemory()) {
      ImportResult result =
          importer.load(
              Source.ofText(
                  "name,email,age\nAnn,ann@example.com,31\nBob,bob@example.com,\n", Format.CSV));

      assertEquals(1, result.valid());
      assertEquals("age", importer.results().errorSummary(result.id()).groups().get(0).field());
    }
  }
}
