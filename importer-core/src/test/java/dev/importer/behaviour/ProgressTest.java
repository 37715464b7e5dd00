package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.ImportNotFoundException;
import dev.importer.job.Progress;
import dev.importer.results.ImportStatus;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far an import has got, asked by its id. */
class ProgressTest {

  @TempDir private Path folder;
  @Stored TestDatabase db;

  private static Progress running(long rows, long rowsBefore, long read, Duration elapsed) {
    return new Progress(1, ImportStatus.PROCESSING, rows, 0, rowsBefore, read, 1_000, elapsed);
  }

  @Test
  void theRateCountsWhatWasDoneSinceTheRestart() {
    Progress progress = running(5_000, 4_000, 250, Duration.ofSeconds(2));

    assertThat(progress.rowsPerSecond()).isEqualTo(500);
    assertThat(progress.bytesPerSecond()).isEqualTo(125);
    assertThat(progress.timeLeft()).contains(Duration.ofSeconds(6));
  }

  @Test
  void nothingIsGuessedFromNothing() {
    assertThat(running(0, 0, 0, Duration.ofSeconds(1)).timeLeft()).isEmpty();
    assertThat(running(0, 0, 0, Duration.ZERO).rowsPerSecond()).isZero();
    assertThat(running(0, 0, 1, Duration.ZERO).timeLeft()).isEmpty();
  }

  @Test
  void anImportCanBeAskedAboutInEveryState() {
    Path file = UserFiles.valid(folder.resolve("users.csv"), 300_000);
    long id;
    try (Importer importer = db.builder().batchSize(500).build()) {
      id = importer.submit(Source.of(file)).id();
      Waiting.until("rows are stored", () -> importer.operations().progress(id).rows() > 0);
      Progress running = importer.operations().progress(id);
      assertThat(running.status()).isEqualTo(ImportStatus.PROCESSING);
      assertThat(running.rowsBefore()).isZero();
    }
    try (Importer importer = db.builder().batchSize(500).build()) {
      Waiting.until("it goes on", () -> importer.operations().progress(id).rowsBefore() > 0);
      importer.operations().job(id).orElseThrow().await();

      Progress ended = importer.operations().progress(id);

      assertThat(ended.status()).isEqualTo(ImportStatus.COMPLETED);
      assertThat(ended.rows()).isEqualTo(300_000);
      assertThat(ended.fraction()).isEqualTo(1);
      assertThatExceptionOfType(ImportNotFoundException.class)
          .isThrownBy(() -> importer.operations().progress(id + 1));
    }
  }
}
