package dev.importer.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a body of multipart/form-data. */
final class Form {

  private static final String BOUNDARY = "----boundary-of-the-tests";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  static Form with() {
    return new Form();
  }

  static Form ofFile(String filename, String content) {
    return with().file(filename, content);
  }

  Form file(String filename, String content) {
    return file(filename, content.getBytes(StandardCharsets.UTF_8));
  }

  Form file(String filename, byte[] content) {
    return part("form-data; name=\"file\"; filename=\"" + filename + "\"", content);
  }

  Form field(String name, String value) {
    return part("form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
  }

  Form part(String disposition, byte[] content) {
    write("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n");
    body.writeBytes(content);
    write("\r\n");
    return this;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(body.toByteArray());
    whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return whole.toByteArray();
  }

  private void write(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
