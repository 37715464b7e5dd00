package dev.importer.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was done in a run and what went wrong in it, in numbers. Thread-safe. */
final class Faults {

  private static final int EXAMPLES = 5;

  /** What must not happen. */
  enum Kind {
    ROW_LOST("rows lost"),
    ROW_DOUBLED("rows doubled"),
    IMPORT_GONE("acknowledged imports gone"),
    IMPORT_DOUBLED("files imported twice"),
    REFUSED_AT_ONCE("answers refused at once"),
    OTHER("other faults");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private final String run;
  private final Map<String, Long> done = new TreeMap<>();
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, List<String>> examples = new EnumMap<>(Kind.class);

  /**
   * No faults yet.
   *
   * @param run what the run is called, in one line
   */
  Faults(String run) {
    this.run = run;
  }

  synchronized void count(String what) {
    done.merge(what, 1L, Long::sum);
  }

  void add(Kind kind, String sentence) {
    add(kind, 1, sentence);
  }

  synchronized void add(Kind kind, long number, String sentence) {
    counts.merge(kind, number, Long::sum);
    List<String> some = examples.computeIfAbsent(kind, unused -> new ArrayList<>());
    if (some.size() < EXAMPLES) {
      some.add(sentence);
    }
  }

  /** Looks at a reply that is not what was asked for. */
  void refused(String what, Reply reply) {
    if (reply.isRefusedAtOnce()) {
      add(Kind.REFUSED_AT_ONCE, what + ": " + reply);
    } else if (reply.kind() == Reply.Kind.REFUSED && !reply.isBusy()) {
      add(Kind.OTHER, what + ": " + reply);
    }
  }

  /** Writes the numbers to where {@code -Dimporter.report} says, and fails if there is a fault. */
  synchronized void assertNone() {
    String report = report();
    String folder = System.getProperty("importer.report");
    if (folder != null) {
      try {
        Files.writeString(Path.of(folder, "report.md"), report);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(counts).as(report).isEmpty();
  }

  private String report() {
    StringBuilder report = new StringBuilder(run).append("\n\n");
    done.forEach(
        (what, number) -> report.append("- ").append(number).append(' ').append(what).append('\n'));
    report.append('\n');
    for (Kind kind : Kind.values()) {
      report.append("- ").append(counts.getOrDefault(kind, 0L)).append(' ').append(kind.words);
      report.append(
          examples.getOrDefault(kind, List.of()).stream()
              .map(sentence -> "\n  - " + sentence)
              .collect(Collectors.joining()));
      report.append('\n');
    }
    return report.toString();
  }
}
