package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.importer.Importer;
import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.source.Source;
import dev.importer.testing.Disk;
import dev.importer.testing.Hold;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
@Tag("sqlite")
class StorageTest {

  @TempDir Path folder;

  @Test
  void refusesADatabaseOfANewerVersion() {
    Path database = folder.resolve("imports.db");
    Importer.open(database).close();
    Disk disk = Disk.of(database);
    disk.execute("UPDATE importer_version SET version = 999");

    assertRefuses(Reason.NEWER_VERSION, database);

    assertThat(disk.number("SELECT max(version) FROM importer_version")).isEqualTo(999);
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws IOException {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    Path file = UserFiles.write(folder.resolve("noise.db"), noise);

    assertRefuses(Reason.CORRUPT, file);

    assertThat(Files.readAllBytes(file)).as("the file is left alone").isEqualTo(noise);
  }

  @Test
  void refusesADatabaseThatIsDamaged() throws IOException {
    Path database = folder.resolve("imports.db");
    try (Importer importer = Importer.open(database)) {
      importer.load(UserFiles.valid(folder.resolve("a.csv"), 10));
    }
    byte[] bytes = Files.readAllBytes(database);
    // Behind the first hundred bytes, which make it a database, stands the page of the tables.
    for (int i = 100; i < bytes.length; i++) {
      bytes[i] = 0x55;
    }
    UserFiles.write(database, bytes);

    assertRefuses(Reason.CORRUPT, database);
  }

  @Test
  void refusesAPlaceThatCannotBeWritten() {
    Path file = UserFiles.write(folder.resolve("file"), "no folder");

    assertRefuses(Reason.NOT_WRITABLE, file.resolve("imports.db"));
    assertRefuses(Reason.NOT_WRITABLE, folder.resolve("no/such/folder/imports.db"));
    assertRefuses(Reason.NOT_WRITABLE, folder);
  }

  @Test
  void refusesASpoolFolderThatCannotBeWritten() {
    Path file = UserFiles.write(folder.resolve("file"), "no folder");
    Path database = folder.resolve("imports.db");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> Importer.builder().database(database).spoolFolder(file).build())
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_WRITABLE));
    // What was opened before is closed again, and the database serves whoever comes next.
    try (Importer importer = Importer.open(database)) {
      assertThatImport(importer.load(UserFiles.valid(folder.resolve("a.csv"), 1)))
          .isCompletedWith(1, 0);
    }
  }

  @Test
  void closingTwiceIsHarmless() {
    for (Importer importer :
        new Importer[] {Importer.open(folder.resolve("imports.db")), Importer.inMemory()}) {
      importer.load(UserFiles.valid(folder.resolve("a.csv"), 1));
      importer.close();
      assertThatCode(importer::close).doesNotThrowAnyException();
    }
  }

  @Test
  void closingLeavesNoLockAndNoThread() {
    Path database = folder.resolve("imports.db");
    try (Importer importer = Importer.open(database)) {
      importer.load(UserFiles.valid(folder.resolve("a.csv"), 10));
      importer.submit(UserFiles.valid(folder.resolve("b.csv"), 20)).result().join();
      assertThat(importer.operations().spoolFolder()).isNotEmptyDirectory();
    }

    assertThat(Spools.leftIn(folder.resolve("imports.db-spool"))).isEmpty();
    Waiting.until(
        "no thread of it is left",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("importer-")));
  }

  @Test
  void closingAnImporterInMemoryRemovesItsSpool() {
    Path spool;
    try (Importer importer = Importer.inMemory()) {
      spool = importer.operations().spoolFolder();
      assertThat(spool).isDirectory();
    }
    assertThat(spool).doesNotExist();
  }

  @Test
  void keepsWhatWasStoredWhenItIsOpenedAgain() {
    Path database = folder.resolve("imports.db");
    Path file = UserFiles.mixed(folder.resolve("a.csv"), 500, 3);
    long id;
    try (Importer importer = Importer.open(database)) {
      id = importer.load(file).id();
    }
    String before = Disk.of(database).fingerprint(id);
    try (Importer importer = Importer.open(database)) {
      assertThat(importer.load(file).duplicate()).isTrue();
      assertThat(importer.results().find(id).orElseThrow().totalRecords()).isEqualTo(500);
    }
    assertThat(Disk.of(database).fingerprint(id)).isEqualTo(before);
  }

  @Test
  void aDatabaseMayLieInAFolderWithAStrangeName() throws IOException {
    Path strange = Files.createDirectories(folder.resolve("ä b?c#d%20e&f=g"));

    try (Importer importer = Importer.open(strange.resolve("my imports.db"))) {
      assertThatImport(importer.load(UserFiles.valid(folder.resolve("a.csv"), 1)))
          .isCompletedWith(1, 0);
    }

    assertThat(strange.resolve("my imports.db")).isRegularFile();
  }

  @Test
  void everyNewDatabaseHasLargePagesAndALog() {
    Path opened = folder.resolve("opened.db");
    Path built = folder.resolve("built.db");
    Path copied = folder.resolve("copied.db");
    Path ofMemory = folder.resolve("of-memory.db");
    try (Importer importer = Importer.open(opened)) {
      importer.operations().backup(copied);
    }
    Importer.builder().database(built).build().close();

    for (Path database : List.of(opened, built, copied)) {
      assertThat(Disk.of(database).number("PRAGMA page_size")).as("%s", database).isEqualTo(16_384);
      Importer.open(database).close();
      assertThat(Disk.of(database).text("PRAGMA journal_mode")).as("%s", database).isEqualTo("wal");
    }
    try (Importer importer = Importer.inMemory()) {
      importer.operations().backup(ofMemory);
    }
    assertThat(Disk.of(ofMemory).number("PRAGMA page_size")).isEqualTo(16_384);
  }

  @Test
  void nobodyButTheOwnerMayReadWhatIsStored() throws IOException {
    Path database = folder.resolve("imports.db");
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Importer importer =
        Importer.builder()
            .database(database)
            .rowHandler(
                "held",
                batch -> {
                  held.countDown();
                  Hold.await(release);
                })
            .build()) {
      ImportJob job =
          importer.submit(
              Source.of(
                  Files.newInputStream(UserFiles.valid(folder.resolve("a.csv"), 10)), "a.csv"),
              ImportOptions.DEFAULT.withHandler("held"));
      Hold.await(held);
      importer.operations().backup(folder.resolve("backup.db"));

      assertThat(permissions(importer.operations().spoolFolder())).isEqualTo("rwx------");
      List<Path> files = new ArrayList<>(Spools.leftIn(importer.operations().spoolFolder()));
      files.addAll(
          List.of(database, folder.resolve("imports.db-wal"), folder.resolve("backup.db")));
      assertThat(files)
          .hasSize(5)
          .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
      release.countDown();
      assertThatImport(Waiting.get(job.result())).isCompletedWith(10, 0);
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void assertRefuses(Reason reason, Path database) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> Importer.open(database).close())
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
