package dev.importer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
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
import dev.importer.internal.store.ImportStore.Lease;
import dev.importer.internal.store.ImportStore.NewImport;
import dev.importer.job.ErrorLimit;
import dev.importer.job.Severities;
import dev.importer.results.Accounting;
import dev.importer.results.EncodingDetection;
import dev.importer.results.ImportStatus;
import dev.importer.results.SourceDetection;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.QuoteRepair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every change of state from every state: those that {@link ImportStatus} allows, and no other. */
class TransitionsTest {

  private static final Findings NOTHING = new Findings(0, null, null, Map.of(), null, List.of());
  private static final Ending NO_BYTES =
      new Ending(new Accounting(0, 0, 0, 0, 0, 0, 0, 0), new RowSketch(), List.of(), null);

  private ImportStore store;
  private int files;

  @BeforeEach
  void open() {
    store = ImportStore.inMemory(Clock.systemUTC(), "owner");
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Where an import goes if the change is allowed. */
  private enum Change {
    CLAIM(ImportStatus.PROCESSING),
    RELEASE(ImportStatus.PENDING),
    COMPLETE(ImportStatus.COMPLETED),
    FAIL(ImportStatus.FAILED),
    CANCEL(ImportStatus.CANCELLED),
    RETRY(ImportStatus.PENDING);

    private final ImportStatus target;

    Change(ImportStatus target) {
      this.target = target;
    }
  }

  @ParameterizedTest
  @EnumSource
  void fromEveryState(Change change) {
    for (ImportStatus from : ImportStatus.values()) {
      Lease lease = importIn(from);

      attempt(change, lease);

      Set<ImportStatus> allowed = from.next();
      // Only whoever works on an import puts it back; what has ended is tried again.
      boolean fits =
          switch (change) {
            case RELEASE -> from == ImportStatus.PROCESSING;
            case RETRY -> from.hasEnded();
            default -> true;
          };
      ImportStatus expected = fits && allowed.contains(change.target) ? change.target : from;
      assertThat(store.queries().find(lease.id()).orElseThrow().status())
          .as("%s from %s", change, from)
          .isEqualTo(expected);
    }
  }

  @Test
  void aDeletedImportChangesNoMore() {
    for (ImportStatus from : ImportStatus.values()) {
      Lease lease = importIn(from);
      store.delete(lease.id());
      for (Change change : Change.values()) {
        if (change == Change.CANCEL || change == Change.RETRY) {
          assertThatExceptionOfType(ImportNotFoundException.class)
              .isThrownBy(() -> attempt(change, lease));
        } else {
          attempt(change, lease);
        }
        assertThat(store.queries().find(lease.id())).isEmpty();
      }
    }
  }

  @Test
  void anEarlierAttemptCanChangeNothingAnyMore() {
    Lease earlier = importIn(ImportStatus.PROCESSING);
    store.ownership().release(earlier.id());
    ImportTask later = store.claim(earlier.id()).orElseThrow();

    assertThat(store.append(earlier, 0, Batch.begin(0), NOTHING)).isFalse();
    assertThat(store.complete(earlier, 0, Batch.begin(0), NOTHING, NO_BYTES)).isFalse();
    assertThat(store.fail(earlier, full(), false)).isFalse();

    assertThat(later.lease()).isEqualTo(new Lease(earlier.id(), earlier.attempt() + 1));
    assertThat(store.complete(later.lease(), 0, Batch.begin(0), NOTHING, NO_BYTES)).isTrue();
  }

  private void attempt(Change change, Lease lease) {
    try {
      switch (change) {
        case CLAIM -> store.claim(lease.id());
        case RELEASE -> store.ownership().release(lease.id());
        case COMPLETE -> store.complete(lease, 0, Batch.begin(0), NOTHING, NO_BYTES);
        case FAIL -> store.fail(lease, full(), true);
        case CANCEL -> store.cancel(lease.id());
        case RETRY -> store.retry(lease.id(), 100);
      }
    } catch (ImportStateException refused) {
      assertThat(refused.importId()).isEqualTo(lease.id());
    }
  }

  private static SourceException full() {
    return new SourceException(ErrorCode.NO_SPACE, "No space is left.");
  }

  private Lease importIn(ImportStatus status) {
    long id = store.accept(newImport(), 1_000).id();
    if (status == ImportStatus.PENDING) {
      return new Lease(id, 0);
    }
    Lease lease = store.claim(id).orElseThrow().lease();
    switch (status) {
      case COMPLETED -> attempt(Change.COMPLETE, lease);
      case FAILED -> attempt(Change.FAIL, lease);
      case CANCELLED -> attempt(Change.CANCEL, lease);
      default -> {}
    }
    assertThat(store.queries().find(id).orElseThrow().status()).isEqualTo(status);
    return lease;
  }

  private NewImport newImport() {
    String hash = String.format("%064d", files++);
    return new NewImport(
        "a.csv",
        new Content(Path.of("a.csv"), 10, hash, Instant.EPOCH, false, -1, null),
        new ImportPlan(
            new SourceDetection(
                Format.CSV,
                Dialect.STANDARD,
                new EncodingDetection(
                    StandardCharsets.UTF_8, EncodingDetection.Basis.UTF_8, 1, null, List.of()),
                null),
            QuoteRepair.OFF,
            Mapping.NONE,
            Cleaning.NONE,
            new PlannedSchema("none", null, null),
            Severities.parse(""),
            ErrorLimit.parse("any"),
            true,
            null,
            null,
            List.of()));
  }
}
