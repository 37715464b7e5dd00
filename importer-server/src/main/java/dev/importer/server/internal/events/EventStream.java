package dev.importer.server.internal.events;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One listener's stream of events. Nothing here waits: what a slow receiver cannot take yet is
 * replaced by what is newer, so that it never holds more than one event and a few ends of changes,
 * which are told by no newer one. Thread-safe.
 */
final class EventStream implements WriteListener {

  /** So many characters are kept for a slow receiver; then the oldest are given up. */
  private static final int MOST_KEPT = 1 << 16;

  private final ServletOutputStream out;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private @Nullable Event next;
  private @Nullable String lastId;
  private long writtenNanos = System.nanoTime();
  private boolean toFlush;
  private boolean started;
  private boolean last;

  /**
   * An event in the form in which it is sent.
   *
   * @param id what the listener sends back when it comes again; null for a comment, which only
   *     keeps the connection alive
   * @param toKeep what comes first and must not be replaced by what is newer
   * @param text what may be
   * @param last whether nothing comes behind it
   */
  record Event(@Nullable String id, String toKeep, String text, boolean last) {

    /** One that a newer one replaces. */
    static Event of(@Nullable String id, String text, boolean last) {
      return new Event(id, "", text, last);
    }

    /** The same, for no newer one to replace. */
    Event kept() {
      return new Event(id, toKeep + text, "", last);
    }

    /** A newer one behind what has to be kept of this one. */
    Event then(Event newer) {
      boolean isTooMuch = toKeep.length() + newer.toKeep.length() > MOST_KEPT;
      String kept = isTooMuch && !newer.toKeep.isEmpty() ? newer.toKeep : toKeep + newer.toKeep;
      return new Event(newer.id, kept, newer.text, newer.last);
    }

    private byte[] bytes() {
      return (toKeep + text).getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * A stream that begins behind an event.
   *
   * @param out where the container has been told that writing will be asynchronous
   * @param lastId the last event that the listener has, or null
   */
  EventStream(ServletOutputStream out, @Nullable String lastId) {
    this.out = out;
    this.lastId = lastId;
  }

  /** Ends when everything is sent, or when the listener has gone. It never fails. */
  CompletableFuture<Boolean> ended() {
    return ended;
  }

  /** Sends an event as soon as the listener takes it, unless it has that event already. */
  synchronized void send(Event event) {
    if (last || (event.toKeep().isEmpty() && !event.last() && isKnown(event))) {
      return;
    }
    if (event.id() == null && next != null) {
      return;
    }
    next = next == null ? event : next.then(event);
    last = event.last();
    if (event.id() != null) {
      lastId = event.id();
    }
    write();
  }

  private boolean isKnown(Event event) {
    return event.id() != null && event.id().equals(lastId);
  }

  /** When something was last sent, as {@link System#nanoTime} tells it. */
  synchronized long writtenNanos() {
    return writtenNanos;
  }

  /** Ends the stream; the listener will come again. */
  synchronized void close() {
    ended.complete(false);
  }

  @Override
  public synchronized void onWritePossible() {
    started = true;
    write();
  }

  @Override
  public void onError(Throwable failure) {
    // The listener has gone, which is its right.
    ended.complete(false);
  }

  private void write() {
    try {
      while (started && !ended.isDone() && out.isReady()) {
        if (next != null) {
          byte[] bytes = next.bytes();
          next = null;
          toFlush = true;
          writtenNanos = System.nanoTime();
          out.write(bytes);
        } else if (toFlush) {
          toFlush = false;
          out.flush();
        } else {
          if (last) {
            ended.complete(true);
          }
          return;
        }
      }
    } catch (IOException | IllegalStateException e) {
      // The second if the container has ended the answer meanwhile.
      onError(e);
    }
  }
}
