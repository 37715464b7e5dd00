package dev.importer.internal.job;

import dev.importer.error.ImportStateException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportResult;
import dev.importer.job.Progress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The handle that a service gives out. */
final class AcceptedJob implements ImportJob {

  private final ImportService service;
  private final long id;
  private final boolean duplicate;
  private final CompletableFuture<ImportResult> result;

  AcceptedJob(
      ImportService service, long id, boolean duplicate, CompletableFuture<ImportResult> result) {
    this.service = service;
    this.id = id;
    this.duplicate = duplicate;
    this.result = result;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public boolean isDuplicate() {
    return duplicate;
  }

  @Override
  public Progress progress() {
    return service.progress(id);
  }

  @Override
  public CompletableFuture<ImportResult> result() {
    return result.copy();
  }

  @Override
  public ImportResult await() {
    return ImportService.join(result());
  }

  @Override
  public ImportResult await(Duration interval, Consumer<Progress> listener) {
    while (true) {
      try {
        return result().get(interval.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        listener.accept(progress());
      } catch (ExecutionException e) {
        return await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ImportStateException(
            id, "The wait was interrupted; import " + id + " goes on in the background.");
      }
    }
  }

  @Override
  public void cancel() {
    service.cancel(id);
  }
}
