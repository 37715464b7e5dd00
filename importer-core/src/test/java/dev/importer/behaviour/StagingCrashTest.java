package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.results.CheckReport;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.StagingProcess;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.Waiting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Processes that die while they stage files, and instances that share what is staged. */
class StagingCrashTest {

  @Stored TestDatabase db;

  @Test
  void whateverMomentAProcessDiesAtThereIsAWholeUploadOrNothing() {
    Random random = new Random(7);
    Map<Long, Integer> told = new HashMap<>();
    Set<Long> discarded = new HashSet<>();
    for (int death = 0; death < 4; death++) {
      try (ChildJvm child = StagingProcess.start(db.address(), 1_000 * death)) {
        int lines = 1 + random.nextInt(40);
        for (int line = 0; line < lines; line++) {
          String[] words =
              child
                  .awaitLine(each -> each.startsWith("staged ") || each.startsWith("discarded "))
                  .split(" ", -1);
          if (words[0].equals("staged")) {
            told.put(Long.valueOf(words[1]), Integer.valueOf(words[2]));
          } else {
            discarded.add(Long.valueOf(words[1]));
          }
        }
        child.kill();
      }
    }

    try (Importer importer = db.builder().maxStaged(1_000_000).build()) {
      Waiting.until("nothing is there but uploads", () -> files().equals(uploads()));
      told.forEach(
          (id, number) -> {
            CheckReport report = importer.check(importer.staging().source(id));
            assertThat(report.total()).isEqualTo(StagingProcess.textOf(number).lines().count() - 1);
            assertThat(report.valid()).isPositive();
          });
      assertThat(discarded).noneMatch(id -> importer.staging().find(id).isPresent());
      long any = told.keySet().iterator().next();
      assertThatImport(importer.load(importer.staging().source(any)))
          .isCompletedWith(
              importer.check(importer.staging().source(any)).valid(),
              importer.check(importer.staging().source(any)).failed());
    }
    assertThat(told).isNotEmpty();
    assertThat(db.left()).hasSize(uploads().size());
  }

  private Set<String> files() {
    return Set.copyOf(db.spooled());
  }

  private Set<String> uploads() {
    return db.disk().texts("SELECT source_path FROM uploads").stream()
        .map(path -> Path.of(path).getFileName().toString())
        .collect(Collectors.toSet());
  }

  @Test
  void whatOneInstanceStagesAnotherImportsAlsoWhenTheFirstIsKilled() {
    try (Importer importer = db.open();
        ChildJvm child = StagingProcess.start(db.address(), 1)) {
      String[] words = child.awaitLine(each -> each.startsWith("staged ")).split(" ", -1);
      long id = Long.parseLong(words[1]);
      String text = StagingProcess.textOf(Integer.parseInt(words[2]));
      assertThat(importer.check(importer.staging().source(id)).total())
          .isEqualTo(text.lines().count() - 1);

      child.kill();

      try (Importer third = db.open()) {
        assertThat(List.of(importer, third)).allMatch(each -> each.staging().find(id).isPresent());
        assertThatImport(third.load(third.staging().source(id)))
            .isCompletedWith(text.lines().count() - 1, 0);
        assertThat(importer.staging().discard(id)).isTrue();
        assertThat(third.staging().find(id)).isEmpty();
        Waiting.until("nothing is there but uploads", () -> files().equals(uploads()));
      }
      assertThat(files()).containsAll(uploads());
    }
  }
}
