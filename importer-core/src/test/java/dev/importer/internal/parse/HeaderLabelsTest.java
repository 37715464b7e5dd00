package dev.importer.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.row.Header;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderLabelsTest {

  @Test
  void keepsLabelsAsTheyAre() {
    HeaderLabels labels = HeaderLabels.of(List.of("Name", " name ", "n\nb"));
    assertThat(labels.header().labels()).containsExactly("Name", " name ", "n\nb");
    assertThat(labels.blank()).isZero();
    assertThat(labels.renamed()).isZero();
  }

  @Test
  void namesBlankLabelsAfterTheirPosition() {
    HeaderLabels labels = HeaderLabels.of(List.of("", "a", " ", "\t"));
    assertThat(labels.header().labels()).containsExactly("column_1", "a", "column_3", "column_4");
    assertThat(labels.blank()).isEqualTo(3);
  }

  @Test
  void numbersLabelsThatStandTwice() {
    HeaderLabels labels = HeaderLabels.of(List.of("a", "a", "b", "a"));
    assertThat(labels.header().labels()).containsExactly("a", "a_2", "b", "a_3");
    assertThat(labels.renamed()).isEqualTo(2);
  }

  @Test
  void takesNoNameFromAnotherLabel() {
    HeaderLabels labels = HeaderLabels.of(List.of("a", "a", "a_2", "", "column_4"));
    assertThat(labels.header().labels())
        .containsExactly("a", "a_3", "a_2", "column_4_2", "column_4");
  }

  @Test
  void widensAHeader() {
    Header header = new Header(List.of("a", "column_3"));
    assertThat(HeaderLabels.widen(header, 4).labels())
        .containsExactly("a", "column_3", "column_3_2", "column_4");
  }

  @Test
  void namesColumnsByPosition() {
    assertThat(HeaderLabels.positional(2).labels()).containsExactly("column_1", "column_2");
  }

  @Test
  void isQuickWhenAllLabelsAreEqual() {
    int width = 100_000;
    HeaderLabels labels = HeaderLabels.of(Collections.nCopies(width, "a"));
    assertThat(labels.header().label(width - 1)).isEqualTo("a_" + width);
  }

  @Test
  void repeatsHeadingsOverTheLabelsBelowThem() {
    HeaderLabels.Filled filled =
        HeaderLabels.filled(
            List.of(
                List.of("Date", "Travel", "", "Total", ""), List.of("", "Air", "Rail", "", "x")));

    assertThat(HeaderLabels.joined(filled.rows(), " "))
        .containsExactly("Date", "Travel Air", "Travel Rail", "Total", "x");
    assertThat(filled.columns()).containsExactly(2);
  }

  @Test
  void repeatsNoHeadingOfOneRow() {
    HeaderLabels.Filled filled = HeaderLabels.filled(List.of(List.of("a", "", "b")));

    assertThat(filled.rows()).containsExactly(List.of("a", "", "b"));
    assertThat(filled.columns()).isEmpty();
  }
}
