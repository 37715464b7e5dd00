package dev.importer.server;

import dev.importer.server.internal.http.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The first answer that came over a connection, apart from interim ones.
 *
 * @param status the status
 * @param type the media type, empty if there is none
 * @param body the body, without what says where it ends
 */
record RawAnswer(int status, String type, String body) {

  /** Reads an answer to a request of this method; null if the bytes are none. */
  static @Nullable RawAnswer of(byte[] bytes, String method) {
    return of(new String(bytes, StandardCharsets.ISO_8859_1), method);
  }

  /** Each character of the text is a byte. */
  private static @Nullable RawAnswer of(String text, String method) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.matches("(?s)HTTP/1\\.[01] [0-9]{3}.*")) {
      return null;
    }
    int status = Integer.parseInt(text.substring(9, 12));
    String rest = text.substring(end + 4);
    if (status < 200) {
      return of(rest, method);
    }
    Map<String, String> headers = headers(text.substring(0, end));
    String length = headers.get("content-length");
    String body = rest;
    if (method.equals("HEAD")) {
      body = "";
    } else if (length != null) {
      body = rest.substring(0, Math.min(rest.length(), Integer.parseInt(length)));
    } else if ("chunked".equals(headers.get("transfer-encoding"))) {
      body = joined(rest);
    }
    return new RawAnswer(
        status,
        MediaTypes.of(headers.get("content-type")),
        new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  private static Map<String, String> headers(String head) {
    Map<String, String> headers = new TreeMap<>();
    for (String line : head.lines().skip(1).toList()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static String joined(String chunks) {
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (at < chunks.length()) {
      int lineEnd = chunks.indexOf("\r\n", at);
      int length = Integer.parseInt(chunks.substring(at, lineEnd), 16);
      if (length == 0) {
        break;
      }
      body.append(chunks, lineEnd + 2, lineEnd + 2 + length);
      at = lineEnd + 2 + length + 2;
    }
    return body.toString();
  }
}
