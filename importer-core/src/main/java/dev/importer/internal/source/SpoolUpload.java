package dev.importer.internal.source;

import dev.importer.source.Source;
import dev.importer.source.Upload;
import org.jspecify.annotations.Nullable;

/** An upload into a folder. */
final class SpoolUpload extends Upload {

  private final Spool spool;
  private final SpoolFile file;
  private final String name;
  private @Nullable Content content;

  SpoolUpload(Spool spool, SpoolFile file, String name) {
    this.spool = spool;
    this.file = file;
    this.name = name;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    file.write(bytes, offset, length);
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public Source finish() {
    return Source.of(content(), name);
  }

  Content content() {
    spool.requireOpen();
    if (content == null) {
      content = spool.unpacked(file.complete(), name);
    }
    return content;
  }

  @Override
  public void close() {
    file.close();
  }
}
