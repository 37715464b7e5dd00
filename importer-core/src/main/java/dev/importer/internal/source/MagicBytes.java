package dev.importer.internal.source;

/** Bytes at the start of a file that tell what it is. */
final class MagicBytes {

  private final byte[] bytes;

  private MagicBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  static MagicBytes of(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new MagicBytes(bytes);
  }

  boolean begin(byte[] file) {
    if (file.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (file[i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  int length() {
    return bytes.length;
  }
}
