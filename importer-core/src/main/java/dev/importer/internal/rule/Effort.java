package dev.importer.internal.rule;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import java.util.Locale;

/**
 * The steps that one check of a value may take. A schema whose parts refer twice to others doubles
 * the work with each of them, so that a page of it would take years.
 *
 * <p>Every validator of the library asks for the configuration before it does anything; that is
 * where the steps are counted.
 */
final class Effort extends ExecutionContext {

  private static final int MOST_STEPS = 1_000_000;

  private int steps;

  Effort() {
    super(config());
  }

  private static ExecutionConfig config() {
    ExecutionConfig config = new ExecutionConfig();
    config.setLocale(Locale.ENGLISH);
    return config;
  }

  @Override
  public ExecutionConfig getExecutionConfig() {
    if (++steps > MOST_STEPS) {
      throw new EffortExceededException();
    }
    return super.getExecutionConfig();
  }
}
