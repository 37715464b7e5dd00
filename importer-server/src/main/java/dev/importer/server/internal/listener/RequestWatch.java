package dev.importer.server.internal.listener;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections that bring bytes but no request: a head that never ends, or the framing of a
 * body without the body. Each byte of these would begin the idle timeout anew. Thread-safe.
 */
final class RequestWatch extends AbstractLifeCycle implements Connection.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(RequestWatch.class);
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** How much a connection has brought, and when that was seen first. */
  private record Mark(long requests, long contentBytes, long atNanos) {}

  private final ServerConnector connector;
  private final long longestNanos;
  private final Map<HttpConnection, Mark> marks = new ConcurrentHashMap<>();

  /**
   * A watch over the connections of a connector, to be added to it as a bean.
   *
   * @param idleTimeout that of the connector; whoever brings nothing that counts for twice as long
   *     is cut off, so that whoever brings nothing at all is still answered
   */
  RequestWatch(ServerConnector connector, Duration idleTimeout) {
    this.connector = connector;
    this.longestNanos = 2 * idleTimeout.toNanos();
  }

  @Override
  protected void doStart() {
    watchAgain();
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection http) {
      marks.put(http, markOf(http));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof HttpConnection http) {
      marks.remove(http);
    }
  }

  private void watchAgain() {
    // Its end is that of the connector, whose scheduler it runs on.
    var unused =
        connector.getScheduler().schedule(this::watch, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void watch() {
    long now = System.nanoTime();
    marks.forEach(
        (http, before) -> {
          Mark mark = markOf(http);
          if (!isInFraming(http.getParser())
              || mark.requests() != before.requests()
              || mark.contentBytes() != before.contentBytes()) {
            marks.replace(http, before, mark);
          } else if (now - before.atNanos() > longestNanos) {
            LOG.debug("{} brought no request for too long", http);
            http.getEndPoint().close();
          }
        });
    if (isRunning()) {
      watchAgain();
    }
  }

  private static Mark markOf(HttpConnection http) {
    return new Mark(http.getMessagesIn(), http.getParser().getContentRead(), System.nanoTime());
  }

  /** Whether the next byte belongs to a head or to the framing of a body. */
  private static boolean isInFraming(HttpParser parser) {
    return switch (parser.getState()) {
      case START,
          METHOD,
          SPACE1,
          URI,
          SPACE2,
          REQUEST_VERSION,
          HEADER,
          CHUNKED_CONTENT,
          CHUNK_SIZE,
          CHUNK_END,
          CONTENT_END,
          TRAILER ->
          true;
      default -> false;
    };
  }
}
