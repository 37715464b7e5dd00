package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * Requests to every call that are right, half right and wrong, over raw connections. Each answer is
 * a described one and none says that the server is at fault, nothing is logged as an error, and
 * neither threads nor memory are used up.
 *
 * <p>{@code -Dimporter.requests=20000} says how many the long test sends (default 2,000), {@code
 * -Dimporter.seed=1} where the random numbers begin. A complaint names the number of its request.
 */
@Isolated
class MalformedRequestsTest {

  private static final int MOST_COMPLAINTS = 10;
  private static final int MOST_FURTHER_THREADS = 20;
  private static final long MOST_HEAP_GROWTH = 100L << 20;

  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> answers = new TreeMap<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            logged.add(event.getLoggerName() + ": " + event.getFormattedMessage());
          }
        }
      };

  @RegisterExtension
  private final TestServer server =
      TestServer.extension(options -> options.idleTimeout(Duration.ofSeconds(5)));

  @BeforeEach
  void start() {
    appender.start();
    root().addAppender(appender);
  }

  @AfterEach
  void stop() {
    root().detachAppender(appender);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Test
  void areAnsweredAsDescribedAndNeverWithAFaultOfTheServer() {
    allAreAnswered(300);
  }

  @Tag("slow")
  @Test
  void manyAreAnsweredAsDescribedAndUseNothingUp() {
    allAreAnswered(Integer.getInteger("importer.requests", 2_000));
  }

  private void allAreAnswered(int requests) {
    long seed = Long.getLong("importer.seed", 1);
    server.load("a.csv", TestServer.USERS + "x,y,z\n").expect(200);
    send(seed * 1_000_000_000L, 200, new ArrayList<>());
    long heap = usedHeap();
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    List<String> complaints = new ArrayList<>();

    send(seed * 1_000_000_000L + 200, requests, complaints);

    System.out.println(requests + " requests from seed " + seed + ": " + answers);
    assertThat(complaints).isEmpty();
    assertThat(logged).isEmpty();
    assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
        .isLessThan(threads + MOST_FURTHER_THREADS);
    assertThat(usedHeap() - heap).isLessThan(MOST_HEAP_GROWTH);
    server.expectAlive();
  }

  private void send(long first, int count, List<String> complaints) {
    int imports = 1;
    for (long number = first; number < first + count; number++) {
      RandomRequest request = new RandomRequest(number, imports);
      int before = logged.size();
      @Nullable String fault = fault(request);
      if (fault == null && logged.size() > before) {
        fault = "logged " + List.copyOf(logged).get(before);
      }
      if (fault != null && complaints.size() < MOST_COMPLAINTS) {
        complaints.add("request " + number + ": " + fault + "\n" + request);
      }
      imports = Math.max(imports, (int) Math.min(1_000, number - first) / 20);
    }
  }

  /** What is wrong with the answer to a request; null if nothing is. */
  private @Nullable String fault(RandomRequest request) {
    byte[] bytes;
    try (Connection connection = Connection.to(server)) {
      connection.trySend(request.bytes());
      bytes = connection.endOfRequest().everyByte();
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    RawAnswer answer = RawAnswer.of(bytes, request.method());
    if (answer == null) {
      answers.merge("none", 1, Integer::sum);
      return request.isHttp() ? "no answer: " + text : null;
    }
    answers.merge(Integer.toString(answer.status()), 1, Integer::sum);
    if (answer.status() == 500 || answer.status() < 200) {
      return "answered with " + text;
    }
    if (request.method().isEmpty()) {
      return null;
    }
    try {
      Contract.check(
          request.method(), request.path(), answer.status(), answer.type(), answer.body());
      return null;
    } catch (AssertionError e) {
      return e.getMessage();
    }
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
