package dev.importer.server.internal.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Ends a download whose receiver takes it too slowly, so that it holds no thread for long. */
public final class PacedOutput extends FilterOutputStream {

  private final Pace pace;

  public PacedOutput(OutputStream out, Pace pace) {
    super(out);
    this.pace = pace;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    pace.begin();
    out.write(bytes, offset, length);
    pace.end(length);
  }
}
