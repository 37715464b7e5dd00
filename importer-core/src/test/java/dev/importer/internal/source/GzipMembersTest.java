package dev.importer.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.importer.testing.Archives;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GzipMembersTest {

  private static final byte[] CONTENT = "name,age\nAnn,31\n".getBytes(StandardCharsets.UTF_8);
  private static final int PLAIN_HEADER_BYTES = 10;
  private static final int FLAGS = 3;

  @TempDir private Path folder;

  @Test
  void everyPartThatAHeaderMayHaveIsPassedOver() throws IOException {
    for (int flags = 0; flags < 32; flags++) {
      assertThat(read(withHeader(flags))).as("flags %d", flags).isEqualTo(CONTENT);
    }
  }

  @Test
  void aWrongChecksumOfTheHeaderIsAnError() {
    byte[] file = withHeader(0b11110);
    file[4] ^= 1;
    assertThatThrownBy(() -> read(file)).isInstanceOf(ZipException.class);
  }

  @Test
  void reservedFlagsAreAnError() {
    byte[] file = Archives.gzip(CONTENT);
    file[FLAGS] = (byte) 0x80;
    assertThatThrownBy(() -> read(file)).isInstanceOf(ZipException.class);
  }

  @Test
  void membersMayEndAndBeginAnywhereInTheBuffer() throws IOException {
    byte[] noise = new byte[65_600];
    new Random(7).nextBytes(noise);
    for (int size = 65_480; size < 65_560; size++) {
      byte[] first = Arrays.copyOf(noise, size);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.writeBytes(Archives.gzip(first));
      file.writeBytes(Archives.gzip(CONTENT));
      ByteArrayOutputStream both = new ByteArrayOutputStream();
      both.writeBytes(first);
      both.writeBytes(CONTENT);
      assertThat(read(file.toByteArray())).as("%d bytes", size).isEqualTo(both.toByteArray());
    }
  }

  @Test
  void halfOfASecondMemberIsAnError() {
    byte[] one = Archives.gzip(CONTENT);
    for (int extra = 1; extra < one.length; extra++) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.writeBytes(one);
      file.write(one, 0, extra);
      assertThatThrownBy(() -> read(file.toByteArray()))
          .as("%d bytes", extra)
          .isInstanceOf(EOFException.class);
    }
  }

  private byte[] read(byte[] file) throws IOException {
    Path path = Files.write(folder.resolve("file.gz"), file);
    try (GzipMembers members = GzipMembers.open(path)) {
      return members.readAllBytes();
    }
  }

  /** RFC 1952, 2.3: the parts come in the order of extra, name, comment, checksum. */
  private static byte[] withHeader(int flags) {
    byte[] plain = Archives.gzip(CONTENT);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(plain, 0, PLAIN_HEADER_BYTES);
    if ((flags & 4) != 0) {
      file.writeBytes(new byte[] {3, 0, 1, 2, 3});
    }
    if ((flags & 8) != 0) {
      file.writeBytes("users.csv\0".getBytes(StandardCharsets.ISO_8859_1));
    }
    if ((flags & 16) != 0) {
      file.writeBytes("a comment\0".getBytes(StandardCharsets.ISO_8859_1));
    }
    byte[] header = file.toByteArray();
    header[FLAGS] = (byte) flags;
    file.reset();
    file.writeBytes(header);
    if ((flags & 2) != 0) {
      CRC32 checksum = new CRC32();
      checksum.update(header);
      file.write((int) checksum.getValue());
      file.write((int) checksum.getValue() >> 8);
    }
    file.write(plain, PLAIN_HEADER_BYTES, plain.length - PLAIN_HEADER_BYTES);
    return file.toByteArray();
  }
}
