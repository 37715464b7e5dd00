package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.job.ImportResult;
import dev.importer.results.ImportPage;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Disk;
import dev.importer.testing.UserFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many statements and transactions the work takes, and what stands in them. */
@Tag("sqlite")
class StatementsTest {

  private static final String MARK = "zq'x\"--;%_";

  @TempDir Path folder;
  private Path database;
  private CountingDataSource counting;
  private Importer importer;

  @BeforeEach
  void open() {
    database = folder.resolve("imports.db");
    counting = new CountingDataSource(database);
    importer =
        Importer.builder()
            .dataSource(counting.dataSource())
            .spoolFolder(folder.resolve("spool"))
            .batchSize(1_000)
            .build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  @Test
  void tenThousandRowsTakeTenTransactionsAndFewStatements() {
    Path file = UserFiles.valid(folder.resolve("users.csv"), 10_000);

    ImportResult result = importer.load(file);

    assertThatImport(result).isCompletedWith(10_000, 0);
    assertThat(inserts(counting.statements())).hasSizeBetween(10, 100);
    List<List<String>> withRows =
        counting.transactions().stream().filter(made -> !inserts(made).isEmpty()).toList();
    assertThat(withRows).hasSize(10);
    assertThat(withRows)
        .allSatisfy(
            made ->
                assertThat(made).filteredOn(sql -> sql.startsWith("UPDATE imports")).hasSize(1));
  }

  @Test
  void theLastRowsAndTheEndOfTheImportAreOneTransaction() {
    importer.load(UserFiles.valid(folder.resolve("users.csv"), 1_500));

    List<String> last = new ArrayList<>();
    for (List<String> made : counting.transactions()) {
      if (!inserts(made).isEmpty()) {
        last = made;
      }
    }
    assertThat(last).anyMatch(sql -> sql.contains("status = 'completed'"));
  }

  @Test
  void aListOfAThousandImportsTakesOneStatement() {
    importer.load(UserFiles.valid(folder.resolve("users.csv"), 1));
    copyImports(999);
    List<ImportPage> pages = new ArrayList<>();

    List<String> statements =
        counting.statementsOf(
            () -> pages.add(importer.results().imports(PageRequest.ofLimit(1_000))));

    assertThat(pages.get(0).page().items())
        .hasSize(1_000)
        .allSatisfy(summary -> assertThatImport(summary).isCompletedWith(1, 0));
    assertThat(pages.get(0).total()).isEqualTo(1_000);
    assertThat(statements).hasSize(1);
    assertThat(
            counting.statementsOf(
                () -> assertThat(importer.results().statistics().totalRecords()).isEqualTo(1_000)))
        .hasSize(1);
  }

  @Test
  void aPageOfRecordsTakesOneStatement() {
    long id = importer.load(UserFiles.mixed(folder.resolve("users.csv"), 3_000, 7)).id();
    PageRequest request = PageRequest.ofLimit(1_000);
    String cursor = importer.results().records(RecordQuery.ofImport(id).withPage(request)).cursor();

    for (RecordQuery query :
        List.of(
            RecordQuery.ofImport(id).withPage(request),
            RecordQuery.ofImport(id).withPage(request.at(cursor)),
            RecordQuery.ofImport(id).withStatus(RecordStatus.FAILED),
            RecordQuery.ofImport(id).withStatus(RecordStatus.VALID),
            RecordQuery.all().withPage(request.at(cursor)))) {
      List<Page<StoredRecord>> pages = new ArrayList<>();
      assertThat(counting.statementsOf(() -> pages.add(importer.results().records(query))))
          .hasSize(1);
      assertThat(pages.get(0).items()).isNotEmpty();
    }
  }

  @Test
  void noTextOfAStatementHoldsAValueOfTheCaller() {
    String json =
        "[{\"name\":\"%1$s\",\"email\":\"%1$s\",\"age\":\"%1$s\",\"%1$s\":\"%1$s\"}]"
            .formatted(MARK.replace("\"", "\\\""));
    long id = importer.load(Source.ofText(json, Format.JSON).withName(MARK)).id();

    assertThat(search(RecordQuery.all().where("name", MARK))).isEqualTo(1);
    assertThat(search(RecordQuery.ofImport(id).where(MARK, MARK))).isEqualTo(1);
    assertThat(search(RecordQuery.ofImport(id).containing("zq'x"))).isEqualTo(1);
    assertThat(search(RecordQuery.ofImport(id).containing("zq%x"))).isZero();
    assertThat(search(RecordQuery.all().where("name", "' OR '1'='1"))).isZero();
    assertThat(search(RecordQuery.all().where("name' OR 1=1 --", "x"))).isZero();
    assertThat(importer.results().find(id).orElseThrow().filename()).isEqualTo(MARK);
    assertThat(counting.statements())
        .hasSizeGreaterThan(10)
        .noneMatch(sql -> sql.contains("zq") || sql.contains("OR '1'") || sql.contains("1=1"));
  }

  /** Writes the only import down some more times, as if other files had been imported. */
  private void copyImports(int copies) {
    Disk disk = Disk.of(database);
    List<String> columns = disk.texts("SELECT name FROM pragma_table_info('imports')");
    columns.removeAll(List.of("id", "file_hash"));
    String names = String.join(", ", columns);
    disk.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + copies
            + ") INSERT INTO imports (file_hash, "
            + names
            + ") SELECT printf('%064d', i), "
            + names
            + " FROM n CROSS JOIN imports WHERE id = 1");
  }

  private int search(RecordQuery query) {
    return importer.results().records(query).items().size();
  }

  private static List<String> inserts(List<String> statements) {
    return statements.stream().filter(sql -> CountingDataSource.storesRows(sql)).toList();
  }
}
