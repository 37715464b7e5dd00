package dev.importer.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.internal.record.RecordEncoder;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.row.JsonText;
import dev.importer.schema.Field;
import dev.importer.schema.MissingValue;
import dev.importer.type.FieldType;
import dev.importer.type.NegativeForm;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FieldCellsTest {

  private static final long SEED = 20261129;
  private static final int VALUES = 400;

  private static final List<MissingValue> ONLY_EMPTY = List.of(MissingValue.EMPTY);

  /** Cells of a source that a field takes. */
  private record Sort(Field field, Function<Random, Object> cells) {
    @Override
    public String toString() {
      return field.type().text() + " " + field.format() + " " + field.options();
    }
  }

  private static Sort sort(Field field, Function<Random, Object> cells) {
    return new Sort(field, cells);
  }

  private static TypeOptions.OfNumber european() {
    return new TypeOptions.OfNumber(",", ".", true);
  }

  private static TypeOptions.OfBoolean yesAndNo() {
    return new TypeOptions.OfBoolean(List.of("ja", "J"), List.of("nein", "N"));
  }

  private static MissingValue[] missing(String... texts) {
    return Stream.of(texts).map(text -> new MissingValue(text, null)).toArray(MissingValue[]::new);
  }

  static Stream<Sort> sorts() {
    return Stream.of(
            texts(),
            numbers(),
            truths(),
            dates(),
            times(),
            moments(),
            calendar(),
            places(),
            nested())
        .flatMap(sorts -> sorts);
  }

  private static Stream<Sort> texts() {
    return Stream.of(
        sort(Field.string("f"), FieldCellsTest::text),
        sort(Field.string("f").withoutMissingValues(), FieldCellsTest::text),
        sort(Field.string("f").trimmed(), FieldCellsTest::text),
        sort(Field.string("f").unwrapped(), random -> wrapped(text(random))),
        sort(Field.string("f").replacing("a", "b").replacing("b", "c"), FieldCellsTest::letter),
        sort(Field.any("f"), FieldCellsTest::text));
  }

  private static Stream<Sort> numbers() {
    Field integer = Field.integer("f");
    Field number = Field.number("f");
    return Stream.of(
        sort(integer, FieldCellsTest::whole),
        sort(integer.options(new TypeOptions.OfNumber(".", ",", false)), FieldCellsTest::whole),
        sort(integer.missingValues(missing("0", "-1", "00", "")), FieldCellsTest::whole),
        sort(integer.trimmed().replacing("1", "0"), FieldCellsTest::whole),
        sort(number, FieldCellsTest::decimal),
        sort(number.options(european()), random -> decimal(random).replace('.', ',')),
        sort(
            number.options(new TypeOptions.OfNumber("::", "'", false)),
            random -> "EUR " + decimal(random).replace(".", "::")),
        sort(
            number.options(
                european()
                    .withNegatives(
                        NegativeForm.PARENTHESES,
                        NegativeForm.TRAILING_MINUS,
                        NegativeForm.UNICODE_MINUS)),
            random -> "(" + decimal(random).replace('.', ',').replace("-", "") + ")"),
        sort(number, random -> List.of("NaN", "INF", "-INF").get(random.nextInt(3))),
        sort(number.options(european()), random -> new BigDecimal(decimal(random))),
        sort(number, random -> new BigInteger(90, random)));
  }

  private static Stream<Sort> truths() {
    Field field = Field.bool("f");
    return Stream.of(
        sort(field, random -> List.of("true", "1", "FALSE", "0").get(random.nextInt(4))),
        sort(field, Random::nextBoolean),
        sort(field.missingValues(missing("true", "false")), random -> "" + random.nextInt(2)),
        sort(
            field.options(yesAndNo()),
            random -> List.of("ja", "J", "nein", "N").get(random.nextInt(4))),
        sort(field.options(yesAndNo().ignoringCase()), random -> random.nextBoolean() ? "JA" : "n"),
        sort(
            field.options(yesAndNo()).missingValues(missing("ja")),
            random -> random.nextBoolean() ? "J" : "nein"));
  }

  private static Stream<Sort> dates() {
    Field field = Field.date("f");
    return Stream.of(
        sort(field, random -> date(random, "%1$04d-%2$02d-%3$02d")),
        sort(field.format("any"), random -> date(random, "%3$02d.%2$02d.%1$04d")),
        sort(field.format("%d.%m.%Y"), random -> date(random, "%3$d.%2$d.%1$04d")),
        sort(field.format("%m/%d/%y"), random -> date(random, "%2$02d/%3$02d/26")),
        sort(field.format("%Y%j"), random -> date(random, "%1$04d") + (100 + random.nextInt(200))),
        sort(field.format("%d %B %Y"), random -> date(random, "%3$02d september %1$04d")),
        sort(field.format("%d-%b-%Y"), random -> date(random, "%3$02d-SEP-%1$04d")));
  }

  private static Stream<Sort> times() {
    Field field = Field.time("f");
    return Stream.of(
        sort(field, FieldCellsTest::time),
        sort(field, random -> time(random) + ".12"),
        sort(field, random -> time(random) + offset(random)),
        sort(field.format("any"), random -> time(random) + offset(random)),
        sort(field.format("%H:%M"), random -> time(random).substring(0, 5)),
        sort(field.format("%I:%M %p"), random -> "0" + (1 + random.nextInt(9)) + ":07 pm"),
        sort(field.format("%H%M%S.%f%z"), random -> "070501.5" + offset(random)));
  }

  private static Stream<Sort> moments() {
    Field field = Field.datetime("f");
    return Stream.of(
        sort(field, random -> date(random, "%1$04d-%2$02d-%3$02d") + "T" + time(random)),
        sort(
            field,
            random ->
                date(random, "%1$04d-%2$02d-%3$02d") + "T" + time(random) + ".5" + offset(random)),
        sort(
            field.format("%d.%m.%Y %H:%M"),
            random -> date(random, "%3$d.%2$d.%1$04d ") + time(random).substring(0, 5)),
        sort(
            field.format("%a %d.%m.%Y %H:%M:%S %z"),
            random -> "Sun 29.11.2026 " + time(random) + " " + offset(random)),
        sort(
            field.format("%Y-%m-%d %H:%M:%S %Z"),
            random -> date(random, "%1$04d-%2$02d-%3$02d ") + time(random) + " GMT"));
  }

  private static Stream<Sort> calendar() {
    return Stream.of(
        sort(Field.year("f"), random -> String.format(Locale.ROOT, "%04d", random.nextInt(3000))),
        sort(Field.year("f"), random -> "-" + (1000 + random.nextInt(90_000))),
        sort(Field.year("f"), random -> (long) random.nextInt(10_000)),
        sort(Field.yearmonth("f"), random -> date(random, "%1$04d-%2$02d")),
        sort(Field.yearmonth("f"), random -> "-12345-" + (10 + random.nextInt(3))),
        sort(Field.duration("f"), FieldCellsTest::duration));
  }

  private static Stream<Sort> places() {
    Field field = Field.geopoint("f");
    return Stream.of(
        sort(field, random -> degrees(random) + ", " + degrees(random)),
        sort(field, random -> new JsonText("[" + degrees(random) + ",1.50]")),
        sort(field.format("array"), random -> "[" + degrees(random) + ", 1]"),
        sort(
            field.format("object"),
            random -> new JsonText("{\"lat\": 1, \"lon\": " + degrees(random) + "}")));
  }

  private static Stream<Sort> nested() {
    Field list = Field.of("f", FieldType.LIST);
    return Stream.of(
        sort(list, random -> letter(random) + "," + letter(random)),
        sort(
            list.options(new TypeOptions.OfList("; ", FieldType.INTEGER)),
            random -> whole(random) + "; " + whole(random)),
        sort(
            list.options(new TypeOptions.OfList("|", FieldType.DATE)),
            random -> date(random, "%1$04d-%2$02d-%3$02d") + "|2026-11-29"),
        sort(
            list.options(new TypeOptions.OfList("|", FieldType.NUMBER)),
            random -> new JsonText("[" + decimal(random) + ", 1.10]")),
        sort(Field.object("f"), random -> "{ \"a\": [" + decimal(random) + ", null, \"\\u00e4\"]}"),
        sort(Field.object("f"), random -> new JsonText("{ \"a\": {\"b\": 1.10}}")),
        sort(Field.array("f"), random -> "[ true, " + random.nextInt() + " ]"),
        sort(Field.geojson("f"), random -> "{\"type\": \"Point\", \"coordinates\": [1, 2.50]}"),
        sort(
            Field.geojson("f").format("topojson"),
            random -> "{\"type\": \"Topology\", \"objects\": {}, \"arcs\": []}"));
  }

  private static String text(Random random) {
    String letters = "ab \"',;=\n\täß-0'";
    return "x"
        + random
            .ints(random.nextInt(6), 0, letters.length())
            .mapToObj(i -> letters.substring(i, i + 1))
            .reduce("", String::concat)
        + "x";
  }

  private static String wrapped(String text) {
    return "=\"=\"\"" + text.replace("\"", "\"\"") + "\"\"\"";
  }

  private static String letter(Random random) {
    return List.of("a", "b", "d", "\"").get(random.nextInt(4));
  }

  private static String whole(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "0.0";
      case 1 -> "-01";
      case 2 -> new BigInteger(70 + random.nextInt(20), random).negate().toString();
      default -> Integer.toString(2 + random.nextInt());
    };
  }

  private static String decimal(Random random) {
    return new BigDecimal(new BigInteger(1 + random.nextInt(70), random), random.nextInt(40) - 10)
        .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1))
        .toString();
  }

  private static String date(Random random, String form) {
    return String.format(
        Locale.ROOT,
        form,
        1000 + random.nextInt(2000),
        1 + random.nextInt(12),
        1 + random.nextInt(28));
  }

  private static String time(Random random) {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60));
  }

  private static String offset(Random random) {
    return List.of("Z", "+02:00", "-0330", "+14").get(random.nextInt(4));
  }

  private static String duration(Random random) {
    String sign = random.nextBoolean() ? "-" : "";
    return sign
        + List.of("P1Y2M3D", "PT36H", "P1DT0.50S", "PT90M", "P14M", "P0D").get(random.nextInt(6));
  }

  private static String degrees(Random random) {
    return new BigDecimal(random.nextInt(180_000) - 90_000).movePointLeft(3).toString();
  }

  private static StoredRecord.Draft stored(Field field, Object cell) {
    return RecordEncoder.draft(Cells.check(field, cell));
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void areReadBackAsTheSameValues(Sort sort) {
    Random random = new Random(SEED);
    FieldCells cells = FieldCells.of(sort.field(), ONLY_EMPTY);
    for (int i = 0; i < VALUES; i++) {
      Object source = sort.cells().apply(random);
      StoredRecord.Draft stored = stored(sort.field(), source);
      assertThat(stored.status()).as("%s", source).isEqualTo(RecordStatus.VALID);
      for (Object value : Arrays.asList(stored.data().get("f"), stored.cells().get("f"))) {
        assertSaid(stored, sort.field(), cells.text(value));
        assertSaid(stored, sort.field(), cells.json(value));
      }
    }
  }

  private static void assertSaid(StoredRecord.Draft stored, Field field, Object cell) {
    assertThat(cell).as("a cell that says %s", stored.dataJson()).isNotNull();
    assertThat(canonical(stored(field, cell))).as("%s", cell).isEqualTo(canonical(stored));
  }

  /** What is nested may come with white space between its parts, and is the same without. */
  private static String canonical(StoredRecord.Draft stored) {
    return stored.cells().get("f") instanceof JsonText
        ? stored.data().toString()
        : stored.dataJson();
  }

  @Test
  void haveTheNotationOfTheField() {
    assertThat(text(Field.date("f").format("%d.%m.%Y"), "2026-11-29")).isEqualTo("29.11.2026");
    assertThat(text(Field.number("f").options(european()), new BigDecimal("-1234.50")))
        .isEqualTo("-1234,50");
    assertThat(text(Field.bool("f").options(yesAndNo()), true)).isEqualTo("ja");
    assertThat(text(Field.bool("f"), false)).isEqualTo("false");
    assertThat(text(Field.year("f"), 44)).isEqualTo("0044");
    assertThat(text(Field.datetime("f").format("%H:%M %z %d.%m.%Y"), "2026-11-29T10:00:00+05:30"))
        .isEqualTo("10:00 +0530 29.11.2026");
    assertThat(text(Field.geopoint("f").format("object"), List.of(8, 47)))
        .isEqualTo("{\"lon\":8,\"lat\":47}");
  }

  private static String text(Field field, Object stored) {
    return FieldCells.of(field, ONLY_EMPTY).text(stored);
  }

  @Test
  void sayThatThereIsNoValue() {
    assertThat(text(Field.integer("f"), null)).isEmpty();
    assertThat(text(Field.integer("f").missingValues(missing("n/a", "")), null)).isEmpty();
    assertThat(text(Field.integer("f").missingValues(missing("n/a", "-")), null)).isEqualTo("n/a");
    assertThat(FieldCells.of(Field.date("f"), List.of(missing("-"))).text(null)).isEqualTo("-");
    assertThat(text(Field.string("f").withoutMissingValues().replacing("none", ""), null))
        .isEqualTo("none");
    assertThat(text(Field.string("f").withoutMissingValues(), null)).isNull();
    assertThat(FieldCells.of(Field.date("f"), ONLY_EMPTY).json(null)).isNull();
  }

  @Test
  void areNoneWhereTheFieldHasNoneForTheValue() {
    assertThat(text(Field.list("f", FieldType.STRING), List.of("a,b"))).isNull();
    assertThat(FieldCells.of(Field.list("f", FieldType.STRING), ONLY_EMPTY).json(List.of("a,b")))
        .isEqualTo(new JsonText("[\"a,b\"]"));
    assertThat(text(Field.integer("f"), "abc")).isNull();
    assertThat(text(Field.year("f"), 99_999_999_999L)).isNull();
    assertThat(text(Field.date("f").format("%d.%m.%Y"), "29.11.2026")).isNull();
    assertThat(FieldCells.of(Field.integer("f"), ONLY_EMPTY).json("abc")).isNull();
  }

  @Test
  void ofAnythingAreTheirTexts() {
    assertThat(text(Field.any("f"), new BigDecimal("1.10"))).isEqualTo("1.10");
    assertThat(text(Field.any("f"), List.of(1, "a"))).isEqualTo("[1,\"a\"]");
  }
}
