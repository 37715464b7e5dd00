package dev.importer.schema;

import dev.importer.error.SchemaException.Fault;
import dev.importer.internal.rule.JsonSchemaRule;
import dev.importer.internal.rule.TextPattern;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.type.NumberCasts;
import dev.importer.internal.type.Order;
import dev.importer.internal.type.Values;
import dev.importer.row.JsonText;
import dev.importer.type.FieldType;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds constraints of a field that together allow nothing, and values that cannot occur. */
final class Contradictions {

  private final FieldType type;
  private final UnaryOperator<Object> cast;
  private final List<Constraint> constraints;
  private final List<Fault> faults = new ArrayList<>();

  private Contradictions(FieldType type, UnaryOperator<Object> cast, List<Constraint> constraints) {
    this.type = type;
    this.cast = cast;
    this.constraints = constraints;
  }

  /**
   * All contradictions, each with its place in the JSON of the field.
   *
   * @param cast gives the typed values of what constraints and categories name
   * @param constraints each of which is possible by itself
   */
  static List<Fault> of(
      FieldType type,
      UnaryOperator<Object> cast,
      List<Constraint> constraints,
      @Nullable Categories categories) {
    Contradictions all = new Contradictions(type, cast, constraints);
    all.compareBounds();
    all.compareLengths();
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.OneOf oneOf) {
        all.checkEach("/constraints/enum", "the allowed value ", oneOf.values());
      }
    }
    if (categories != null) {
      List<Object> values = categories.values().stream().map(Category::value).toList();
      all.checkEach("/categories", "the category ", values);
    }
    return all.faults;
  }

  /**
   * One end of the values that are allowed.
   *
   * @param rule the constraint
   * @param words what it says of a value
   * @param value the bound
   * @param reach whether the bound itself is allowed
   */
  private record End(String rule, String words, Object value, Reach reach) {}

  private enum Reach {
    WITH_THE_BOUND,
    WITHOUT_THE_BOUND
  }

  private void compareBounds() {
    List<End> lower = new ArrayList<>();
    List<End> upper = new ArrayList<>();
    for (Constraint each : constraints) {
      if (each instanceof Constraint.Minimum least) {
        lower.add(end(each, "at least ", least.bound(), Reach.WITH_THE_BOUND));
      } else if (each instanceof Constraint.ExclusiveMinimum least) {
        lower.add(end(each, "above ", least.bound(), Reach.WITHOUT_THE_BOUND));
      } else if (each instanceof Constraint.Maximum most) {
        upper.add(end(each, "at most ", most.bound(), Reach.WITH_THE_BOUND));
      } else if (each instanceof Constraint.ExclusiveMaximum most) {
        upper.add(end(each, "below ", most.bound(), Reach.WITHOUT_THE_BOUND));
      }
    }
    for (End most : upper) {
      for (End least : lower) {
        if (leaveNothing(least, most)) {
          add(
              "/constraints/" + most.rule,
              "no value is " + least.words + " (" + least.rule + ") and " + most.words);
        }
      }
    }
  }

  private End end(Constraint constraint, String words, Object bound, Reach reach) {
    return new End(constraint.rule(), words + bound, cast.apply(bound), reach);
  }

  private boolean leaveNothing(End least, End most) {
    Order order = Values.compare(least.value, most.value);
    boolean open = least.reach == Reach.WITHOUT_THE_BOUND;
    boolean openAbove = most.reach == Reach.WITHOUT_THE_BOUND;
    return switch (order) {
      case GREATER -> true;
      case EQUAL -> open || openAbove;
      case LESS -> open && openAbove && areNeighbours(least.value, most.value);
      case NONE -> false;
    };
  }

  /** Whether no value lies between two, which is so only where values can be counted. */
  private boolean areNeighbours(Object least, Object most) {
    BigInteger first = position(least);
    BigInteger last = position(most);
    return first != null && last != null && first.add(BigInteger.ONE).equals(last);
  }

  private @Nullable BigInteger position(Object value) {
    if (type == FieldType.INTEGER) {
      return NumberCasts.toDecimal(value).toBigInteger();
    } else if (value instanceof LocalDate date) {
      return BigInteger.valueOf(date.toEpochDay());
    } else if (value instanceof Year year) {
      return BigInteger.valueOf(year.getValue());
    }
    return value instanceof YearMonth month
        ? BigInteger.valueOf(month.getLong(ChronoField.PROLEPTIC_MONTH))
        : null;
  }

  private void compareLengths() {
    for (Constraint least : constraints) {
      for (Constraint most : constraints) {
        if (least instanceof Constraint.MinLength minLength
            && most instanceof Constraint.MaxLength maxLength
            && minLength.length() > maxLength.length()) {
          add(
              "/constraints/maxLength",
              "no length is at least "
                  + minLength.length()
                  + " (minLength) and at most "
                  + maxLength.length());
        }
      }
    }
  }

  private void checkEach(String place, String kind, List<Object> written) {
    for (int i = 0; i < written.size(); i++) {
      Object value = cast.apply(written.get(i));
      for (Constraint constraint : constraints) {
        String breach = breach(constraint, value);
        if (breach != null) {
          add(place + "/" + i, kind + Quoted.of(written.get(i)) + " breaks the " + breach);
        }
      }
    }
  }

  /** The constraint that a value breaks; null if it does not break this one. */
  private @Nullable String breach(Constraint constraint, Object value) {
    boolean kept;
    Object bound;
    if (constraint instanceof Constraint.Minimum least) {
      bound = least.bound();
      kept = isOneOf(compare(value, bound), Order.GREATER, Order.EQUAL);
    } else if (constraint instanceof Constraint.Maximum most) {
      bound = most.bound();
      kept = isOneOf(compare(value, bound), Order.LESS, Order.EQUAL);
    } else if (constraint instanceof Constraint.ExclusiveMinimum least) {
      bound = least.bound();
      kept = compare(value, bound) == Order.GREATER;
    } else if (constraint instanceof Constraint.ExclusiveMaximum most) {
      bound = most.bound();
      kept = compare(value, bound) == Order.LESS;
    } else if (constraint instanceof Constraint.MinLength least) {
      bound = least.length();
      kept = Values.length(value) >= least.length();
    } else if (constraint instanceof Constraint.MaxLength most) {
      bound = most.length();
      kept = Values.length(value) <= most.length();
    } else if (constraint instanceof Constraint.Pattern pattern) {
      bound = pattern.regex();
      kept = TextPattern.of(pattern.regex()).matches((String) value);
    } else if (constraint instanceof Constraint.JsonSchema json) {
      bound = "";
      kept = JsonSchemaRule.of(json.schema()).fault((JsonText) value) == null;
    } else {
      return null;
    }
    return kept ? null : (constraint.rule() + " " + bound).strip();
  }

  private Order compare(Object value, Object bound) {
    return Values.compare(value, cast.apply(bound));
  }

  private static boolean isOneOf(Order order, Order one, Order other) {
    return order == one || order == other;
  }

  private void add(String pointer, String message) {
    faults.add(new Fault(pointer, message));
  }
}
