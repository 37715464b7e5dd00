package dev.importer.server.internal.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCompliance.Violation;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The port of a server. It is taken before anything else is touched, so that a second server on the
 * same port does no harm. Whoever opens it closes it.
 */
public final class Listener implements AutoCloseable {

  /** When the server stops, one on which nothing happens for so long ends. */
  private static final Duration IDLE_AT_END = Duration.ofMillis(250);

  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final int MAX_BACKLOG = 128;

  /** Where one program sees the end of a line and another does not, a request could be hidden. */
  private static final HttpCompliance COMPLIANCE =
      HttpCompliance.RFC9110.without(
          "importer", Violation.LF_HEADER_TERMINATION, Violation.LF_CHUNK_TERMINATION);

  private final ServerSocketChannel channel;
  private final int port;

  private Listener(ServerSocketChannel channel, int port) {
    this.channel = channel;
    this.port = port;
  }

  /**
   * Takes the port.
   *
   * @param port 0 for any free one
   * @throws IOException if it cannot be had; the message says what to change
   */
  public static Listener open(String host, int port) throws IOException {
    String place = "Port " + port + " on '" + host + "' ";
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(host, port), MAX_BACKLOG);
      return new Listener(channel, ((InetSocketAddress) channel.getLocalAddress()).getPort());
    } catch (BindException e) {
      channel.close();
      throw new IOException(
          place + "is in use or does not belong to this machine. Choose another --port.", e);
    } catch (IOException e) {
      channel.close();
      throw new IOException(place + "cannot be opened: " + e.getMessage() + ".", e);
    }
  }

  /** The port, also if any free one was asked for. */
  public int port() {
    return port;
  }

  /**
   * What accepts connections.
   *
   * @param maxConnections how many are open at once
   * @param idleTimeout how long one may bring nothing
   */
  public ServerConnector connector(
      Server server, HttpConfiguration http, int maxConnections, Duration idleTimeout) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.setHttpCompliance(COMPLIANCE);
    http.addCustomizer(Listener::refuseOtherCodings);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setIdleTimeout(idleTimeout.toMillis());
    connector.setShutdownIdleTimeout(IDLE_AT_END.toMillis());
    connector.addBean(new NetworkConnectionLimit(maxConnections, connector));
    connector.addBean(new RequestWatch(connector, idleTimeout));
    try {
      connector.open(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("an open channel can be listened on", e);
    }
    return connector;
  }

  /**
   * What one program takes for the body, another takes for requests: HTTP/1.0 knows no chunks, and
   * no coding but chunks is undone here.
   */
  private static Request refuseOtherCodings(Request request, HttpFields.Mutable answerHeaders) {
    if (!request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
      return request;
    }
    List<String> codings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
    if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0) {
      throw new HttpException.RuntimeException(
          HttpStatus.BAD_REQUEST_400, "Transfer-Encoding in HTTP/1.0");
    }
    if (codings.size() != 1 || !codings.get(0).strip().equalsIgnoreCase("chunked")) {
      throw new HttpException.RuntimeException(
          HttpStatus.NOT_IMPLEMENTED_501, "a Transfer-Encoding other than chunked");
    }
    return request;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a port cannot be given back", e);
    }
  }
}
