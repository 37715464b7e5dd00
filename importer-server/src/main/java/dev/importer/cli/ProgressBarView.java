package dev.importer.cli;

import dev.importer.job.Progress;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with the time left, which goes away at the end. */
final class ProgressBarView implements ProgressView {

  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final ProgressBar bar;

  /**
   * A bar.
   *
   * @param name what stands in front of it
   * @param totalBytes how many bytes it stands for
   */
  ProgressBarView(String name, long totalBytes) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(Text.visible(name))
            .setInitialMax(totalBytes)
            .setUnit(" MB", 1_000_000)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis((int) INTERVAL.toMillis())
            .clearDisplayOnFinish()
            .build();
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public void show(Progress progress) {
    bar.stepTo(progress.bytesRead());
    // No more than this, so that the bar has room on 80 columns.
    bar.setExtraMessage(" " + Text.count(progress.rows(), "row"));
  }

  @Override
  public void close() {
    bar.close();
  }
}
