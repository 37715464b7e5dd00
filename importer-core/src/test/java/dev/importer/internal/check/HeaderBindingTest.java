package dev.importer.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.row.Header;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderBindingTest {

  private static final Schema SCHEMA =
      Schema.builder("s").field(Field.string("first_name")).field(Field.string("age")).build();

  private static HeaderBinding bind(String... labels) {
    Header header = new Header(List.of(labels));
    return HeaderBinding.of(header, ColumnMeanings.of(SCHEMA), List.of(), header);
  }

  @Test
  void columnsFeedFieldsInWhateverOrderAndSpelling() {
    HeaderBinding bound = bind("AGE", "x", " First-Name ");

    assertThat(bound.fieldOf(0)).isEqualTo(1);
    assertThat(bound.fieldOf(1)).isEqualTo(HeaderBinding.NO_FIELD);
    assertThat(bound.fieldOf(2)).isZero();
    assertThat(bound.names().labels()).containsExactly("age", "x", "first_name");
    assertThat(bound.unboundFields()).isEmpty();
    assertThat(bound.repeatedColumns()).isEmpty();
  }

  @Test
  void fieldsWithoutColumnAreUnbound() {
    assertThat(bind("x").unboundFields()).containsExactly(0, 1);
  }

  @Test
  void theFirstOfSeveralColumnsFeedsTheField() {
    HeaderBinding bound = bind("age", "Age", "first name");

    assertThat(bound.fieldOf(0)).isEqualTo(1);
    assertThat(bound.fieldOf(1)).isEqualTo(HeaderBinding.NO_FIELD);
    assertThat(bound.repeatedColumns())
        .containsExactly(new HeaderBinding.Repeated(1, "age", false));
  }

  @Test
  void aLabelThatAFieldTakesAwayGetsANumber() {
    HeaderBinding bound = bind("Age", "age", "age_2");

    assertThat(bound.names().labels()).doesNotHaveDuplicates().startsWith("age");
    assertThat(bound.names().size()).isEqualTo(3);
  }
}
