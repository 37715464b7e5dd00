package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.testing.Disk;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
      assertThat(importer.spoolFolder()).isNotEmptyDirectory();
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
      spool = importer.spoolFolder();
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
      assertThat(importer.find(id).orElseThrow().totalRecords()).isEqualTo(500);
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

  private static void assertRefuses(Reason reason, Path database) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> Importer.open(database).close())
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
