package dev.importer.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.job.ImportOption;
import dev.importer.server.internal.http.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A request to one of the described calls, right at first and then changed in a few random places.
 * The same number gives the same request.
 */
final class RandomRequest {

  private static final List<String> CHARSETS =
      List.of(
          "utf-8",
          "UTF8",
          "\"utf-8\"",
          "'utf-8'",
          "utf8mb4",
          "ansi",
          "",
          "\"\"",
          "koi8-r",
          "\"koi8-r",
          "utf-16",
          "utf-7",
          "x-user-defined",
          "a b",
          "ü",
          "utf-8; charset=koi8-r",
          "\u0001",
          "%75tf-8",
          "iso-8859-1",
          "a".repeat(5_000),
          "../../etc/passwd",
          "us-ascii",
          "utf-32le",
          "mac",
          "ISO-2022-CN");

  private static final List<String> TYPES =
      List.of(
          "text/csv",
          "application/json",
          "application/x-ndjson",
          "text/plain",
          "application/gzip",
          "application/zip",
          "text/tab-separated-values",
          "application/octet-stream",
          "image/png",
          "multipart/form-data",
          "application/x-www-form-urlencoded",
          "*/*",
          "text",
          "/",
          ";",
          "",
          "application/problem+json",
          "multipart/mixed; boundary=x",
          "application/json; q=1; ;");

  /** Headers that are read somewhere, with values that they have seldom or never. */
  private static final Map<String, List<String>> HEADERS =
      Map.ofEntries(
          Map.entry(
              "Content-Length",
              List.of(
                  "0",
                  "5",
                  "-1",
                  "+5",
                  "0x5",
                  "5, 5",
                  "5, 6",
                  "",
                  "99999999999999999999",
                  "1e3",
                  "５")),
          Map.entry(
              "Transfer-Encoding",
              List.of(
                  "chunked",
                  "foo, chunked",
                  "gzip, chunked",
                  "chunked, chunked",
                  "identity",
                  "",
                  "CHUNKED",
                  "chunked;q=1",
                  "\"chunked\"",
                  "xchunked")),
          Map.entry(
              "Content-Encoding", List.of("gzip", "identity", "br", "", "identity, gzip", "ü")),
          Map.entry("Expect", List.of("100-continue", "200-ok", "", "100-Continue, x")),
          Map.entry(
              "Accept",
              List.of(
                  "*/*",
                  "image/png",
                  "text/csv;q=0",
                  "application/json;q=x",
                  ",,,",
                  ";",
                  "text/*;q=0.5, application/x-ndjson",
                  "a/b;q=NaN",
                  "")),
          Map.entry("Accept-Encoding", List.of("gzip", "*;q=0", "identity;q=0", "\u0001")),
          Map.entry(
              "Host",
              List.of(
                  "localhost",
                  "evil.example",
                  "",
                  "a@localhost",
                  "localhost:99999",
                  "[::1",
                  "127.0.0.1:x",
                  "[::1]:80",
                  "ü",
                  "localhost, localhost")),
          Map.entry(
              "Origin",
              List.of(
                  "null", "http://evil.example", "http://[", "", "http://localhost", "://", "ü")),
          Map.entry("Sec-Fetch-Site", List.of("none", "same-origin", "cross-site", "", "ü")),
          Map.entry(
              "Prefer",
              List.of(
                  "wait=0",
                  "wait=-1",
                  "wait=99999999999999999999",
                  "wait=\"0\"",
                  "respond-async",
                  "wait",
                  ",;=",
                  "wait=1;x")),
          Map.entry("Last-Event-ID", List.of("end", "processing-1-1", "", "-1", "ü", "\u0001")),
          Map.entry("Range", List.of("bytes=0-1", "bytes=5-1", "x")),
          Map.entry("If-None-Match", List.of("*", "\"x\"", "W/")),
          Map.entry("If-Modified-Since", List.of("Thu, 01 Jan 1970 00:00:00 GMT", "x", "")),
          Map.entry("Authorization", List.of("Bearer x", "Bearer", "", "Basic !!!")),
          Map.entry("X-API-Key", List.of("", "ü", "x")),
          Map.entry("Cookie", List.of("a=b", "=;=;", "\"", "a=\u0001")),
          Map.entry("Connection", List.of("keep-alive", "upgrade", "Host", ",")),
          Map.entry("Upgrade", List.of("h2c", "websocket", "")),
          Map.entry("X-Forwarded-For", List.of("1.2.3.4", "ü")),
          Map.entry("X-HTTP-Method-Override", List.of("DELETE")),
          Map.entry("TE", List.of("trailers", "x")),
          Map.entry("Trailer", List.of("Content-Length")),
          Map.entry("Accept-Language", List.of("ar-EG", "*", "ü")));

