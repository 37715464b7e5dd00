package dev.importer.schema;

import java.util.List;

/**
 * The values of a categorical field (Table Schema: {@code categories}). Other values are refused.
 *
 * @param values the values, at least one, none of them twice
 * @param order whether their order means something (Table Schema: {@code categoriesOrdered})
 */
public record Categories(List<Category> values, Order order) {

  /** Whether the order of categories means something. */
  public enum Order {
    /** Nominal values, such as colours. */
    UNORDERED,
    /** Ordinal values, such as grades, from the lowest. */
    ORDERED
  }

  /** Checks that there are categories, and that they differ. */
  public Categories {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("at least one category is needed");
    }
    if (values.stream().map(Category::value).distinct().count() < values.size()) {
      throw new IllegalArgumentException("a category stands twice");
    }
  }
}
