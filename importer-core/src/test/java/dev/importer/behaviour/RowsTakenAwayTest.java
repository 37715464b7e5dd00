package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.error.ImporterException;
import dev.importer.job.ImportJob;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.source.Source;
import dev.importer.testing.Hold;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reading of rows never ends as if it were whole when the rows are taken away meanwhile. */
class RowsTakenAwayTest {

  /** What takes the rows of a running import away. */
  enum Taker {
    CANCEL(ImportStateException.class) {
      @Override
      void take(Importer importer, long id, CountDownLatch release) {
        importer.operations().cancel(id);
      }
    },
    CANCEL_AND_RETRY(ImportStateException.class) {
      @Override
      void take(Importer importer, long id, CountDownLatch release) {
        importer.operations().cancel(id);
        // The retry waits for the end of the run that is held.
        release.countDown();
        importer.operations().retry(id);
      }
    },
    DELETE(ImportNotFoundException.class) {
      @Override
      void take(Importer importer, long id, CountDownLatch release) {
        importer.operations().delete(id);
      }
    };

    private final Class<? extends ImporterException> failure;

    Taker(Class<? extends ImporterException> failure) {
      this.failure = failure;
    }

    abstract void take(Importer importer, long id, CountDownLatch release);
  }

  private static final int BATCH = 1_000;

  @Stored TestDatabase db;
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private Importer importer;
  private long id;

  @BeforeEach
  void holdAnImportHalfWay() {
    importer =
        db.builder()
            .batchSize(BATCH)
            .workers(1)
            .observer(Hold.afterBatches(3, held::countDown, release))
            .build();
    String text = UserFiles.HEADER + "Ada,nobody,36\n".repeat(10 * BATCH);
    ImportJob job =
        importer.submit(
            Source.of(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "users.csv"));
    id = job.id();
    Hold.await(held);
  }

  @AfterEach
  void close() {
    release.countDown();
    importer.close();
  }

  @ParameterizedTest
  @EnumSource
  void theStreamThrows(Taker taker) {
    Iterator<StoredRecord> rows =
        importer.results().stream(
                RecordQuery.ofImport(id)
                    .withStatus(RecordStatus.FAILED)
                    .withPage(PageRequest.ofLimit(100)))
            .iterator();
    assertThat(rows.next().rowNumber()).isEqualTo(1);

    taker.take(importer, id, release);

    assertThatExceptionOfType(taker.failure).isThrownBy(() -> rows.forEachRemaining(row -> {}));
  }

  /** Takes the rows away as soon as something is written. */
  private OutputStream taking(Taker taker) {
    return new ByteArrayOutputStream() {
      private boolean taken;

      @Override
      public synchronized void write(byte[] bytes, int offset, int length) {
        if (!taken) {
          taken = true;
          taker.take(importer, id, release);
        }
        super.write(bytes, offset, length);
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void theDownloadThrows(Taker taker) {
    OutputStream out = taking(taker);

    assertThatExceptionOfType(taker.failure)
        .isThrownBy(() -> importer.results().errorsCsv(id).writeTo(out));
  }

  @ParameterizedTest
  @EnumSource
  void theWorkbookThrows(Taker taker) {
    OutputStream out = taking(taker);

    assertThatExceptionOfType(taker.failure)
        .isThrownBy(() -> importer.results().errorsXlsx(id).writeTo(out));
  }

  @Test
  void aFurtherPageThrows() {
    Page<StoredRecord> first = importer.results().errors(id, PageRequest.ofLimit(100));
    importer.operations().cancel(id);

    assertThatExceptionOfType(ImportStateException.class)
        .isThrownBy(
            () ->
                importer
                    .results()
                    .errors(id, PageRequest.ofLimit(100).at(first.nextCursor().orElseThrow())))
        .withMessageContaining("cancelled");
    assertThat(importer.results().errors(id, PageRequest.FIRST).items()).isEmpty();
  }
}
