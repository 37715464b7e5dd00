package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Archives that become far more than they look like. */
class BombTest {

  private static final int LIMIT = 64 << 20;
  private static final byte[] USERS = TestServer.USERS.getBytes(StandardCharsets.US_ASCII);

  @RegisterExtension
  private static final TestServer server =
      TestServer.extension(options -> options.maxUploadBytes(LIMIT));

  @AfterEach
  void nothingIsStoredAndTheServerLives() throws IOException {
    server.expectAlive();
    assertThat(server.spooled()).isEmpty();
    assertThat(server.get("/api/imports").json().path("total").asInt()).isZero();
    try (Stream<Path> files = Files.walk(server.folder())) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(LIMIT);
    }
  }

  private static Answer upload(String name, byte[] archive) {
    return server.upload(Form.with().file(name, archive));
  }

  private static byte[] gzip(byte[] content, int times) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < times; i++) {
        out.write(content);
      }
    }
    return bytes.toByteArray();
  }

  /** A ZIP archive of files of these names, which all hold the same. */
  private static byte[] zip(Stream<String> names, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (String name : names.toList()) {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    return zip(Stream.of(name), content);
  }

  @Test
  void aHugeRatioIsRefused() throws IOException {
    byte[] megabyte = new byte[1 << 20];
    byte[] gzip = gzip(megabyte, 60);
    assertThat(gzip).hasSizeLessThan(100_000);

    upload("x.csv.gz", gzip).expectProblem(422, "compression-error");
    upload("x.zip", zip("x.csv", new byte[100 << 20])).expectProblem(422, "compression-error");
  }

  @Test
  void moreThanTheLimitIsRefused() throws IOException {
    ByteBuffer block = ByteBuffer.allocate(2 << 20);
    new Random(1).ints(1 << 20, 'a', 'z').forEach(letter -> block.put((byte) letter));

    upload("x.csv.gz", gzip(block.array(), 40)).expectProblem(413, "too-large");
  }

  @Test
  void archivesInArchivesAreRefusedWhateverTheyHold() throws IOException {
    byte[] packed = gzip(USERS, 1);

    upload("x.gz", gzip(packed, 1)).expectProblem(422, "compression-error");
    upload("x.zip", zip("x.zip", zip("x.csv", USERS))).expectProblem(422, "compression-error");
    upload("x.zip", zip("x.csv.gz", packed)).expectProblem(422, "compression-error");
    upload("x.gz", gzip(zip("x.csv", USERS), 1)).expectProblem(422, "compression-error");
  }

  @Test
  void sixtyThousandFilesAreRefused() throws IOException {
    byte[] archive = zip(IntStream.range(0, 60_000).mapToObj(i -> i + ".csv"), new byte[0]);

    upload("x.zip", archive).expectProblem(422, "compression-error");
  }

  /** All entries of the directory lead to one file, which would be unpacked again and again. */
  @Test
  void entriesThatOverlapAreRefused() throws IOException {
    byte[] one = zip("a.csv", USERS);
    ByteBuffer bytes = ByteBuffer.wrap(one).order(ByteOrder.LITTLE_ENDIAN);
    int end = one.length - 22;
    int size = bytes.getInt(end + 12);
    int directory = bytes.getInt(end + 16);
    int copies = 1_000;
    ByteBuffer many =
        ByteBuffer.allocate(directory + size * copies + 22).order(ByteOrder.LITTLE_ENDIAN);
    many.put(one, 0, directory);
    for (int i = 0; i < copies; i++) {
      many.put(one, directory, size);
    }
    many.put(one, end, 22);
    many.putShort(many.capacity() - 22 + 8, (short) copies);
    many.putShort(many.capacity() - 22 + 10, (short) copies);
    many.putInt(many.capacity() - 22 + 12, size * copies);

    upload("x.zip", many.array()).expectProblem(422, "compression-error");
  }

  @Test
  void aSizeThatIsALieIsNotBelieved() throws IOException {
    byte[] archive = zip("x.csv", new byte[100 << 20]);
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(archive.length - 22 + 16);
    bytes.putInt(directory + 24, 10);

    upload("x.zip", archive).expectProblem(422, "compression-error");
  }

  @Test
  void aNameInAnArchiveIsNoPath() throws IOException {
    Answer answer = upload("x.zip", zip("../../../escaped.csv", USERS)).expect(200);

    assertThat(server.folder().resolveSibling("escaped.csv")).doesNotExist();
    assertThat(Path.of("../../../escaped.csv")).doesNotExist();
    server.delete("/api/imports/" + answer.number("id")).expect(200);
  }
}
