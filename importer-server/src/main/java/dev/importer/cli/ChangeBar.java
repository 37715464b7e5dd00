package dev.importer.cli;

import dev.importer.job.ChangeProgress;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with the time left, which goes away at the end. */
final class ChangeBar implements ChangeView {

  static final Duration INTERVAL = Duration.ofMillis(200);

  private final ProgressBar bar;

  /** A bar with a name in front. */
  ChangeBar(String name) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(Text.visible(name))
            .setUnit(" rows", 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis((int) INTERVAL.toMillis())
            .clearDisplayOnFinish()
            .build();
  }

  @Override
  public void show(ChangeProgress progress) {
    bar.maxHint(progress.totalRows());
    bar.stepTo(progress.rows());
    bar.setExtraMessage(" " + progress.changed() + " changed");
  }

  @Override
  public void close() {
    bar.close();
  }
}
