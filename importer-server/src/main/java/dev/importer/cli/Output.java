package dev.importer.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The standard output, which tells when it cannot be written, other than {@code System.out}. Not
 * thread-safe.
 */
final class Output implements AutoCloseable {

  private final OutputStream stream;
  private final Charset charset;

  private Output(OutputStream stream, Charset charset) {
    this.stream = stream;
    this.charset = charset;
  }

  /** The output of the program that a command is part of. */
  static Output of(CommandSpec command) {
    Main main = (Main) command.root().userObject();
    return new Output(
        new BufferedOutputStream(new Telling(main.standardOutput())), charsetOfTheTerminal());
  }

  /** Newer JDKs tell the first; the second is the one of the system. */
  private static Charset charsetOfTheTerminal() {
    for (String property : new String[] {"stdout.encoding", "native.encoding"}) {
      String name = System.getProperty(property);
      if (name != null && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return Charset.defaultCharset();
  }

  /** Writes a line of text, in which nothing can control the terminal. */
  void line(String text) throws IOException {
    stream.write((Text.visible(text) + System.lineSeparator()).getBytes(charset));
  }

  /** Writes a JSON text as a line of its own, and sends it off. */
  void json(byte[] json) throws IOException {
    stream.write(json);
    stream.write('\n');
    stream.flush();
  }

  /** Takes bytes as they are. */
  OutputStream stream() {
    return stream;
  }

  /** Sends off what is left; the standard output stays open. */
  @Override
  public void close() throws IOException {
    stream.flush();
  }

  /** Tells failures of this stream from all others. */
  private static final class Telling extends FilterOutputStream {

    Telling(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw new OutputException(e);
      }
    }
  }
}
