package dev.importer.server.internal.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Begins an answer with its first byte, so that what goes wrong before gets an answer of its own.
 */
public final class StartedOutput extends FilterOutputStream {

  private final Runnable start;
  private boolean started;

  public StartedOutput(OutputStream out, Runnable start) {
    super(out);
    this.start = start;
  }

  /** Begins the answer unless it has begun: one of no bytes is an answer, too. */
  public void start() {
    if (!started) {
      started = true;
      start.run();
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    start();
    out.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    if (started) {
      out.flush();
    }
  }
}
