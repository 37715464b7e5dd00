package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.job.ImportJob;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;

/** A live instance in a process of its own that holds an import half-way until it is told to go. */
public final class HeldProcess {

  private HeldProcess() {}

  public static void main(String[] arguments) {
    CountDownLatch go = new CountDownLatch(1);
    CountingDataSource source = new CountingDataSource(Path.of(arguments[0]));
    Importer importer = Importer.builder().dataSource(source.dataSource()).batchSize(100).build();
    Hold.writerAfterBatches(source, 3, () -> System.out.println("held"), go);
    ImportJob job = importer.submit(Path.of(arguments[1]));
    Scanner input = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
    input.nextLine();
    go.countDown();
    System.out.println("done " + Waiting.get(job.result()).total());
    importer.close();
  }
}
