package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.job.ImportOptions;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.schema.SchemaField;
import dev.importer.schema.SchemaRules;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.CompiledClasses;
import dev.importer.testing.TestDatabase;
import java.beans.ConstructorProperties;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows become objects of whatever classes an application has. */
class TypedReadingTest {

  private final Importer importer = TestDatabase.inMemory().build();

  @AfterEach
  void close() {
    importer.close();
  }

  private <T> List<TypedRow<T>> readRows(String csv, Class<T> type) {
    try (RowStream<T> rows = importer.read(Source.ofText(csv, Format.CSV), type)) {
      return rows.stream().toList();
    }
  }

  private <T> T readOne(String csv, Class<T> type) {
    return readRows(csv, type).get(0).require();
  }

  /** What a generic class above knows. */
  public static class Entity<I> {
    private @Nullable I id;

    public void setId(I id) {
      this.id = id;
    }
  }

  /** As an IDE or Lombok's {@code @Data} writes it. */
  public static class Person extends Entity<Long> {
    private @Nullable String firstName;
    private int age;
    private Optional<LocalDate> born = Optional.empty();
    private boolean active;

    public String getFirstName() {
      return Objects.requireNonNull(firstName);
    }

    public void setFirstName(String firstName) {
      this.firstName = firstName;
    }

    public void setAge(int age) {
      this.age = age;
    }

    public void setBorn(Optional<LocalDate> born) {
      this.born = born;
    }

    public boolean isActive() {
      return active;
    }

    public void setActive(boolean active) {
      this.active = active;
    }

    /** No property: it takes two values. */
    public void setName(String first, String last) {
      throw new AssertionError(first + last);
    }

    /** No property: it belongs to no object. */
    public static void setDefault(String name) {
      assertThat(name).isNull();
    }
  }

  /** As Lombok's {@code @Value} writes it, with its names in an annotation. */
  public static final class Point {
    private final int x;
    private final int y;
    private final @Nullable String label;

    @ConstructorProperties({"x", "y", "label"})
    public Point(int arg0, int arg1, @Nullable String arg2) {
      this.x = arg0;
      this.y = arg1;
      this.label = arg2;
    }

    public int getX() {
      return x;
    }
  }

  /** Its names are in the class file, because the build asks for them. */
  static class Named {
    final String first;
    final List<Integer> numbers;

    public Named(String first, List<Integer> numbers) {
      this.first = first;
      this.numbers = numbers;
    }
  }

  @Nested
  class Beans {

    @Test
    void areFilledByTheirSettersAndThoseAboveThem() {
      Person person =
          readOne("First Name,AGE,id,born,active\nAnn,30,7,1996-02-29,true\n", Person.class);

      assertThat(person.getFirstName()).isEqualTo("Ann");
      assertThat(person.age).isEqualTo(30);
      assertThat(((Entity<?>) person).id).isEqualTo(7L);
      assertThat(person.born).contains(LocalDate.of(1996, 2, 29));
      assertThat(person.isActive()).isTrue();
    }

    @Test
    void haveFieldsInTheOrderOfTheirSource() {
      assertThat(Schema.of(Person.class).fields())
          .containsExactly(
              Field.integer("id"),
              Field.string("first_name").aliases("firstName"),
              Field.integer("age").required(),
              Field.date("born"),
              Field.bool("active").required());
    }

    /** Its setters give the object itself. */
    public static class Chained {
      private final List<String> calls = new ArrayList<>();

      public Chained setName(String name) {
        calls.add(name);
        return this;
      }

      public Chained setCity(@Nullable String city) {
        calls.add("in " + city);
        return this;
      }
    }

    @Test
    void mayHaveSettersThatGiveTheObject() {
      assertThat(readOne("name,city\nAnn,\n", Chained.class).calls)
          .containsExactlyInAnyOrder("Ann", "in null");
    }

    /** The getter says which setter is meant. */
    public static class Overloaded {
      private @Nullable BigDecimal total;

      public @Nullable BigDecimal getTotal() {
        return total;
      }

      public void setTotal(String total) {
        throw new AssertionError(total);
      }

      public void setTotal(@Nullable BigDecimal total) {
        this.total = total;
      }

      public void setTotal(long total) {
        throw new AssertionError(total);
      }
    }

