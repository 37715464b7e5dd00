package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.schema.Schema;
import dev.importer.schema.SchemaField;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/** Stores rows under the schema of a bean, and reads the stored rows into it. */
public final class OwnClasses {

  /** A class with setters, as frameworks like them; what it refuses is an error of its row. */
  public static class Order {
    private long number;
    private BigDecimal total = BigDecimal.ZERO;

    @SchemaField(format = "%d.%m.%Y")
    private LocalDate due = LocalDate.MIN;

    public long getNumber() {
      return number;
    }

    public void setNumber(long number) {
      this.number = number;
    }

    public BigDecimal getTotal() {
      return total;
    }

    public void setTotal(BigDecimal total) {
      if (total.signum() < 0) {
        throw new IllegalArgumentException("an order of less than nothing");
      }
      this.total = total;
    }

    public LocalDate getDue() {
      return due;
    }

    public void setDue(LocalDate due) {
      this.due = Objects.requireNonNull(due, "an order without a day");
    }
  }

  private static final String FILE =
      """
      number,total,due
      7,19.90,31.01.2026
      8,-1,31.01.2026
      9,5,
      """;

  private OwnClasses() {}

  public static void main(String... args) {
    try (Importer importer = Importer.builder().inMemory().schema(Schema.of(Order.class)).build()) {
      long id = importer.load(Source.ofText(FILE, Format.CSV)).id();
      print(importer, id);
    }
  }

  private static void print(Importer importer, long id) {
    try (RowStream<Order> rows = importer.results().read(id, Order.class)) {
      for (TypedRow<Order> row : rows) {
        if (row.isValid()) {
          Order order = row.require();
          System.out.println(order.getNumber() + ": " + order.getTotal() + ", " + order.getDue());
        } else {
          row.errors().forEach(e -> System.out.println("line " + row.line() + ": " + e.text()));
        }
      }
    }
  }
}
