package dev.importer.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/**
 * Sets up the log of the program, which goes to the standard error. In code, because reading a
 * configuration file makes each start longer.
 *
 * <p>The executable jar names this class to Logback, which asks for it when something is logged for
 * the first time: commands say themselves what they have done, and so does whoever has the jar on a
 * class path for the library in it; so only warnings are logged. An artifact that others embed does
 * not name it. A file of the user's own comes first.
 */
@ConfiguratorRank(ConfiguratorRank.NOMINAL)
public final class Logging extends ContextAwareBase implements Configurator {

  /** A configuration of the user's own; Logback reads it, and nothing is set up here. */
  private static final String OWN_CONFIGURATION = "logback.configurationFile";

  /** Another level than the command's own. */
  private static final String LEVEL = "importer.log.level";

  private static final String PATTERN =
      "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\", UTC} %-5level [%thread] [import %X{import:--}]"
          + " %logger{24} - %msg%n";

  /** Kept, because it would forget its level otherwise. */
  private static final java.util.logging.Logger DRIVER =
      java.util.logging.Logger.getLogger("org.postgresql");

  /** For Logback. */
  public Logging() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    setUp(context, LogFormat.TEXT, Level.WARN);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * Has what is logged at the level, or at that of the system property, written in this form. Call
   * it before anything is logged.
   */
  static void setUp(LogFormat format, Level level) {
    if (System.getProperty(OWN_CONFIGURATION) == null) {
      LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
      context.reset();
      setUp(context, format, level);
    }
  }

  private static void setUp(LoggerContext context, LogFormat format, Level level) {
    EncoderBase<ILoggingEvent> encoder =
        switch (format) {
          case TEXT -> text();
          case JSON -> json();
        };
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("stderr");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getProperty(LEVEL), level));
    root.addAppender(appender);
    context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
    context.getLogger("io.javalin").setLevel(Level.WARN);
    // What fails when the pool starts is thrown as well, and told in one line.
    context.getLogger("com.zaxxer.hikari").setLevel(Level.OFF);
  }

  /** The driver of PostgreSQL logs elsewhere what it throws as well, with all that a URL holds. */
  static void quietDriver() {
    DRIVER.setLevel(java.util.logging.Level.OFF);
  }

  private static EncoderBase<ILoggingEvent> text() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern(PATTERN);
    return encoder;
  }

  private static EncoderBase<ILoggingEvent> json() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    return encoder;
  }
}