    @Test
    void mayHaveSeveralSettersOfOneNameIfAGetterTellsTheType() {
      assertThat(readOne("total\n1.50\n", Overloaded.class).getTotal()).isEqualTo("1.50");
      assertThat(Schema.of(Overloaded.class).fields()).containsExactly(Field.number("total"));
    }

    /** What is above it is seen through methods that the compiler adds. */
    static class Hidden {
      private final List<String> names = new ArrayList<>();

      public void setNames(List<String> all) {
        names.addAll(all);
      }
    }

    /** Public, unlike the class above it. */
    public static class Shown extends Hidden {}

    @Test
    void mayInheritFromHiddenClasses() {
      assertThat(((Hidden) readOne("names\n\"a,b\"\n", Shown.class)).names)
          .containsExactly("a", "b");
    }

    /** A JSON object in its column is one of it. */
    public static class Address {
      private @Nullable String city;
      private @Nullable Point place;

      public void setCity(String city) {
        this.city = city;
      }

      public void setPlace(Point place) {
        this.place = place;
      }
    }

    record Customer(String name, Address address, List<Named> names) {}

    @Test
    void areMadeOfNestedObjectsToo() {
      String json =
          """
          [{"name": "Ann",
            "address": {"city": "Bonn", "place": {"x": 1, "y": 2}},
            "names": [{"first": "A", "numbers": [1, 2]}]}]
          """;
      try (RowStream<Customer> rows =
          importer.read(Source.ofText(json, Format.JSON), Customer.class)) {
        Customer customer = rows.iterator().next().require();
        assertThat(customer.address().city).isEqualTo("Bonn");
        assertThat(Objects.requireNonNull(customer.address().place).getX()).isEqualTo(1);
        assertThat(customer.names().get(0).numbers).containsExactly(1, 2);
      }
    }

    /** Says more of its properties than their types do. */
    @SchemaRules(name = "orders", primaryKey = "order_number")
    public static class Order {
      @SchemaField(name = "order_number")
      private long number;

      private @Nullable LocalDate due;
      private @Nullable String status;

      public long getNumber() {
        return number;
      }

      public void setNumber(long number) {
        this.number = number;
      }

      @SchemaField(format = "%d.%m.%Y", required = true)
      public void setDue(LocalDate due) {
        this.due = due;
      }

      @SchemaField(oneOf = {"open", "paid"})
      public @Nullable String getStatus() {
        return status;
      }

      public void setStatus(String status) {
        this.status = status;
      }
    }

    @SchemaRules(name = "orders", primaryKey = "order_number")
    record OrderRecord(
        @SchemaField(name = "order_number") long number,
        @SchemaField(format = "%d.%m.%Y", required = true) LocalDate due,
        @SchemaField(oneOf = {"open", "paid"}) String status) {}

    @Test
    void areSchemasWithTheSameAnnotationsAsRecords() {
      assertThat(Schema.of(Order.class)).isEqualTo(Schema.of(OrderRecord.class));

      Order order = readOne("order_number,due,status\n7,31.01.2026,paid\n", Order.class);
      assertThat(order.getNumber()).isEqualTo(7);
      assertThat(order.due).isEqualTo("2026-01-31");
    }
  }

  @Nested
  class Constructors {

    @Test
    void withNamesInAnAnnotationAreCalled() {
      Point point = readOne("label,Y,x\nhere,2,1\n", Point.class);

      assertThat(point.getX()).isEqualTo(1);
      assertThat(point.y).isEqualTo(2);
      assertThat(point.label).isEqualTo("here");
      assertThat(Schema.of(Point.class).fields())
          .containsExactly(
              Field.integer("x").required(), Field.integer("y").required(), Field.string("label"));
    }

    @Test
    void withNamesInTheClassFileAreCalled() {
      Named named = readOne("first,numbers\nAnn,\"1,2\"\n", Named.class);

      assertThat(named.first).isEqualTo("Ann");
      assertThat(named.numbers).containsExactly(1, 2);
    }

    /** What is said stands at the parameter, or at the field as Lombok leaves it. */
    static final class Said {
      @SchemaField(format = "email")
      final String mail;

      final int count;

      public Said(String mail, @SchemaField(name = "n", maximum = "9") int count) {
        this.mail = mail;
        this.count = count;
      }
    }

