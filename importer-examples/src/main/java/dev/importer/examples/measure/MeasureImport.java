package dev.importer.examples.measure;

import com.sun.management.OperatingSystemMXBean;
import dev.importer.Importer;
import dev.importer.job.ImportObserver;
import dev.importer.job.ImportResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Imports a file into a new database a number of times and prints the wall time of each import and
 * the processor time of its threads, in seconds. With a yardstick, a command that is run before
 * each import, it prints the ratio of the medians, too.
 *
 * <pre>MeasureImport ROUNDS FILE [YARDSTICK ARGUMENT...]</pre>
 *
 * <p>The first import and the first run of the yardstick warm up and do not count. The yardstick is
 * taken by its own word if it prints {@code seconds=N}, otherwise by its wall time.
 */
public final class MeasureImport {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private MeasureImport() {}

  public static void main(String... args) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(args[0]);
    Path file = Path.of(args[1]);
    List<String> yardstick = Arrays.asList(args).subList(2, args.length);
    List<Double> imports = new ArrayList<>();
    List<Double> processor = new ArrayList<>();
    List<Double> yardsticks = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      double yardstickSeconds = yardstick.isEmpty() ? Double.NaN : Yardstick.seconds(yardstick);
      Effort effort = importOnce(file);
      System.out.printf("round %d: %s, yardstick %.3f s%n", round, effort, yardstickSeconds);
      if (round > 0) {
        imports.add(effort.wall());
        processor.add(effort.processor());
        yardsticks.add(yardstickSeconds);
      }
    }
    System.out.printf(
        "median: import %.3f s, processor %.3f s, yardstick %.3f s, ratio %.2f%n",
        Medians.of(imports),
        Medians.of(processor),
        Medians.of(yardsticks),
        Medians.of(imports) / Medians.of(yardsticks));
  }

  /**
   * What an import took, in seconds.
   *
   * @param wall from the call to its return
   * @param processor of all threads of the process
   * @param reading of the thread that reads, checks and encodes
   * @param writing of the thread that stores
   * @param copying of the thread that copies the log into the database
   */
  private record Effort(
      double wall, double processor, double reading, double writing, double copying) {

    @Override
    public String toString() {
      return "import %.3f s, processor %.3f s (reading %.2f, writing %.2f, copying %.2f, rest %.2f)"
          .formatted(
              wall, processor, reading, writing, copying, processor - reading - writing - copying);
    }
  }

  private static Effort importOnce(Path file) throws IOException {
    Path folder = Files.createTempDirectory("measure-import-");
    WriterTime writer = new WriterTime();
    try (Importer importer =
        Importer.builder().database(folder.resolve("measure.db")).observer(writer).build()) {
      long processorBefore = PROCESS.getProcessCpuTime();
      long readingBefore = THREADS.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      ImportResult result = importer.load(file);
      long wall = System.nanoTime() - start;
      long reading = THREADS.getCurrentThreadCpuTime() - readingBefore;
      long processor = PROCESS.getProcessCpuTime() - processorBefore;
      System.out.printf("%d rows, %d failed; ", result.total(), result.failed());
      return new Effort(
          wall / 1e9, processor / 1e9, reading / 1e9, writer.nanos / 1e9, copyingNanos() / 1e9);
    } finally {
      delete(folder);
    }
  }

  /** The thread lives as long as its importer, and a little longer than its last work. */
  private static long copyingNanos() {
    long nanos = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().equals("importer-wal-checkpointer")) {
        nanos += THREADS.getThreadCpuTime(thread.getThreadId());
      }
    }
    return nanos;
  }

  /** The processor time of the thread that stores, which has ended when the import has. */
  private static final class WriterTime implements ImportObserver {

    private volatile long nanos;

    @Override
    public void batchStored(BatchStored batch) {
      nanos = THREADS.getCurrentThreadCpuTime();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