  private static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "PATCH",
          "DELETE",
          "OPTIONS",
          "TRACE",
          "CONNECT",
          "get",
          "FOO",
          "P\u0001ST",
          "",
          "A".repeat(300));

  private static final List<String> SEGMENTS =
      List.of(
          "0",
          "-1",
          "999999",
          "99999999999999999999",
          "abc",
          "%00",
          "%zz",
          "%",
          "%C3%A4",
          "%ff",
          "..",
          ".",
          "%2e%2e",
          "%2F",
          "%5c",
          "ä",
          "a;b=c",
          ";",
          "a b",
          "users",
          "no-file",
          "1",
          "2",
          "٣",
          "<script>",
          "a".repeat(300),
          "*",
          "{id}",
          "~");

  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "1",
          "-1",
          "1.5",
          "true",
          "x",
          "%zz",
          "%",
          "%ff%fe",
          "%C3%A4",
          "ä",
          "%00",
          "99999999999999999999",
          "csv",
          "json",
          "ndjson",
          "utf-8",
          "none",
          "users",
          "5%25",
          "%0D%0A",
          "a".repeat(2_000),
          "+",
          "%E2%82",
          "valid",
          "failed",
          "completed",
          "koi8-r",
          "x:warning",
          "tab",
          "\u0001",
          "{}");

  private static final List<String> CSV =
      List.of(
          TestServer.USERS,
          "name,mail,age\nAnn,a@example.com,1\n",
          "",
          "\n",
          "a",
          "\"",
          "a,b\n\"1,2\n",
          "a;b\n1;2\n",
          "a\tb\n1\t2\n",
          "\uFEFFname,email,age\nJosé,j@example.com,5\n",
          "name,email,age\r\nÄ,x,y\r\n\u0000",
          "имя,почта\nАнна,a\n",
          "_row,name,email,age\n1,Ann,ann@example.com,30\n",
          "name,name\n1,2\n");

  private static final List<String> JSON =
      List.of(
          "[{\"name\":\"Ann\",\"email\":\"ann@example.com\",\"age\":30}]",
          "{}",
          "[]",
          "null",
          "",
          "{",
          "[1,2]",
          "\"\\ud800\"",
          "{\"limit\":10}",
          "{\"limit\":-1}",
          "{\"limit\":1e9}",
          "{\"limit\":1,\"limit\":2}",
          "{\"import_id\":1,\"status\":\"valid\"}",
          "{\"where\":{\"a\":\"\\u0000\"}}",
          "{\"q\":\"\\ud800\"}",
          "{\"cursor\":\"x\"}",
          "{\"x\":1}",
          "{\"error\":{\"code\":\"type-error\"}}",
          "[".repeat(3_000),
          "[{\"row_number\":1,\"data\":{\"name\":\"Ann\",\"email\":\"a@example.com\",\"age\":1}}]",
          "{\"where\":{\"name\":{}}}",
          "{\"q\":\"%_\\\\\"}",
          "{\"offset\":100001}",
          "{\"import_id\":99999999999999999999999}");

  private final Random random;
  private final List<Call> calls;
  private final List<String> headers = new ArrayList<>();
  private String method;
  private String path;
  private String query = "";
  private String version = "HTTP/1.1";
  private byte[] body = new byte[0];
  private boolean chunked;
  private boolean announced = true;
  private byte[] noise = new byte[0];

  /** A described call. */
  private record Call(String method, String path, JsonNode operation) {

    boolean takesBody() {
      return operation.has("requestBody");
    }
  }

  RandomRequest(long number, int imports) {
    this.random = new Random(number * 0x9E3779B97F4A7C15L);
    this.calls = calls();
    // Calls that take a body have more in them to go wrong.
    Call call =
        any(random.nextInt(3) == 0 ? calls.stream().filter(Call::takesBody).toList() : calls);
    method = call.method();
    path =
        call.path()
            .replace("{id}", Integer.toString(1 + random.nextInt(imports + 1)))
            .replace("{name}", any(List.of("users", "none", "people")))
            .replace("{number}", Integer.toString(1 + random.nextInt(3)))
            .replace("{code}", "no-file");
    fill(call);
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      any(changes()).run();
    }
  }

  /** The method; empty if what comes before it makes it none. */
  String method() {
    return isPrecededByNoise() ? "" : method;
  }

  /** The path that is asked for, without what does not matter. */
  String path() {
    String plain = (path + query).split("[?#]", 2)[0].replaceFirst("^http://localhost(?=/)", "");
    return plain.length() > 1 && plain.endsWith("/")
        ? plain.substring(0, plain.length() - 1)
        : plain;
  }

  /** Whether it looks like HTTP, so that there must be an answer. */
  boolean isHttp() {
    return !isPrecededByNoise() && version.startsWith("HTTP/1.") && !method.isEmpty();
  }

  /** Empty lines before a request are none. */
  private boolean isPrecededByNoise() {
    return noise.length > 0 && noise[0] != '\r';
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringBuilder head = new StringBuilder();
    head.append(method)
        .append(' ')
        .append(path)
        .append(query)
        .append(' ')
        .append(version)
        .append("\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    if (body.length > 0 && announced) {
      head.append(chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length)
          .append("\r\n");
    }
    head.append("\r\n");
    out.writeBytes(noise);
    out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    out.writeBytes(chunked ? inChunks() : body);
    return out.toByteArray();
  }

  @Override
  public String toString() {
    String text = new String(bytes(), StandardCharsets.ISO_8859_1);
    return (text.length() > 1_500 ? text.substring(0, 1_500) + "…" : text).replace("\r", "\\r");
  }

  private static List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (var item : Contract.document().path("paths").properties()) {
      for (var operation : item.getValue().properties()) {
        if (operation.getValue().has("responses")) {
          String method = operation.getKey().toUpperCase(Locale.ROOT);
          calls.add(new Call(method, item.getKey(), operation.getValue()));
          if (method.equals("GET")) {
            calls.add(new Call("HEAD", item.getKey(), operation.getValue()));
          }
        }
      }
    }
    return calls;
  }

  private void fill(Call call) {
    headers.add("Host: localhost");
    headers.add("Connection: close");
    for (JsonNode each : call.operation().path("parameters")) {
      JsonNode parameter = Contract.resolved(each);
      if (parameter.path("in").asText().equals("query") && random.nextInt(6) == 0) {
        addQuery(parameter.path("name").asText(), any(VALUES));
      }
    }
    JsonNode content = Contract.resolved(call.operation().path("requestBody")).path("content");
    if (!content.isMissingNode()) {
      List<String> types = new ArrayList<>();
      content.fieldNames().forEachRemaining(types::add);
      fillBody(any(types));
    }
  }

  private void fillBody(String type) {
    if (type.equals(MediaTypes.FORM)) {
      Form form = Form.with();
      if (random.nextInt(4) == 0) {
        form.field(any(List.of(ImportOption.values())).text(), any(VALUES));
      }
      form.file(any(List.of("a.csv", "a.json", "", "a\u0000b", "../x")), encoded(any(CSV)));
      headers.add("Content-Type: " + form.contentType());
      body = form.bytes();
    } else {
      headers.add("Content-Type: " + type);
      body = encoded(any(type.contains("json") ? JSON : CSV));
    }
    if (random.nextInt(2) == 0) {
      headers.add("Prefer: respond-async");
    }
  }

  private List<Runnable> changes() {
    return List.of(
        () -> method = any(METHODS),
        () -> path = path + "/" + any(SEGMENTS),
        () -> path = path.substring(0, path.lastIndexOf('/') + 1) + any(SEGMENTS),
        () ->
            path =
                any(
                    List.of(
                        "",
                        "*",
                        "/",
                        "//",
                        "http://localhost" + path,
                        "//evil.example" + path,
                        path + "/",
                        path + "//",
                        path.toUpperCase(Locale.ROOT),
                        path + ";a=b",
                        path.replace("/", "%2f"),
                        "/." + path,
                        "/x/.." + path,
                        path + "#x",
                        "/assets/docs.js",
                        "/assets/../docs.html",
                        "/assets/",
                        "/assets/%zz")),
        () ->
            addQuery(
                any(
                    List.of(
                        "stauts", "", "limit", "status", "q", "format", "schema", "ä", "%zz", "a[]",
                        "name[]")),
                any(VALUES)),
        () -> query = query + any(List.of("&", "&&", "?", "=", "&=", "#", "%", ";a=b")),
        () -> query = query + query.replace('?', '&'),
        this::addHeader,
        this::addHeader,
        this::addHeader,
        () -> setType(any(TYPES) + "; charset=" + any(CHARSETS)),
        () -> setType(any(TYPES) + "; charset=" + any(CHARSETS)),
        () ->
            setType(
                any(
                    List.of(
                        "multipart/form-data",
                        "multipart/form-data; boundary=",
                        "multipart/form-data; boundary=\"",
                        "multipart/form-data; boundary=x; boundary=y",
                        "multipart/form-data; boundary=" + "b".repeat(500),
                        "multipart/form-data; charset=utf8mb4; boundary=x"))),
        () -> headers.addAll(List.copyOf(headers.subList(0, random.nextInt(headers.size() + 1)))),
        () ->
            headers.add(
                any(
                    List.of(
                        "no colon",
                        ": no name",
                        "X-A:",
                        "X A: b",
                        " folded",
                        "X-B: \u0000",
                        "X-C: ü",
                        "X-D: " + "d".repeat(9_000),
                        "X-\u0001: b",
                        "X-E: a\rb"))),
        () -> headers.subList(0, random.nextInt(headers.size() + 1)).clear(),
        () ->
            version =
                any(
                    List.of(
                        "HTTP/1.0",
                        "HTTP/1.1",
                        "HTTP/1.2",
                        "HTTP/2.0",
                        "HTTP/9.9",
                        "http/1.1",
                        "HTTP/1.",
                        "")),
        () -> body = encoded(any(random.nextBoolean() ? CSV : JSON)),
        () -> body = part(body),
        () -> body = flipped(body),
        () -> body = form(),
        () -> chunked = true,
        () -> announced = false,
        () ->
            noise =
                any(
                    List.of(
                        new byte[] {0},
                        "\r\n".getBytes(StandardCharsets.US_ASCII),
                        new byte[] {22, 3, 1, 0, 5},
                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII))));
  }

  private void addQuery(String name, String value) {
    String known =
        VALUES.contains(value) ? value : URLEncoder.encode(value, StandardCharsets.UTF_8);
    query = query + (query.isEmpty() ? "?" : "&") + name + "=" + known;
  }

  private void addHeader() {
    List<String> names = HEADERS.keySet().stream().sorted().toList();
    String name = any(names);
    if (random.nextBoolean()) {
      headers.removeIf(header -> header.startsWith(name + ":"));
    }
    headers.add(name + ": " + any(HEADERS.getOrDefault(name, List.of(""))));
  }

  private void setType(String type) {
    headers.removeIf(header -> header.startsWith("Content-Type:"));
    headers.add("Content-Type: " + type);
  }

  private byte[] form() {
    String file = "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"";
    String charset = "Content-Type: text/csv; charset=" + any(CHARSETS);
    String schema = "Content-Disposition: form-data; name=\"schema\"";
    String strict = TestServer.head("--x", "Content-Disposition: form-data; name=\"strict\"");
    String end = "\r\n--x--\r\n";
    String form =
        any(
            List.of(
                TestServer.head("--x", file, charset) + any(CSV) + end,
                TestServer.head("--x", file, "Content-Transfer-Encoding: base64") + "YSxi" + end,
                TestServer.head("--x", file, "Content-Encoding: gzip") + end,
                TestServer.head("--x", schema, charset) + "users" + end,
                TestServer.head("--x", file).replace("\r", "") + "a,b" + end,
                TestServer.head("--x", "") + "a,b" + end,
                TestServer.head("--x", "Content-Disposition: form-data") + end,
                (TestServer.head("--x", file) + "a,b\r\n").repeat(2) + end,
                (strict + "true\r\n").repeat(40) + end,
                TestServer.head("--x", "X: y\r\n".repeat(3_000)) + end,
                "--x--\r\n",
                "--x"));
    setType("multipart/form-data; boundary=x");
    return form.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] encoded(String text) {
    return text.getBytes(
        any(
            List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_8,
                StandardCharsets.ISO_8859_1,
                StandardCharsets.UTF_16,
                StandardCharsets.UTF_16LE,
                Charset.forName("KOI8-R"))));
  }

  private byte[] part(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    return Arrays.copyOfRange(bytes, from, from + random.nextInt(bytes.length - from + 1));
  }

  private byte[] flipped(byte[] bytes) {
    byte[] changed = bytes.clone();
    for (int i = 0; i < 3 && changed.length > 0; i++) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  private byte[] inChunks() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < body.length; ) {
      int length = Math.min(1 + random.nextInt(4_000), body.length - at);
      String extension = any(List.of("", "", ";a=b", ";a=\"b\""));
      out.writeBytes(ascii(Integer.toHexString(length) + extension + "\r\n"));
      out.write(body, at, length);
      out.writeBytes(ascii("\r\n"));
      at += length;
    }
    out.writeBytes(
        ascii(
            any(
                List.of(
                    "0\r\n\r\n",
                    "0\r\n\r\n",
                    "0\r\nX: y\r\n\r\n",
                    "",
                    "0",
                    "g\r\n\r\n",
                    "-1\r\n\r\n",
                    "0\r\nX\r\n\r\n"))));
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