    @Test
    void areSchemasWithTheSameAnnotationsAsRecords() {
      assertThat(Schema.of(Said.class).fields())
          .containsExactly(
              Field.string("mail").format("email"), Field.integer("n").required().maximum(9));
      assertThat(readOne("mail,n\na@example.com,3\n", Said.class).count).isEqualTo(3);
    }

    /** Nobody but the framework that stores it calls the other one. */
    static class Stored {
      final String name;

      Stored() {
        this("");
      }

      public Stored(String name) {
        this.name = name;
      }
    }

    @Test
    void thatAreNotPublicDoNotCount() {
      assertThat(readOne("name\nAnn\n", Stored.class).name).isEqualTo("Ann");
    }

    /** As Kotlin writes a class all of whose parameters have default values. */
    static final class Defaults {
      final String name;

      public Defaults() {
        this("nobody");
      }

      public Defaults(String name) {
        this.name = name;
      }
    }

    @Test
    void withAllValuesAreCalledWhereNoSetterCouldFillTheObject() {
      assertThat(readOne("name\nAnn\n", Defaults.class).name).isEqualTo("Ann");
    }
  }

  /** Classes without the names of their parameters, as Kotlin and many builds leave them. */
  @Nested
  class WithoutNames {

    private static final String MARKER =
        "package kotlin.jvm.internal; public final class DefaultConstructorMarker {}";

    @TempDir private Path folder;

    /**
     * {@code data class User(val last: String, val first: String, val age: Int = 0)} with a body.
     */
    private static final String DATA_CLASS =
        """
        public final class User {
          private static final int SOMETHING = 1;
          private final String last;
          private final String first;
          private final int age;
          private final String full;
          public User(String a, String b, int c) {
            last = a;
            first = b;
            age = c;
            full = b + " " + a;
          }
          public User(
              String a, String b, int c, int mask, kotlin.jvm.internal.DefaultConstructorMarker m) {
            this(a, b, (mask & 4) != 0 ? 0 : c);
          }
          public final String getLast() { return last; }
          public final String getFirst() { return first; }
          public final int getAge() { return age; }
          public final String component1() { return last; }
          public final String component2() { return first; }
          public final int component3() { return age; }
          @Override public String toString() { return full + " " + age; }
        }
        """;

    private @Nullable CompiledClasses classes;

    @AfterEach
    void close() {
      Objects.requireNonNull(classes).close();
    }

    private Class<?> compiled(String name, String... sources) {
      CompiledClasses made = CompiledClasses.in(folder, sources);
      classes = made;
      return made.get(name);
    }

    @Test
    void dataClassesOfKotlinHaveThoseOfTheirFields() {
      Class<?> user = compiled("User", MARKER, DATA_CLASS);

      assertThat(readOne("first,last,age\nAda,Lovelace,36\n", user)).hasToString("Ada Lovelace 36");
      assertThat(Schema.of(user).fields())
          .containsExactly(
              Field.string("last"), Field.string("first"), Field.integer("age").required());
    }

    @Test
    void othersHaveThemIfEachFieldHasATypeOfItsOwn() {
      Class<?> item =
          compiled(
              "Item",
              """
              public class Item {
                private final String name;
                private final int count;
                public Item(String a, int b) { name = a; count = b; }
                @Override public String toString() { return count + " " + name; }
              }
              """);

      assertThat(readOne("count,name\n3,nuts\n", item)).hasToString("3 nuts");
    }

