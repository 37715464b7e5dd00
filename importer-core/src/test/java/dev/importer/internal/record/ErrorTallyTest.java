package dev.importer.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.results.ErrorSummary;
import dev.importer.results.ErrorSummary.Example;
import dev.importer.results.ErrorSummary.Group;
import dev.importer.schema.Schema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorTallyTest {

  private final ErrorTally tally = new ErrorTally(Schema.NONE);

  private static ImportError error(String field, long row) {
    return new ImportError(ErrorCode.EXTRA_CELL, null, field, null, "v", "m", row, row + 1);
  }

  private void add(String field, long row) {
    tally.add(List.of(error(field, row)));
  }

  private ErrorSummary summary() {
    return tally.summary(Map.of());
  }

  @Test
  void goesOnWhereAnotherStopped() {
    add("a", 1);
    add("b", 2);
    ErrorTally resumed = ErrorTally.of(Schema.NONE, tally.takeChanges());
    for (ErrorTally each : List.of(tally, resumed)) {
      each.add(List.of(error("b", 3)));
      each.add(List.of(error("c", 4)));
    }

    assertThat(resumed.summary(Map.of())).isEqualTo(summary());
    assertThat(resumed.takeChanges()).isEqualTo(tally.takeChanges());
  }

  @Test
  void tellsOnlyOfGroupsThatHaveChanged() {
    add("a", 1);
    add("b", 1);
    assertThat(tally.takeChanges()).hasSize(2);

    add("b", 2);

    assertThat(tally.takeChanges())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.number()).isEqualTo(2);
              assertThat(change.group().count()).isEqualTo(2);
            });
    assertThat(tally.takeChanges()).isEmpty();
  }

  @Test
  void whatIsTakenOutIsNeitherCountedNorShown() {
    for (long row = 1; row <= 5; row++) {
      add("a", row);
    }
    tally.takeChanges();

    tally.remove(ErrorCode.EXTRA_CELL, null, "a", 2, 1);
    assertThat(tally.lacksExamples()).isTrue();
    tally.addExamples(List.of(error("a", 4)));

    assertThat(tally.lacksExamples()).isFalse();
    Group left = summary().groups().get(0);
    assertThat(left.count()).isEqualTo(4);
    assertThat(left.examples()).extracting(Example::row).containsExactly(1L, 3L, 4L);
  }

  @Test
  void aGroupThatIsEmptyIsToldOnceAndGone() {
    add("a", 1);
    tally.takeChanges();

    tally.remove(ErrorCode.EXTRA_CELL, null, "a", 1, 1);

    assertThat(tally.takeChanges())
        .singleElement()
        .satisfies(change -> assertThat(change.group().count()).isZero());
    assertThat(summary().groups()).isEmpty();
  }

  @Test
  void noGroupBeginsWhileItsErrorsMayBeAmongTheRest() {
    for (int i = 0; i < ErrorTally.MAX_GROUPS; i++) {
      add("f" + i, 1);
    }
    add("late", 2);
    tally.remove(ErrorCode.EXTRA_CELL, null, "f0", 1, 1);
    add("late", 3);

    assertThat(summary().groups()).hasSize(ErrorTally.MAX_GROUPS);
    Group rest = summary().groups().get(ErrorTally.MAX_GROUPS - 1);
    assertThat(rest.code()).isEqualTo(ErrorCode.MORE_ERRORS);
    assertThat(rest.count()).isEqualTo(2);

    tally.remove(ErrorCode.EXTRA_CELL, null, "late", 2, 1);
    tally.remove(ErrorCode.EXTRA_CELL, null, "late", 3, 1);
    add("late", 4);

    assertThat(summary().groups()).extracting(Group::field).contains("late");
  }

  @Test
  void longLabelsAndHalfPairsAreToldApartAsTheyAreStored() {
    String label = "x".repeat(300);
    add(label, 1);
    add("half \uD83D", 1);
    ErrorTally resumed = ErrorTally.of(Schema.NONE, tally.takeChanges());

    resumed.add(List.of(error(label, 2), error("half \uD83D", 2)));

    assertThat(resumed.summary(Map.of()).groups())
        .hasSize(2)
        .allSatisfy(
            group -> {
              assertThat(group.count()).isEqualTo(2);
              assertThat(group.field()).hasSizeLessThanOrEqualTo(200);
            });
  }
}
