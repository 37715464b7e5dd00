package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredRecord;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LargeRecordsTest {

  private static final int ROWS = 30;
  private static final int CELL = 1_000_000;

  private final Importer importer = TestDatabase.inMemory().build();

  @AfterEach
  void close() {
    importer.close();
  }

  @Test
  void aPageOfLargeRecordsEndsEarlyAndGoesOn() {
    RecordQuery query = RecordQuery.ofImport(load());

    Page<StoredRecord> first = importer.results().records(query);

    assertThat(first.items()).hasSizeBetween(1, ROWS - 1);
    assertThat(first.nextCursor()).isPresent();
    assertThat(rowNumbers(query)).containsExactlyElementsOf(allRows());
  }

  @Test
  void aSearchThroughLargeRecordsFindsEachOfThemOnce() {
    RecordQuery query = RecordQuery.ofImport(load()).containing("large");

    assertThat(importer.results().records(query).items()).hasSizeBetween(1, ROWS - 1);
    assertThat(rowNumbers(query)).containsExactlyElementsOf(allRows());
  }

  @Test
  void anOffsetPassesOverLargeRecords() {
    RecordQuery query = RecordQuery.ofImport(load()).containing("large");

    Page<StoredRecord> page =
        importer.results().records(query.withPage(new PageRequest(1, null, ROWS - 1)));

    assertThat(page.items()).extracting(StoredRecord::rowNumber).containsExactly((long) ROWS);
  }

  private long load() {
    StringBuilder csv = new StringBuilder("number,text\n");
    for (int row = 1; row <= ROWS; row++) {
      csv.append(row).append(",large").append("x".repeat(CELL)).append('\n');
    }
    ImportOptions noChecks = ImportOptions.DEFAULT.withSchema("none");
    return importer.load(Source.ofText(csv.toString(), Format.CSV), noChecks).id();
  }

  private List<Long> rowNumbers(RecordQuery query) {
    return new ArrayList<>(importer.results().stream(query).map(StoredRecord::rowNumber).toList());
  }

  private static List<Long> allRows() {
    return LongStream.rangeClosed(1, ROWS).boxed().toList();
  }
}