    @Test
    void nothingIsGuessedWhereFieldsMayBeFilledInAnotherOrder() {
      Class<?> swapped =
          compiled(
              "Swapped",
              """
              public class Swapped {
                private final String last;
                private final String first;
                public Swapped(String first, String last) { this.last = last; this.first = first; }
              }
              """);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> readRows("first,last\nAda,Lovelace\n", swapped))
          .withMessageStartingWith("Swapped does not tell the names of the parameters")
          .withMessageContaining("-parameters")
          .withMessageContaining("@ConstructorProperties");
    }
  }

  @Nested
  class Refusals {

    /** Checks what it gets. */
    public static class Careful {
      private int from;

      public void setFrom(int from) {
        this.from = from;
      }

      public void setUntil(int until) {
        if (until < from) {
          throw new IllegalArgumentException("it ends on day " + until + " before day " + from);
        }
      }
    }

    @Test
    void ofASetterAreOneErrorOfThatCell() {
      List<TypedRow<Careful>> rows = readRows("from,until\n5,3\n1,2\n", Careful.class);

      assertThat(rows.get(0).errors())
          .containsExactly(
              new ImportError(
                  ErrorCode.ROW_CONSTRAINT,
                  "Careful",
                  "until",
                  2,
                  "3",
                  "it ends on day 3 before day 5",
                  1,
                  2));
      assertThat(rows.get(1).isValid()).isTrue();
    }

    /** Its exception cannot even say what it is. */
    static final class Mute extends RuntimeException {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        throw new IllegalStateException("no message");
      }
    }

    record Compact(int id) {
      Compact {
        if (id == 1) {
          throw new Mute();
        }
      }
    }

    static class Plain {
      public Plain(int id) throws IOException {
        if (id == 1) {
          throw new IOException("no room for " + id);
        }
        if (id == 2) {
          throw new OutOfMemoryError("of the machine");
        }
      }
    }

    @Test
    void byAnyExceptionAreErrorsOfTheRow() {
      List<TypedRow<Compact>> rows = readRows("id\n1\n2\n", Compact.class);

      assertThat(rows).extracting(TypedRow::isValid).containsExactly(false, true);
      assertThat(rows.get(0).errors().get(0).message())
          .isEqualTo("it is refused with " + Mute.class.getName());
      assertThat(readRows("id\n1\n3\n", Plain.class).get(0).errors())
          .singleElement()
          .satisfies(
              error -> {
                assertThat(error.code()).isEqualTo(ErrorCode.ROW_CONSTRAINT);
                assertThat(error.message()).isEqualTo("no room for 1");
                assertThat(error.field()).isNull();
              });
    }

    @Test
    void areNotMadeOfErrorsOfTheMachine() {
      assertThatExceptionOfType(OutOfMemoryError.class)
          .isThrownBy(() -> readRows("id\n3\n2\n", Plain.class))
          .withMessage("of the machine");
    }

    record Outer(Plain inner, Careful careful) {}

    private TypedRow<Outer> outer(int id, int until) {
      String json =
          "[{\"inner\": {\"id\": %d}, \"careful\": {\"from\": 1, \"until\": %d}}]"
              .formatted(id, until);
      try (RowStream<Outer> rows = importer.read(Source.ofText(json, Format.JSON), Outer.class)) {
        return rows.iterator().next();
      }
    }

    @Test
    void inNestedObjectsNameTheColumn() {
      assertThat(outer(3, 2).isValid()).isTrue();
      assertThat(outer(1, 2).errors()).extracting(ImportError::field).containsExactly("inner");
      assertThat(outer(3, 0).errors())
          .singleElement()
          .satisfies(
              error ->
                  assertThat(error.message()).isEqualTo("until: it ends on day 0 before day 1"));
      assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> outer(2, 2));
    }
  }

  @Nested
  class WhatNothingFeeds {

    private <T> RowStream<T> read(ImportOptions options, Class<T> type) {
      return importer.read(Source.ofText("name\nAnn\n", Format.CSV), type, options);
    }

    /** Takes less than it could. */
    public static class Contact {
      private @Nullable String name = "nobody";
      private @Nullable String phone = "none";
      private Optional<String> note = Optional.of("none");

      public void setName(@Nullable String name) {
        this.name = name;
      }

      public void setPhone(@Nullable String phone) {
        this.phone = phone;
      }

      public void setNote(Optional<String> note) {
        this.note = note;
      }
    }

    static class Contacted {
      final String name;
      final @Nullable String phone;
      final Optional<String> note;

      public Contacted(String name, @Nullable String phone, Optional<String> note) {
        this.name = name;
        this.phone = phone;
        this.note = note;
      }
    }

    @Test
    void isAWarningBeforeTheFirstRowWhateverTheClass() {
      for (Class<?> type : List.of(Contact.class, Contacted.class)) {
        try (RowStream<?> rows = read(ImportOptions.DEFAULT, type)) {
          assertThat(rows.unfedComponents()).containsExactly("phone", "note");
          assertThat(rows.warnings()).containsEntry("unfed-component", 2L);
        }
      }
    }

    @Test
    void isNullOrEmptyWhateverTheClass() {
      try (RowStream<Contact> beans = read(ImportOptions.DEFAULT, Contact.class);
          RowStream<Contacted> others = read(ImportOptions.DEFAULT, Contacted.class)) {
        Contact bean = beans.iterator().next().require();
        assertThat(bean.name).isEqualTo("Ann");
        assertThat(bean.phone).isNull();
        assertThat(bean.note).isEmpty();
        Contacted other = others.iterator().next().require();
        assertThat(other.name).isEqualTo("Ann");
        assertThat(other.phone).isNull();
        assertThat(other.note).isEmpty();
      }
    }

    @Test
    void isFedByAConstant() {
      ImportOptions options = ImportOptions.DEFAULT.withConstant("phone", "110");
      try (RowStream<Contact> rows = read(options, Contact.class)) {
        assertThat(rows.unfedComponents()).containsExactly("note");
        assertThat(rows.iterator().next().require().phone).isEqualTo("110");
      }
    }

    /** A number that is always there. */
    public static class Counted {
      private int count = 7;

      public void setCount(int count) {
        this.count = count;
      }

      public void setName(String name) {
        assertThat(count).as(name).isZero();
      }
    }

    record CountedRecord(int count, String name) {}

    @ParameterizedTest
    @ValueSource(classes = {Counted.class, CountedRecord.class})
    void isAnErrorOfTheRowIfItIsPrimitive(Class<?> type) {
      try (RowStream<?> rows = read(ImportOptions.DEFAULT.withSchema("none"), type)) {
        assertThat(rows.iterator().next().errors())
            .extracting(ImportError::code, ImportError::rule, ImportError::field)
            .containsExactly(tuple(ErrorCode.CONSTRAINT_ERROR, "required", "count"));
      }
    }
  }

  @Nested
  class OtherClasses {

    interface Contract {}

    abstract static class Unfinished {
      public void setName(String name) {
        assertThat(name).isNotNull();
      }
    }

    static class Closed {
      private Closed() {}

      public void setName(String name) {
        assertThat(name).isNotNull();
      }
    }

    static class Many {
      public Many(String name) {
        this(name, 1);
      }

      public Many(String name, int count) {
        assertThat(name).hasSize(count);
      }
    }

    static class Empty {
      public Empty() {}
    }

    static class Doubtful {
      public Doubtful() {}

      public void setName(String name) {
        assertThat(name).isNotNull();
      }

      public void setName(Integer name) {
        assertThat(name).isNotNull();
      }
    }

    @SuppressWarnings("ClassCanBeStatic") // That is what is wrong with it.
    class Inner {
      public Inner(String name) {
        assertThat(name).isNotNull();
      }
    }

    private void assertRefused(Class<?> type, String why) {
      String sentence = type.getName() + " " + why;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> readRows("name\nAnn\n", type))
          .withMessage(sentence);
      assertThatIllegalArgumentException().isThrownBy(() -> Schema.of(type)).withMessage(sentence);
    }

    @Test
    void areRefusedWithWhatCanBeDone() {
      String advice =
          "; name a record, a class with setters, or one with a single public constructor";
      String give =
          "; give it a single one with all values, or one without parameters, and setters, or make"
              + " it a record";
      assertRefused(int.class, "is not a record or another class with parts" + advice);
      assertRefused(Thread.class, "is not a record or another class of the application" + advice);
      assertRefused(Contract.class, "is abstract; name a class of which there can be objects");
      assertRefused(Unfinished.class, "is abstract; name a class of which there can be objects");
      assertRefused(Inner.class, "belongs to an object of the class around it; make it static");
      assertRefused(Closed.class, "has no public constructor" + give);
      assertRefused(Many.class, "has 2 public constructors" + give);
      assertRefused(
          Empty.class,
          "has a constructor without parameters, and no setters; give it setters, or a single"
              + " public constructor with all values, or make it a record");
      assertRefused(
          Doubtful.class,
          "has several setters for name, and no getter or field says which of them is meant; give"
              + " it a getter, or leave one setter");
    }

    static class Unsuitable {
      public Unsuitable(Map<Integer, String> names) {
        assertThat(names).isNotNull();
      }
    }

    @Test
    void withPartsThatNoCellCanBecomeAreRefusedByTheirNames() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> readRows("names\n{}\n", Unsuitable.class))
          .withMessageContaining("parameter names of " + Unsuitable.class.getName())
          .withMessageContaining("which a cell cannot become");
    }
  }
}
