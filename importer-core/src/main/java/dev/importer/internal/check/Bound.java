package dev.importer.internal.check;

import dev.importer.internal.text.Quoted;
import dev.importer.internal.type.Order;
import dev.importer.internal.type.Values;
import org.jspecify.annotations.Nullable;

/**
 * Nothing on the wrong side of a bound. What does not compare with it, such as NaN, or a month with
 * a bound of thirty days, is on the wrong side.
 */
record Bound(String rule, Side side, Object bound) implements ConstraintCheck {

  /** Where values may be. */
  enum Side {
    AT_LEAST("below the minimum of"),
    AT_MOST("above the maximum of"),
    ABOVE("not above"),
    BELOW("not below");

    private final String words;

    Side(String words) {
      this.words = words;
    }

    private boolean allows(Order order) {
      return switch (this) {
        case AT_LEAST -> order == Order.GREATER || order == Order.EQUAL;
        case AT_MOST -> order == Order.LESS || order == Order.EQUAL;
        case ABOVE -> order == Order.GREATER;
        case BELOW -> order == Order.LESS;
      };
    }
  }

  @Override
  public @Nullable Finding apply(Object value) {
    Order order = Values.compare(value, bound);
    if (side.allows(order)) {
      return null;
    }
    return Finding.constraint(
        rule,
        Quoted.of(Values.text(value))
            + (order == Order.NONE ? " cannot be compared with " : " is " + side.words + " ")
            + Values.text(bound));
  }
}
