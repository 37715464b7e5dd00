package dev.importer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.internal.plan.Cleaning;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.plan.Mapping;
import dev.importer.internal.plan.PlannedSchema;
import dev.importer.internal.record.RowSketch;
import dev.importer.internal.source.Content;
import dev.importer.internal.store.ImportStore.Ending;
import dev.importer.internal.store.ImportStore.Findings;
import dev.importer.internal.store.ImportStore.ImportTask;
import dev.importer.internal.store.ImportStore.NewImport;
import dev.importer.job.ErrorLimit;
import dev.importer.job.Severities;
import dev.importer.results.Accounting;
import dev.importer.results.EncodingDetection;
import dev.importer.results.ImportStatus;
import dev.importer.results.SourceDetection;
import dev.importer.results.StoredImport;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.QuoteRepair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An import ends only if as many rows are stored as were read. */
class AccountingCheckTest {

  private static final Findings FINDINGS =
      new Findings(
          0,
          List.of("a"),
          List.of("A"),
          Map.of("repaired-quote", 2L),
          List.of(
              new Notice(ErrorCode.REPAIRED_QUOTE, null, 1, 3L, "in the header"),
              new Notice(ErrorCode.REPAIRED_QUOTE, 7L, 8, null, "in a row")),
          List.of());

  private static final Severities SEVERITIES = Severities.parse("extra-cell:warning");

  private ImportStore store;
  private ImportTask task;

  @BeforeEach
  void begin() {
    store = ImportStore.inMemory(Clock.systemUTC(), "owner");
    Content content =
        new Content(Path.of("a.csv"), 10, "0".repeat(64), Instant.EPOCH, false, -1, null);
    long id =
        store
            .accept(
                new NewImport(
                    "a.csv",
                    content,
                    new ImportPlan(
                        detection(),
                        QuoteRepair.BY_ROW_WIDTH,
                        Mapping.NONE,
                        Cleaning.NONE,
                        new PlannedSchema("none", null, null),
                        SEVERITIES,
                        ErrorLimit.parse("2.5%"),
                        true,
                        "orders",
                        null,
                        List.of("vat", "blocked"))),
                10)
            .id();
    task = store.claim(id).orElseThrow();
  }

  private static SourceDetection detection() {
    return new SourceDetection(
        Format.CSV,
        Dialect.STANDARD,
        new EncodingDetection(
            StandardCharsets.UTF_8, EncodingDetection.Basis.UTF_8, 1, null, List.of()),
        null);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aRowThatWasReadButNotStoredIsNotAccepted() {
    SourceException refused =
        catchThrowableOfType(
            SourceException.class,
            () -> store.complete(task.lease(), 0, Batch.begin(0), FINDINGS, ending(1)));
    assertThat(refused.code()).isEqualTo(ErrorCode.ACCOUNTING_ERROR);
    StoredImport stored = store.queries().find(task.id()).orElseThrow();
    assertThat(stored.status()).isEqualTo(ImportStatus.PROCESSING);
    assertThat(stored.accounting()).isNull();
  }

  @Test
  void whatAddsUpIsStoredBesideTheImport() {
    assertThat(store.complete(task.lease(), 0, Batch.begin(0), FINDINGS, ending(0))).isTrue();
    StoredImport stored = store.queries().find(task.id()).orElseThrow();
    assertThat(stored.accounting()).isEqualTo(accounting(0));
    assertThat(stored.notices()).isEqualTo(FINDINGS.notices());
  }

  @Test
  void theWayToReadIsKeptForWhoeverGoesOn() {
    assertThat(task.plan().repair()).isEqualTo(QuoteRepair.BY_ROW_WIDTH);
    assertThat(task.plan().maxErrors().text()).isEqualTo("2.5%");
    assertThat(task.plan().severities()).isEqualTo(SEVERITIES);
    assertThat(task.plan().handler()).isEqualTo("orders");
    assertThat(task.plan().rowChecks()).containsExactly("vat", "blocked");
  }

  private static Ending ending(long rows) {
    return new Ending(accounting(rows), new RowSketch(), List.of(), null);
  }

  private static Accounting accounting(long rows) {
    return new Accounting(3, 1, 4, 1, 5, 9, rows, 2);
  }
}
