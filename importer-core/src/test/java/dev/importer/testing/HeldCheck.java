package dev.importer.testing;

import dev.importer.job.RowCheck;
import dev.importer.job.RowCheckBatch;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A check of the host that refuses nothing, and holds whoever checks rows when it is told to. */
public final class HeldCheck implements RowCheck {

  private CountDownLatch held = new CountDownLatch(1);
  private CountDownLatch release = new CountDownLatch(0);
  private int toPass = -1;
  private @Nullable RuntimeException failure;

  /** Holds the next thread that comes after so many batches more. */
  public synchronized void holdAfter(int batches) {
    held = new CountDownLatch(1);
    release = new CountDownLatch(1);
    failure = null;
    toPass = batches;
  }

  /** Waits until a thread is held. */
  public void awaitHeld() {
    Hold.await(latches().held);
  }

  /** Lets the thread fail once it is let go. */
  public synchronized void failWith(RuntimeException e) {
    failure = e;
  }

  /** Lets the thread go. */
  public void release() {
    latches().release.countDown();
  }

  private record Latches(CountDownLatch held, CountDownLatch release) {}

  private synchronized Latches latches() {
    return new Latches(held, release);
  }

  private synchronized boolean isToHold() {
    return toPass >= 0 && toPass-- == 0;
  }

  private synchronized void failIfTold() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void check(RowCheckBatch batch) {
    if (isToHold()) {
      Latches latches = latches();
      latches.held.countDown();
      Hold.await(latches.release);
      failIfTold();
    }
  }
}
