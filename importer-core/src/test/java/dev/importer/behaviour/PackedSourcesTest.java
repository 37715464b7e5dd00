package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.job.ImportResult;
import dev.importer.results.PageRequest;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import dev.importer.source.Upload;
import dev.importer.testing.Archives;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in an archive is imported like the file itself; a bad archive leaves nothing behind. */
class PackedSourcesTest {

  private static final String USERS = UserFiles.HEADER + "Ann,ann@example.com,31\n";
  private static final String JSON =
      "[{\"name\": \"Ann\", \"email\": \"ann@example.com\", \"age\": 31}]";

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    open(Limits.DEFAULT);
  }

  private void open(Limits limits) {
    importer = db.builder().limits(limits).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  @Test
  void gzipIsReadAsWhatItHolds() {
    Path file = Archives.gzip(folder.resolve("users.csv.gz"), USERS);
    assertThat(importer.check(file).format()).isEqualTo(Format.CSV);
    assertThat(Spools.filesIn(importer)).isEmpty();
    assertThatImport(importer.load(file)).isCompletedWith(1, 0);
    assertThat(Spools.filesIn(importer)).isEmpty();
    assertThat(importer.results().imports(PageRequest.FIRST).page().items().get(0).filename())
        .isEqualTo("users.csv.gz");
  }

  @Test
  void theSameRowsInAnotherPackingAreTheSameImport() {
    ImportResult plain = importer.load(UserFiles.write(folder.resolve("users.csv"), USERS));
    ImportResult gzip = importer.load(Archives.gzip(folder.resolve("users.csv.gz"), USERS));
    ImportResult zip =
        importer.load(Archives.zip(folder.resolve("users.zip"), Map.of("users.csv", USERS)));
    assertThat(gzip.id()).isEqualTo(plain.id());
    assertThat(zip.id()).isEqualTo(plain.id());
    assertThat(Spools.filesIn(importer)).isEmpty();
  }

  @Test
  void aPackingIsToldByTheBytesNotByTheName() {
    Path file = Archives.gzip(folder.resolve("users.csv"), USERS);
    assertThatImport(importer.load(file)).isCompletedWith(1, 0);
  }

  @Test
  void gzipMembersInARowAreOneFile() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Archives.gzip(UserFiles.HEADER.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < 300; i++) {
      String row = "P" + i + ",p" + i + "@example.com,1\n";
      bytes.writeBytes(Archives.gzip(row.getBytes(StandardCharsets.UTF_8)));
    }
    Path file = UserFiles.write(folder.resolve("users.csv.gz"), bytes.toByteArray());
    assertThatImport(importer.load(file)).isCompletedWith(300, 0);
  }

  @Test
  void theNameInTheArchiveIsTheHint() {
    Path one = Archives.zip(folder.resolve("export.zip"), Map.of("data/users.csv", "name\nAnn\n"));
    assertThat(catchThrowableOfType(SourceException.class, () -> importer.check(one)).code())
        .as("one column, which only the name makes CSV")
        .isEqualTo(ErrorCode.MISSING_LABEL);
    Path two = Archives.zip(folder.resolve("export2.zip"), Map.of("users.json", JSON));
    assertThat(importer.check(two).format()).isEqualTo(Format.JSON);
  }

  @Test
  void foldersAndWhatFileManagersAddAreNoFiles() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("data/", "");
    members.put("__MACOSX/data/._users.csv", "x");
    members.put("data/.DS_Store", "x");
    members.put("data/users.csv", USERS);
    Path file = Archives.zip(folder.resolve("users.zip"), members);
    assertThatImport(importer.load(file)).isCompletedWith(1, 0);
  }

  @Test
  void streamsAndUploadsAreUnpackedToo() {
    byte[] packed = Archives.gzip(USERS.getBytes(StandardCharsets.UTF_8));
    assertThatImport(importer.load(Source.of(new ByteArrayInputStream(packed), "users.csv.gz")))
        .isCompletedWith(1, 0);
    byte[] zip = Archives.zip(Map.of("users.json", JSON));
    try (Upload upload = importer.upload("users.zip")) {
      upload.write(zip, 0, zip.length);
      assertThatImport(importer.submit(upload.finish()).await()).isCompletedWith(1, 0);
    }
    assertThat(Spools.filesIn(importer)).isEmpty();
  }

  @Test
  void anArchiveOfSeveralFilesIsRefusedWithTheirNames() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("a.csv", USERS);
    members.put("b.csv", USERS);
    assertRefused(Archives.zip(members), "2 files (a.csv, b.csv)");
  }

  @Test
  void anArchiveOfNothingIsRefused() {
    assertRefused(Archives.zip(Map.of()), "no file");
    assertRefused(Archives.zip(Map.of("folder/", "")), "no file");
  }

  @Test
  void anArchiveInAnArchiveIsRefused() {
    byte[] inner = Archives.gzip(USERS.getBytes(StandardCharsets.UTF_8));
    assertRefused(Archives.gzip(inner), "another archive");
  }

  @Test
  void aBombIsRefusedBeforeItFillsTheDisk() {
    byte[] zeros = new byte[40 << 20];
    Arrays.fill(zeros, (byte) 'x');
    assertRefused(Archives.gzip(zeros), "maxCompressionRatio");
    importer.close();
    open(Limits.DEFAULT.withMaxCompressionRatio(10_000).withMaxSourceBytes(20 << 20));
    SourceException refused = refused(Archives.gzip(zeros));
    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void moderatelyRepetitiveFilesAreNoBombs() {
    String text = UserFiles.HEADER + "Ann,ann@example.com,31\n".repeat(100_000);
    Path file = Archives.gzip(folder.resolve("users.csv.gz"), text);
    assertThatImport(importer.load(file)).isCompletedWith(100_000, 0);
  }

  @Test
  void everyDamageIsRefused() {
    byte[] text = (USERS + "Bob,bob@example.com,4\n".repeat(50)).getBytes(StandardCharsets.UTF_8);
    byte[] gzip = Archives.gzip(text);
    byte[] zip = Archives.zip(Map.of("users.csv", new String(text, StandardCharsets.UTF_8)));
    for (int cut = 2; cut < gzip.length; cut++) {
      assertRefused(Arrays.copyOf(gzip, cut), "damaged");
    }
    for (int cut = 4; cut < zip.length; cut += 7) {
      assertRefused(Arrays.copyOf(zip, cut), "damaged");
    }
    byte[] wrongSum = gzip.clone();
    wrongSum[gzip.length - 6] ^= 1;
    assertRefused(wrongSum, "damaged");
    byte[] trailing = Arrays.copyOf(gzip, gzip.length + 5);
    Arrays.fill(trailing, gzip.length, trailing.length, (byte) 'x');
    assertRefused(trailing, "damaged");
    byte[] wrongContent = zip.clone();
    wrongContent[60] ^= 1;
    assertRefused(wrongContent, "damaged");
  }

  @Test
  void anEncryptedArchiveIsRefused() {
    byte[] zip = Archives.zip(Map.of("users.csv", USERS));
    int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
    zip[6] |= 1;
    zip[directory + 8] |= 1;
    assertRefused(zip, "encrypted");
  }

  private void assertRefused(byte[] archive, String message) {
    SourceException refused = refused(archive);
    assertThat(refused.code()).as(refused.getMessage()).isEqualTo(ErrorCode.COMPRESSION_ERROR);
    assertThat(refused).hasMessageContaining(message);
  }

  /** However the bytes come, the answer is the same, and neither import nor file stays. */
  private SourceException refused(byte[] archive) {
    Path file = UserFiles.write(folder.resolve("archive"), archive);
    SourceException inPlace =
        catchThrowableOfType(SourceException.class, () -> importer.load(file));
    SourceException streamed =
        catchThrowableOfType(
            SourceException.class,
            () -> importer.load(Source.of(new ByteArrayInputStream(archive), "archive")));
    assertThat(inPlace).isNotNull();
    assertThat(streamed).hasMessage(inPlace.getMessage());
    assertThat(Spools.filesIn(importer)).isEmpty();
    assertThat(importer.results().imports(PageRequest.FIRST).page().items()).isEmpty();
    return inPlace;
  }
}
