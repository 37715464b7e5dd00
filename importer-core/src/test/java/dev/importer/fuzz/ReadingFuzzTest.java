package dev.importer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.importer.Importer;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.results.CheckReport;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads whatever a fuzzer thinks of. Each source either is read to its end, with counts that add
 * up, or is refused with an error of ours; nothing hangs.
 *
 * <p>In a usual build the inputs kept in the resources are tried. docs/conformance.md says how to
 * search for more.
 */
final class ReadingFuzzTest {

  /** Of the processor, so that a machine that is busy with other things proves nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final ImportOptions UNCHECKED = ImportOptions.DEFAULT.withSchema("none");

  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|", " ", "::", "a");
  private static final char[] QUOTES = {'"', '\'', Dialect.NONE};
  private static final char[] ESCAPES = {'"', '\\', Dialect.NONE};
  private static final List<Charset> ENCODINGS =
      List.of(
          StandardCharsets.UTF_8,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          StandardCharsets.ISO_8859_1,
          Charset.forName("UTF-32LE"),
          Charset.forName("Shift_JIS"));

  @TempDir private static Path folder;
  private static Importer importer;
  private static Path file;

  @BeforeAll
  static void open() {
    file = folder.resolve("fuzz.dat");
    importer =
        Importer.builder()
            .inMemory()
            .limits(Limits.DEFAULT.withMaxSourceBytes(1 << 20).withMaxRows(100_000))
            .build();
  }

  @AfterAll
  static void close() {
    importer.close();
  }

  @FuzzTest(maxDuration = "30m")
  void readsCsvInAnyDialect(byte[] bytes) {
    if (bytes.length < 2) {
      return;
    }
    int choice = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    char quote = QUOTES[choice / 7 % QUOTES.length];
    char escape = ESCAPES[choice / 21 % ESCAPES.length];
    Dialect dialect =
        Dialect.STANDARD
            .withEncoding(ENCODINGS.get(choice / 63 % ENCODINGS.size()))
            .withDelimiter(DELIMITERS.get(choice % DELIMITERS.size()))
            .withQuoteChar(quote)
            .withEscapeChar(escape == '"' ? quote : escape)
            .withHeader(choice / 378 % 2 == 0)
            .withSkipRows(choice / 756 % 3)
            .withHeaderRows(1 + choice / 2268 % 2)
            .withSkipInitialSpace(choice / 4536 % 2 == 1)
            .withCommentChar(choice / 9072 % 2 == 1 ? '#' : Dialect.NONE);
    read(bytes, 2, source -> source.withFormat(Format.CSV).withDialect(dialect));
  }

  @FuzzTest(maxDuration = "30m")
  void readsJson(byte[] bytes) {
    read(bytes, 0, source -> source.withFormat(Format.JSON));
    read(bytes, 0, source -> source.withFormat(Format.NDJSON));
  }

  @FuzzTest(maxDuration = "30m")
  void findsOutHowItIsWritten(byte[] bytes) {
    read(bytes, 0, source -> source);
  }

  @FuzzTest(maxDuration = "30m")
  void findsTheDialectOfAnyText(byte[] bytes) {
    read(bytes, 0, source -> source.withFormat(Format.CSV));
  }

  private static void read(byte[] bytes, int from, UnaryOperator<Source> known) {
    Source source = Source.of(write(Arrays.copyOfRange(bytes, from, bytes.length)));
    long start = THREADS.getCurrentThreadCpuTime();
    try {
      CheckReport report = importer.check(known.apply(source), UNCHECKED);
      assertThat(report.valid() + report.failed()).isEqualTo(report.total());
    } catch (SourceException refused) {
      assertThat(refused.code()).isNotNull();
      assertThat(refused.getMessage()).isNotBlank();
    }
    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start)).isLessThan(PATIENCE);
  }

  private static Path write(byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
