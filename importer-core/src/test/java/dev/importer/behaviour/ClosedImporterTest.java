package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.ImporterClosedException;
import dev.importer.job.ImportJob;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.source.Upload;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever comes after the end is told so, and nothing else. */
class ClosedImporterTest {

  private static final String CSV = UserFiles.HEADER + "Ann,ann@example.com,31\n";

  record User(String name, String email, int age) {}

  @TempDir Path folder;
  @Stored TestDatabase db;

  private static Source source() {
    return Source.ofText(CSV, Format.CSV);
  }

  private Importer open(String kind) {
    return switch (kind) {
      case "file" -> db.open();
      case "data source" ->
          Importer.builder()
              .dataSource(new CountingDataSource(folder.resolve("host.db")).dataSource())
              .build();
      default -> Importer.inMemory();
    };
  }

  private Map<String, Consumer<Importer>> calls() {
    Map<String, Consumer<Importer>> calls = new TreeMap<>();
    calls.put("check", importer -> importer.check(source()));
    calls.put("detect", importer -> importer.detect(source()));
    calls.put("infer", importer -> importer.infer(source()));
    calls.put("read", importer -> importer.read(source(), User.class));
    calls.put("load", importer -> importer.load(source()));
    calls.put("submit", importer -> importer.submit(source()));
    calls.put("upload", importer -> importer.upload("a.csv"));
    calls.put("job", importer -> importer.operations().job(1));
    calls.put("progress", importer -> importer.operations().progress(1));
    calls.put("imports", importer -> importer.results().imports(PageRequest.FIRST));
    calls.put("find", importer -> importer.results().find(1));
    calls.put("records", importer -> importer.results().records(RecordQuery.all()));
    calls.put(
        "stream", importer -> importer.results().stream(RecordQuery.all()).forEach(record -> {}));
    calls.put("errors", importer -> importer.results().errors(1, PageRequest.FIRST));
    calls.put("errorSummary", importer -> importer.results().errorSummary(1));
    calls.put("errorsCsv", importer -> importer.results().errorsCsv(1));
    calls.put("errorsXlsx", importer -> importer.results().errorsXlsx(1));
    calls.put("profile", importer -> importer.results().profile(1));
    calls.put("correct", importer -> importer.correct(1, source()));
    calls.put("statistics", importer -> importer.results().statistics());
    calls.put("history", importer -> importer.results().history());
    calls.put("oldestPending", importer -> importer.operations().oldestPending());
    calls.put("connectionUse", importer -> importer.operations().connectionUse());
    calls.put("backup", importer -> importer.operations().backup(folder.resolve("copy.db")));
    calls.put("cancel", importer -> importer.operations().cancel(1));
    calls.put("retry", importer -> importer.operations().retry(1));
    calls.put("delete", importer -> importer.operations().delete(1));
    return calls;
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "data source", "memory"})
  void everyCallSaysSo(String kind) {
    Importer importer = open(kind);
    importer.load(source());
    importer.close();

    calls()
        .forEach(
            (name, call) ->
                assertThatExceptionOfType(ImporterClosedException.class)
                    .as(name)
                    .isThrownBy(() -> call.accept(importer))
                    .withMessage("The importer is closed. Open it again."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "data source", "memory"})
  void theHandlesThatItGaveOutSaySo(String kind) throws Exception {
    Importer importer = open(kind);
    ImportJob done = importer.submit(source());
    done.await();
    RowStream<User> rows =
        importer.read(Source.ofText(CSV.repeat(1) + CSV, Format.CSV), User.class);
    Iterator<TypedRow<User>> iterator = rows.iterator();
    RowStream<User> notBegun = importer.read(source(), User.class);
    var csv = importer.results().errorsCsv(done.id());
    var xlsx = importer.results().errorsXlsx(done.id());
    try (Upload upload = importer.upload("a.csv")) {
      upload.write(1);
      importer.close();

      assertClosed(upload::finish);
    }
    assertClosed(iterator::next);
    assertClosed(notBegun::iterator);
    assertClosed(done::progress);
    assertClosed(done::cancel);
    assertClosed(() -> csv.writeTo(new ByteArrayOutputStream()));
    assertClosed(() -> xlsx.writeTo(new ByteArrayOutputStream()));
    rows.close();
    notBegun.close();
    assertThat(done.await().valid()).as("what was known before stays known").isEqualTo(1);
  }

  @Test
  void anImportThatWaitedForItsTurnSaysSo() {
    Importer importer = db.builder().workers(0).build();
    ImportJob waiting = importer.submit(source());
    importer.close();

    assertClosed(waiting::await);
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> waiting.result().join())
        .withCauseInstanceOf(ImporterClosedException.class);
    try (Importer next = db.open()) {
      assertThat(next.operations().job(waiting.id()).orElseThrow().await().valid()).isEqualTo(1);
    }
  }

  private static void assertClosed(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(ImporterClosedException.class).isThrownBy(call);
  }
}
