package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.SourceException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportObserver;
import dev.importer.job.ImportResult;
import dev.importer.results.ConnectionUse;
import dev.importer.results.ImportStatus;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Hold;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an observer is told of running imports. */
class ImportObserverTest {

  @TempDir Path folder;
  @Stored TestDatabase db;

  private final List<ImportObserver.BatchStored> batches = new CopyOnWriteArrayList<>();
  private final List<ImportObserver.ImportEnded> ends = new CopyOnWriteArrayList<>();

  private final ImportObserver observer =
      new ImportObserver() {
        @Override
        public void batchStored(BatchStored batch) {
          batches.add(batch);
        }

        @Override
        public void importEnded(ImportEnded ended) {
          ends.add(ended);
        }
      };

  private Importer importer(ImportObserver told) {
    return db.builder().batchSize(1_000).observer(told).build();
  }

  @Test
  void everyRowAndByteIsToldOnce() {
    try (Importer importer = importer(observer)) {
      ImportResult result = importer.load(UserFiles.mixed(folder.resolve("a.csv"), 4_500, 1));

      assertThat(batches).hasSize(5).allMatch(batch -> batch.importId() == result.id());
      assertThat(batches).extracting(ImportObserver.BatchStored::rows).startsWith(1_000, 1_000);
      assertThat(batches.stream().mapToInt(ImportObserver.BatchStored::rows).sum())
          .isEqualTo(4_500);
      assertThat(batches.stream().mapToInt(ImportObserver.BatchStored::failed).sum())
          .isEqualTo((int) result.failed());
      assertThat(batches.stream().mapToLong(ImportObserver.BatchStored::bytes).sum())
          .isEqualTo(result.summary().fileSize());
      assertThat(batches)
          .allSatisfy(
              batch -> {
                assertThat(batch.preparing()).isPositive();
                assertThat(batch.storing()).isPositive();
              });
      assertThat(ends).hasSize(1);
      ImportObserver.ImportEnded end = ends.get(0);
      assertThat(end.status()).isEqualTo(ImportStatus.COMPLETED);
      assertThat(end.rows()).isEqualTo(4_500);
      assertThat(end.failed()).isEqualTo(result.failed());
      assertThat(end.bytes()).isEqualTo(result.summary().fileSize());
      assertThat(end.working()).isBetween(Duration.ofNanos(1), Waiting.PATIENCE);
    }
  }

  @Test
  void aFailedImportIsToldToo() {
    try (Importer importer = importer(observer)) {
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.load(Source.ofText("name,email,age\n\"", Format.CSV)));

      assertThat(ends)
          .extracting(ImportObserver.ImportEnded::status)
          .containsExactly(ImportStatus.FAILED);
    }
  }

  @Test
  void aFaultOfTheObserverHarmsNoImport() {
    ImportObserver broken =
        new ImportObserver() {
          @Override
          public void batchStored(BatchStored batch) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void importEnded(ImportEnded ended) {
            throw new IllegalStateException("broken");
          }
        };
    try (Importer importer = importer(broken)) {
      assertThat(importer.load(UserFiles.valid(folder.resolve("a.csv"), 3_000)).valid())
          .isEqualTo(3_000);
    }
  }

  @Test
  void eachOfSeveralIsToldEvenIfAnotherFails() {
    ImportObserver broken =
        new ImportObserver() {
          @Override
          public void importEnded(ImportEnded ended) {
            throw new IllegalStateException("broken");
          }
        };
    try (Importer importer = db.builder().observer(broken).observer(observer).build()) {
      importer.load(UserFiles.valid(folder.resolve("a.csv"), 10));

      assertThat(batches).hasSize(1);
      assertThat(ends).hasSize(1);
    }
  }

  @Test
  void theOldestThatWaitsAndTheConnectionsAreTold() {
    try (Importer importer =
        db.builder()
            .workers(1)
            .batchSize(100)
            .observer(Hold.eachBatch(batch -> batch.rows() == 100, Duration.ofMillis(20)))
            .build()) {
      assertThat(importer.operations().oldestPending()).isEmpty();
      ImportJob running = importer.submit(UserFiles.valid(folder.resolve("a.csv"), 100_000));
      Waiting.until("it runs", () -> running.progress().status() == ImportStatus.PROCESSING);
      ImportJob first = importer.submit(UserFiles.valid(folder.resolve("b.csv"), 1));
      ImportJob second = importer.submit(UserFiles.valid(folder.resolve("c.csv"), 2));

      assertThat(importer.operations().oldestPending())
          .contains(importer.results().find(first.id()).orElseThrow().createdAt());
      assertThat(importer.operations().connectionUse())
          .extracting(ConnectionUse::readers)
          .isNotEqualTo(0);
      importer.operations().cancel(running.id());
      assertThat(Waiting.get(second.result()).valid()).isEqualTo(2);
      assertThat(importer.operations().oldestPending()).isEmpty();
    }
  }
}
