package dev.importer.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection to a server, byte by byte. */
final class Connection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;

  private Connection(Socket socket) {
    this.socket = socket;
  }

  static Connection to(TestServer server) {
    try {
      Socket socket = new Socket();
      // Set before connecting, so that a reader who does not read is soon noticed.
      socket.setReceiveBufferSize(16 * 1024);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      socket.setSoTimeout(PATIENCE_MILLIS);
      return new Connection(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a text, each character of which is one byte. */
  Connection send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Connection send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends bytes unless the other side has ended the connection; tells whether it has not. */
  boolean trySend(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Says that nothing more will be sent. */
  Connection endOfRequest() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      // The other side has ended the connection already; what it answered can still be read.
      return this;
    }
    return this;
  }

  /** Whether something has come back. */
  boolean isAnswered() {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads at most so many bytes as they come; -1 at the end, also at that of a broken connection.
   */
  int read(byte[] buffer) {
    try {
      return socket.getInputStream().read(buffer);
    } catch (SocketTimeoutException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      return -1;
    }
  }

  /** Reads the head of an answer and as much of its body as comes with it. */
  String answer() {
    byte[] buffer = new byte[64 * 1024];
    int count = read(buffer);
    return count < 0 ? "" : new String(buffer, 0, count, StandardCharsets.UTF_8);
  }

  /** Reads until the other side ends the connection. */
  String everything() {
    return new String(everyByte(), StandardCharsets.UTF_8);
  }

  /** Reads until the other side ends the connection. */
  byte[] everyByte() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 * 1024];
    for (int count = read(buffer); count >= 0; count = read(buffer)) {
      all.write(buffer, 0, count);
    }
    return all.toByteArray();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
