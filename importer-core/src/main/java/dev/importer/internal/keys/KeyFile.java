package dev.importer.internal.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory that the system may write to a file in the spool when it needs the room. The file goes
 * when it is closed, and with the process; where the system has no such files, the next sweep of
 * the spool removes it.
 */
final class KeyFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
  private static final int ZEROS_BYTES = 1 << 20;

  private final FileChannel channel;
  private final List<ByteBuffer> segments;

  private KeyFile(FileChannel channel, List<ByteBuffer> segments) {
    this.channel = channel;
    this.segments = segments;
  }

  /**
   * Makes a file of zeros.
   *
   * @param segmentBytes how large each of the pieces is
   * @throws dev.importer.error.StorageException if there is no space for it
   */
  static KeyFile create(KeyFiles files, int segmentBytes, int segments) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return open(files, segmentBytes, segments);
        } catch (ClosedByInterruptException e) {
          // An import that is interrupted ends between two batches; the keys are no place for it.
          interrupted |= Thread.interrupted();
        }
      }
    } catch (IOException e) {
      throw files.failed("make an index of keys in", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static KeyFile open(KeyFiles files, int segmentBytes, int segments) throws IOException {
    FileChannel channel = files.openKeyFile();
    try {
      List<ByteBuffer> mapped = new ArrayList<>();
      fill(channel, (long) segmentBytes * segments);
      for (int i = 0; i < segments; i++) {
        mapped.add(channel.map(MapMode.READ_WRITE, (long) segmentBytes * i, segmentBytes));
      }
      return new KeyFile(channel, mapped);
    } catch (IOException | RuntimeException e) {
      try (channel) {
        throw e;
      }
    }
  }

  /** Without space on the disk this fails here, instead of at some later access to the memory. */
  private static void fill(FileChannel channel, long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(ZEROS_BYTES, bytes));
    for (long left = bytes; left > 0; left -= zeros.limit()) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), left));
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
    }
  }

  List<ByteBuffer> segments() {
    return segments;
  }

  /** Gives the disk space back. Nobody may touch the memory after that. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try (channel) {
      // The memory itself goes when its buffers are collected; its disk space need not wait.
      channel.truncate(0);
    } catch (IOException e) {
      LOG.debug("A mapped file cannot be cut here; its space comes back with its memory", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
