package dev.importer.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.schema.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConstraintCheckTest {

  private static List<String> broken(Field field, Object value) {
    List<String> rules = new ArrayList<>();
    for (ConstraintCheck check : ConstraintCheck.of(field)) {
      Finding finding = check.apply(value);
      if (finding != null) {
        rules.add(finding.rule());
      }
    }
    return rules;
  }

  @Nested
  class Minimum {
    private final Field field = Field.number("f").minimum(new BigDecimal("1.5"));

    @Test
    void allowsTheBoundAndMore() {
      assertThat(broken(field, new BigDecimal("1.50"))).isEmpty();
      assertThat(broken(field, 2L)).isEmpty();
      assertThat(broken(field, BigInteger.TEN.pow(100))).isEmpty();
    }

    @Test
    void rejectsLess() {
      assertThat(broken(field, new BigDecimal("1.4999999999999999999"))).containsExactly("minimum");
      assertThat(broken(field, Long.MIN_VALUE)).containsExactly("minimum");
      assertThat(broken(field, new BigDecimal("-1e999999999"))).containsExactly("minimum");
    }
  }

  @Nested
  class Maximum {
    private final Field field = Field.integer("f").maximum(10);

    @Test
    void allowsTheBoundAndLess() {
      assertThat(broken(field, 10L)).isEmpty();
      assertThat(broken(field, Long.MIN_VALUE)).isEmpty();
    }

    @Test
    void rejectsMore() {
      assertThat(broken(field, 11L)).containsExactly("maximum");
      assertThat(broken(field, BigInteger.TEN.pow(100))).containsExactly("maximum");
    }
  }

  @Nested
  class Length {
    private final Field field = Field.string("f").minLength(2).maxLength(3);

    @Test
    void allowsCodePointsBetweenTheBounds() {
      assertThat(broken(field, "ab")).isEmpty();
      assertThat(broken(field, "abc")).isEmpty();
      assertThat(broken(field, "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00")).isEmpty();
    }

    @Test
    void rejectsFewerAndMore() {
      assertThat(broken(field, "a")).containsExactly("minLength");
      assertThat(broken(field, "\uD83D\uDE00")).containsExactly("minLength");
      assertThat(broken(field, "abcd")).containsExactly("maxLength");
    }
  }

  @Nested
  class Pattern {
    @Test
    void allowsAWholeMatch() {
      assertThat(broken(Field.string("f").pattern("a+"), "aaa")).isEmpty();
    }

    @Test
    void rejectsAPartialMatch() {
      assertThat(broken(Field.string("f").pattern("a+"), "aab")).containsExactly("pattern");
      assertThat(broken(Field.string("f").pattern("a+"), "a\n")).containsExactly("pattern");
    }

    @Test
    void notBlankAllowsTextWithSomethingInIt() {
      assertThat(broken(Field.string("f").notBlank(), " x ")).isEmpty();
      assertThat(broken(Field.string("f").notBlank(), "a\nb")).isEmpty();
    }

    @Test
    void notBlankRejectsWhiteSpace() {
      assertThat(broken(Field.string("f").notBlank(), " \t\n")).containsExactly("pattern");
    }
  }

  @Nested
  class OneOf {
    @Test
    void allowsItsValuesByValue() {
      assertThat(broken(Field.number("f").oneOf("1.0", "100"), 1L)).isEmpty();
      assertThat(broken(Field.number("f").oneOf("1.0", "100"), new BigDecimal("1e2"))).isEmpty();
      assertThat(broken(Field.bool("f").oneOf("true"), true)).isEmpty();
      assertThat(broken(Field.date("f").oneOf("2026-11-23"), LocalDate.of(2026, 11, 23))).isEmpty();
    }

    @Test
    void rejectsOthers() {
      assertThat(broken(Field.string("f").oneOf("a", "b"), "A")).containsExactly("enum");
      assertThat(broken(Field.bool("f").oneOf("true"), false)).containsExactly("enum");
    }

    @Test
    void refusesValuesThatAreNotOfTheType() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Field.integer("f").oneOf("one"))
          .withMessageContaining("'one' is not an integer");
    }
  }

  @Nested
  class Email {
    private final Field field = Field.string("f").email();

    @Test
    void allowsAddresses() {
      assertThat(broken(field, "a@example.com")).isEmpty();
      assertThat(broken(field, "j\u00f6rg@ex\u00e4mple.de")).isEmpty();
    }

    @Test
    void rejectsWhatOnlyLooksLikeThem() {
      assertThat(broken(field, "a@b")).containsExactly("format");
      assertThat(broken(field, "a@example.com ")).containsExactly("format");
      assertThat(broken(field, "a\0@example.com")).containsExactly("format");
    }
  }
}
