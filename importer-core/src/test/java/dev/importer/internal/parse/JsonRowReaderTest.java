package dev.importer.internal.parse;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.row.JsonText;
import dev.importer.row.Row;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class JsonRowReaderTest {

  @TempDir private Path folder;

  @Nested
  final class Documents {

    @Test
    void anArrayOfObjectsGivesARowEach() {
      List<Row> rows = document("[\n {\"a\": 1, \"b\": \"x\"},\n\n {\"a\": 2, \"b\": \"y\"}\n]\n");

      assertThat(rows)
          .extracting(JsonRowReaderTest::cells)
          .containsExactly(List.of(1L, "x"), List.of(2L, "y"));
      assertThat(rows).extracting(Row::number).containsExactly(1L, 2L);
      assertThat(rows).extracting(Row::line).containsExactly(2L, 4L);
      assertThat(rows).allSatisfy(row -> assertThat(row.faults()).isEmpty());
    }

    @Test
    void oneObjectGivesOneRow() {
      List<Row> rows = document(" {\"a\":1} ");

      assertThat(rows).hasSize(1);
      assertThat(rows.get(0).cell("a")).isEqualTo(1L);
    }

    @Test
    void anEmptyArrayGivesNoRows() {
      assertThat(document("[]")).isEmpty();
    }

    @Test
    void anEmptyObjectGivesARowWithoutCells() {
      assertThat(document("[{}]").get(0).size()).isZero();
    }

    @Test
    void theEndIsReachedAgainAndAgain() {
      try (RowReader reader = openDocument(write("[{}]"), Limits.DEFAULT)) {
        assertThat(reader.next()).isNotNull();
        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\r\n\t"})
    void nothingButWhiteSpaceIsAnEmptyFile(String text) {
      assertThat(documentFault(text).code()).isEqualTo(ErrorCode.EMPTY_FILE);
      assertThat(sequenceFault(text).code()).isEqualTo(ErrorCode.EMPTY_FILE);
    }

    @ParameterizedTest
    @CsvSource({
      "1, a number",
      "1.5, a number",
      "true, true",
      "false, false",
      "null, null",
      "'\"x\"', a string"
    })
    void aSingleScalarHoldsNoRecords(String text, String kind) {
      SourceException fault = documentFault(text);

      assertThat(fault.code()).isEqualTo(ErrorCode.JSON_NOT_RECORDS);
      assertThat(fault).hasMessageContaining("holds only " + kind + ".");
    }

    @Test
    void elementsThatAreNoObjectsAreRowsAtFault() {
      List<Row> rows = document("[{\"a\":1}, 7, \"x\", null, [1,{\"b\" : 2}], true, {\"a\":2}]");

      assertThat(rows).hasSize(7);
      assertThat(rows.get(1).header().labels()).containsExactly("value");
      assertThat(rows.subList(1, 6))
          .extracting(row -> row.cell(0))
          .containsExactly(7L, "x", null, new JsonText("[1,{\"b\":2}]"), true);
      assertThat(rows.subList(1, 6))
          .allSatisfy(
              row ->
                  assertThat(row.faults())
                      .singleElement()
                      .satisfies(
                          fault -> {
                            assertThat(fault.code()).isEqualTo(ErrorCode.JSON_NOT_OBJECT);
                            assertThat(fault.row()).isEqualTo(row.number());
                            assertThat(fault.line()).isEqualTo(1);
                          }));
      assertThat(rows.get(4).faults().get(0).message())
          .isEqualTo("a record must be a JSON object, but this is an array");
      assertThat(rows.get(6).header()).isSameAs(rows.get(0).header());
    }

    @Test
    void aSecondDocumentIsRefused() {
      SourceException afterObject = documentFault("{\"a\":1}\n{\"a\":2}\n");
      SourceException afterArray = documentFault("[]\n []");

      assertPlace(afterObject, ErrorCode.JSON_SYNTAX, 2, 1);
      assertThat(afterObject).hasMessageContaining("NDJSON");
      assertPlace(afterArray, ErrorCode.JSON_SYNTAX, 2, 2);
    }

    @Test
    void textAfterTheDocumentIsRefused() {
      assertPlace(documentFault("[{}]\nend"), ErrorCode.JSON_SYNTAX, 2, 1);
      assertPlace(documentFault("[{}]]"), ErrorCode.JSON_SYNTAX, 1, 5);
      assertPlace(documentFault("7 x"), ErrorCode.JSON_SYNTAX, 1, 3);
    }
  }

  @Nested
  final class Sequences {

    @Test
    void linesEndInAnyWayAndMayBeBlank() {
      List<Row> rows = sequence("\r\n{\"a\":1}\r\n\r\n{\"a\":2}\n \n{\"a\":3}\r{\"a\":4}");

      assertThat(rows).extracting(row -> row.cell("a")).containsExactly(1L, 2L, 3L, 4L);
      assertThat(rows).extracting(Row::number).containsExactly(1L, 2L, 3L, 4L);
      assertThat(rows).extracting(Row::line).containsExactly(2L, 4L, 6L, 7L);
    }

    @Test
    void anObjectMaySpanLinesAndALineMayHoldSeveral() {
      List<Row> rows = sequence("{\n\"a\":\n1}{\"a\":2} {\"a\":3}\n");

      assertThat(rows).extracting(row -> row.cell("a")).containsExactly(1L, 2L, 3L);
      assertThat(rows).extracting(Row::line).containsExactly(1L, 3L, 3L);
    }

    @Test
    void valuesThatAreNoObjectsAreRowsAtFault() {
      List<Row> rows = sequence("7\n[1]\n{\"a\":1}\n");

      assertThat(rows).extracting(row -> row.cell(0)).containsExactly(7L, new JsonText("[1]"), 1L);
      assertThat(rows.subList(0, 2))
          .flatExtracting(Row::faults)
          .extracting(ImportError::code)
          .containsExactly(ErrorCode.JSON_NOT_OBJECT, ErrorCode.JSON_NOT_OBJECT);
    }

    @Test
    void aCommaBetweenLinesIsRefused() {
      assertPlace(sequenceFault("{\"a\":1},\n{\"a\":2}"), ErrorCode.JSON_SYNTAX, 1, 8);
    }
  }

  @Nested
  final class Values {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1.10",
          "1e400",
          "-0.5",
          "0e0",
          "1E-7",
          "1e1000000000",
          "-2.50e-1000000000",
          "12345.6789e+3"
        })
    void decimalsAreExact(String number) {
      assertThat(value(number)).isEqualTo(new BigDecimal(number));
    }

    @Test
    void integersAreExactWhateverTheirLength() {
      String thousandDigits = "7".repeat(1_000);

      assertThat(value("0")).isEqualTo(0L);
      assertThat(value("-12")).isEqualTo(-12L);
      assertThat(value("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
      assertThat(value("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
      assertThat(value("9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
      assertThat(value("12345678901234567890")).isEqualTo(new BigInteger("12345678901234567890"));
      assertThat(value(thousandDigits)).isEqualTo(new BigInteger(thousandDigits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e21474836480", "1.5E-99999999999999999999", "0.1e-21474836470"})
    void anExponentBeyondAllBoundsIsAFaultOfTheRowAndKeepsItsText(String number) {
      Row row = document("[{\"a\":" + number + "}]").get(0);

      assertThat(row.cell("a")).isEqualTo(new JsonText(number));
      assertThat(row.faults())
          .singleElement()
          .satisfies(
              fault -> {
                assertThat(fault.code()).isEqualTo(ErrorCode.TYPE_ERROR);
                assertThat(fault.field()).isEqualTo("a");
                assertThat(fault.value()).isEqualTo(number);
              });
    }

    @Test
    void theOtherScalarsAreWhatTheySay() {
      Row row =
          document("[{\"a\":true,\"b\":false,\"c\":null,\"d\":\"\",\"e\":\"x\\u00e9\\n\"}]").get(0);

      assertThat(cells(row)).containsExactly(true, false, null, "", "xé\n");
    }

    @Test
    void halfASurrogatePairIsKept() {
      assertThat(value("\"a\\ud800b\"")).isEqualTo("a\ud800b");
      assertThat(value("\"\\udc00\"")).isEqualTo("\udc00");
      assertThat(value("\"\\ud83d\\ude00\"")).isEqualTo("😀");
    }

    @Test
    void nestedValuesKeepTheirTokens() {
      String nested =
          "{ \"b\" : [ 1.10 , 1e400, -0, 12345678901234567890,\t{ } , [ ] ],"
              + " \"c\":\"\\/\\\"\\\\ \\u00e9😀\\n\\u001f\", \"\": null, \"t\" :true}";

      assertThat(value(nested))
          .isEqualTo(
              new JsonText(
                  "{\"b\":[1.10,1e400,-0,12345678901234567890,{},[]],"
                      + "\"c\":\"/\\\"\\\\ é😀\\n\\u001f\",\"\":null,\"t\":true}"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        value = {
          "{\"x\":{\"b\":1,\"b\":2}}|duplicate-member|the member 'b' stands twice in one object of the value",
          "[[{\"b\":1,\"c\":2,\"b\":3}]]|duplicate-member|the member 'b' stands twice in one object of the value",
          "[{\"b\":1},[\"\\u0000\"]]|nul-byte|a text in the value contains a NUL character",
          "{\"x\":{\"b\\u0000\":1}}|nul-byte|a member name in the value contains a NUL character"
        })
    void faultsOfMembersAreFaultsOfTheRowAtAnyDepth(String json, String code, String message) {
      Row row = document("[{\"a\":" + json + "}]").get(0);

      assertThat(row.cell("a")).isEqualTo(new JsonText(json));
      assertThat(row.faults())
          .extracting(fault -> fault.code().text(), ImportError::field, ImportError::message)
          .containsExactly(tuple(code, "a", message));
    }

    @Test
    void theSameNameInTwoObjectsIsNoFault() {
      assertThat(value("[{\"b\":{\"b\":1}},{\"b\":2}]")).isInstanceOf(JsonText.class);
    }

    @Test
    void halfASurrogatePairInANestedValueStaysAnEscape() {
      assertThat(value("[\"\\uD800\",\"\\udc00\\ud800x\",\"\\ud83d\\ude00\"]"))
          .isEqualTo(new JsonText("[\"\\ud800\",\"\\udc00\\ud800x\",\"😀\"]"));
    }

    @Test
    void nulCharactersAreFaultsOfTheRow() {
      Row row = document("[{\"a\":\"x\\u0000y\",\"b\\u0000\":1,\"c\":[\"\\u0000\"]}]").get(0);

      assertThat(row.cell("a")).isEqualTo("x\0y");
      assertThat(row.faults())
          .extracting(ImportError::code, ImportError::field, ImportError::value)
          .containsExactly(
              tuple(ErrorCode.NUL_BYTE, "a", "x\0y"),
              tuple(ErrorCode.NUL_BYTE, "c", "[\"\\u0000\"]"),
              tuple(ErrorCode.NUL_BYTE, "b\0", null));
    }

    @Test
    void aNulInANameIsAFaultOfEveryRowThatHasIt() {
      assertThat(document("[{\"a\\u0000\":1},{\"a\\u0000\":2}]"))
          .allSatisfy(row -> assertThat(row.faults()).hasSize(1));
    }

    private @Nullable Object value(String json) {
      Row row = document("[{\"a\":" + json + "}]").get(0);
      assertThat(row.faults()).isEmpty();
      return row.cell("a");
    }
  }

  @Nested
  final class Headers {

    @Test
    void recordsWithTheSameNamesShareOneHeader() {
      List<Row> rows = document("[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4},{\"a\":5,\"b\":6}]");

      assertThat(rows.get(0).header().labels()).containsExactly("a", "b");
      assertThat(rows.get(1).header()).isSameAs(rows.get(0).header());
      assertThat(rows.get(2).header()).isSameAs(rows.get(0).header());
    }

    @Test
    void otherNamesOrAnotherOrderMakeANewHeader() {
      List<Row> rows =
          document(
              "[{\"a\":1,\"b\":2},{\"b\":1,\"a\":2},{\"b\":1},"
                  + "{\"b\":1,\"a\":2,\"c\":3},{\"b\":1,\"x\":2}]");

      assertThat(rows)
          .extracting(row -> row.header().labels())
          .containsExactly(
              List.of("a", "b"),
              List.of("b", "a"),
              List.of("b"),
              List.of("b", "a", "c"),
              List.of("b", "x"));
      assertThat(rows)
          .extracting(JsonRowReaderTest::cells)
          .containsExactly(
              List.of(1L, 2L), List.of(1L, 2L), List.of(1L), List.of(1L, 2L, 3L), List.of(1L, 2L));
    }

    @Test
    void aRepeatedMemberKeepsItsValueUnderANumberedLabel() {
      Row row = document("[{\"a\":1,\"b\":2,\"a\":3,\"a\":4}]").get(0);

      assertThat(row.header().labels()).containsExactly("a", "b", "a_2", "a_3");
      assertThat(cells(row)).containsExactly(1L, 2L, 3L, 4L);
      assertThat(row.faults())
          .singleElement()
          .satisfies(
              fault -> {
                assertThat(fault.code()).isEqualTo(ErrorCode.DUPLICATE_MEMBER);
                assertThat(fault.field()).isEqualTo("a");
                assertThat(fault.message()).contains("3 times");
              });
    }

    @Test
    void aNumberedLabelNeverTakesTheNameOfAnotherMember() {
      Row row = document("[{\"a\":1,\"a\":2,\"a_2\":3}]").get(0);

      assertThat(row.header().labels()).containsExactly("a", "a_3", "a_2");
      assertThat(row.faults()).extracting(ImportError::field).containsExactly("a");
    }

    @Test
    void everyRecordWithARepeatedMemberIsAtFault() {
      List<Row> rows = document("[{\"a\":1,\"a\":2},{\"a\":1,\"a\":2},{\"a\":1,\"a_2\":2}]");

      assertThat(rows).extracting(row -> row.header().labels()).containsOnly(List.of("a", "a_2"));
      assertThat(rows).extracting(row -> row.faults().size()).containsExactly(1, 1, 0);
    }

    @Test
    void thousandsOfRepeatedMembersAreNumberedQuickly() {
      String members =
          IntStream.range(0, 16_000).mapToObj(i -> "\"a\":" + i).collect(Collectors.joining(","));

      Row row = document("[{" + members + "}]").get(0);

      assertThat(row.size()).isEqualTo(16_000);
      assertThat(row.header().label(15_999)).isEqualTo("a_16000");
      assertThat(row.faults()).hasSize(1);
    }

    @Test
    void theFileAsAWholeHasNoHeader() {
      try (RowReader reader = openDocument(write("[{\"a\":1}]"), Limits.DEFAULT)) {
        assertThat(reader.header()).isEmpty();
        assertThat(reader.warnings()).isEmpty();
      }
    }
  }

  @Nested
  final class Malformed {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '§',
        value = {
          "[{'a':1} {'a':2}]|1|10|a comma or the end of the array was expected, but '{' was found",
          "[{'a':1 'b':2}]|1|9|a comma or the end of the object was expected, but '\"' was found",
          "[{'a':1]|1|8|a comma or the end of the object was expected, but ']' was found",
          "[{'a':1}}|1|9|a comma or the end of the array was expected, but '}' was found",
          "[{'a':1},]|1|10|a value was expected, but ']' was found",
          "[{'a':1,}]|1|9|a member name in double quotes was expected, but '}' was found",
          "[{a:1}]|1|3|a member name in double quotes was expected, but 'a' was found",
          "[{'a' 1}]|1|7|a colon was expected after the member name, but '1' was found",
          "[{'a':}]|1|7|a value was expected, but '}' was found",
          "[{'a':Nil}]|1|7|'Nil' is not a JSON value, and text must be in double quotes",
          "[{'a':nulls}]|1|7|'nulls' is not a JSON value, and text must be in double quotes",
          "[{'a':NaN}]|1|7|NaN and Infinity are not JSON numbers",
          "[{'a':-Infinity}]|1|7|NaN and Infinity are not JSON numbers",
          "[{'a':01}]|1|7|a number must not begin with a needless zero",
          "[{'a':+1}]|1|7|a number must not begin with a plus sign",
          "[{'a':.5}]|1|7|a value was expected, but '.' was found",
          "[{'a':1.}]|1|7|the number has no digit after its decimal point",
          "[{'a':1e}]|1|7|the number has no digit after its exponent sign",
          "[{'a':-x}]|1|8|a digit was expected after the minus sign, but 'x' was found",
          "[{'a':1.5x}]|1|10|a comma or the end of the object was expected, but 'x' was found",
          "[/* c */]|1|2|comments are not part of JSON",
          "[{'a':'\\x'}]|1|9|"
              + "a backslash must be followed by one of \" \\ / b f n r t u, but 'x' was found",
          "[{'a':'\\u12g4'}]|1|12|"
              + "four hexadecimal digits were expected after \\u, but 'g' was found",
          "[\u00a0]|1|2|a value was expected, but the character U+00A0 was found",
          "[\u0000]|1|2|"
              + "only spaces, tabs and line ends may stand between values,"
              + " but the character U+0000 was found",
          "[{'a':'x\ty'}]|1|9|"
              + "a control character in a string must be written as an escape,"
              + " but the character U+0009 was found",
          "]|1|1|a value was expected, but ']' was found",
          "1x|1|2|white space was expected after the value, but 'x' was found",
          "[{'\\ud800x':1}]|1|10|a member name holds half of a surrogate pair",
          "[{'a':1},|1|10|the text ends inside an array that began on line 1",
          "[{'a':1|1|8|the text ends inside an object that began on line 1",
          "[{'a'|1|6|the text ends inside an object that began on line 1",
          "[{'a|1|5|the text ends inside a member name",
          "[{'a':'x|1|9|the text ends inside a string that began on line 1",
          "[{'a':'\\|1|9|the text ends inside a string that began on line 1",
          "[{'a':-|1|8|the text ends in the middle of a number",
          "[{'a':1e|1|9|the text ends in the middle of a number",
        })
    void saysWhereAndWhatWasExpected(String text, long line, long column, String sentence) {
      SourceException fault = documentFault(text.replace('\'', '"'));

      assertPlace(fault, ErrorCode.JSON_SYNTAX, line, column);
      assertThat(fault)
          .hasMessage("The JSON is malformed on line %d, column %d: %s.", line, column, sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.}", "1.5e+}", "01}", "NaN}", "+1}", "'\\x'}", "1 'b'}", "-x}"})
    void thePlaceDoesNotDependOnWhatCameBefore(String rest) {
      String record = ("{'a':" + rest).replace('\'', '"');
      long column = documentFault("[\n" + record + "]").column().orElseThrow();
      // The text is read in pieces of 4,000 characters: let each of the record's be the last of
      // one.
      for (int before = 3_970; before <= 4_000; before++) {
        SourceException fault = documentFault("[" + " ".repeat(before) + "\n" + record + "]");

        assertPlace(fault, ErrorCode.JSON_SYNTAX, 2, column);
      }
    }

    @Test
    void aFaultInElement5001IsFoundWhereItIs() {
      String good =
          IntStream.rangeClosed(1, 5_000)
              .mapToObj(i -> "  {\"id\": " + i + ", \"name\": \"n\"},\n")
              .collect(Collectors.joining());
      Path file = write("[\n" + good + "  {\"id\": 5001 \"name\": \"n\"}\n]\n");

      try (RowReader reader = openDocument(file, Limits.DEFAULT)) {
        for (int i = 1; i <= 5_000; i++) {
          assertThat(reader.next()).isNotNull();
        }
        assertPlace(fault(reader::next), ErrorCode.JSON_SYNTAX, 5_002, 15);
      }
    }

    @Test
    void aTextThatEndsTooEarlyNamesWhatIsOpen() {
      SourceException fault = documentFault("[\n{\"a\":1},\n{\"a\":2,\n \"b\"");

      assertPlace(fault, ErrorCode.JSON_SYNTAX, 4, 5);
      assertThat(fault).hasMessageContaining("inside an object that began on line 3");
    }

    @Test
    void everyTruncationOfADocumentIsRefused() {
      String text = "[{\"a\":-1.5e3,\"b\":\"x\\u00e9\",\"c\":[true,{\"d\":null}]}]";
      for (int length = 1; length < text.length(); length++) {
        SourceException fault = documentFault(text.substring(0, length));
        assertThat(fault.code()).as("after %s characters", length).isEqualTo(ErrorCode.JSON_SYNTAX);
        assertThat(fault.getMessage()).doesNotContain("does not follow the rules");
      }
    }

    @Test
    void theMessageRepeatsLittleOfTheText() {
      assertThat(documentFault("[" + "x".repeat(300) + "]").getMessage())
          .contains("x".repeat(39) + "…'")
          .doesNotContain("x".repeat(40));
    }

    @Test
    void rowsBeforeTheFaultAreGivenOut() {
      try (RowReader reader = openSequence(write("{\"a\":1}\n{\"a\":}\n"), Limits.DEFAULT)) {
        assertThat(reader.next()).isNotNull();
        assertPlace(fault(reader::next), ErrorCode.JSON_SYNTAX, 2, 6);
      }
    }
  }

  @Nested
  final class Encodings {

    @Test
    void aByteOrderMarkIsNotPartOfTheText() throws IOException {
      for (Charset encoding : List.of(UTF_8, UTF_16LE, UTF_16BE, Charset.forName("UTF-32LE"))) {
        Path file = folder.resolve("mark.json");
        Files.write(file, "\ufeff[{\"ä\":\"€😀\"}]".getBytes(encoding));

        assertThat(read(openDocument(file, Limits.DEFAULT)))
            .singleElement()
            .satisfies(row -> assertThat(row.cell("ä")).isEqualTo("€😀"));
      }
    }

    @Test
    void theEncodingOfTheDialectIsUsed() throws IOException {
      Path file = folder.resolve("latin1.json");
      Files.write(file, "[{\"a\":\"é\"}]".getBytes(Charset.forName("ISO-8859-1")));
      Dialect latin1 = Dialect.STANDARD.withEncoding(Charset.forName("ISO-8859-1"));

      assertThat(read(JsonRowReader.openDocument(file, latin1, Limits.DEFAULT)).get(0).cell("a"))
          .isEqualTo("é");
      assertThat(fault(() -> read(openDocument(file, Limits.DEFAULT))).code())
          .isEqualTo(ErrorCode.ENCODING_ERROR);
    }

    @Test
    void anEncodingFaultComesOutAsItself() throws IOException {
      Path file = folder.resolve("broken.json");
      Files.write(file, new byte[] {'[', '\n', '"', 'a', (byte) 0xFF, '"', ']'});

      SourceException fault = fault(() -> read(openDocument(file, Limits.DEFAULT)));

      assertThat(fault.code()).isEqualTo(ErrorCode.ENCODING_ERROR);
      assertThat(fault.line()).hasValue(2);
      assertThat(fault).hasMessageContaining("0xFF at offset 4");
    }
  }

  @Nested
  final class Bounds {

    @Test
    void nestingIsBounded() {
      Limits limits = Limits.DEFAULT.withMaxDepth(3);

      assertThat(read(openDocument(write("[{\"a\":[1]}]"), limits))).hasSize(1);
      SourceException fault = documentFault("[{\"a\":[[1]]}]", limits);
      assertPlace(fault, ErrorCode.TOO_DEEP, 1, 8);
      assertThat(fault).hasMessageContaining("limit is 3 levels (maxDepth)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"\":"})
    void oneHundredThousandLevelsAreRefused(String opening) {
      assertThat(documentFault(opening.repeat(100_000)).code()).isEqualTo(ErrorCode.TOO_DEEP);
      assertThat(sequenceFault(opening.repeat(100_000)).code()).isEqualTo(ErrorCode.TOO_DEEP);
    }

    @Test
    void theDeepestNestingThatCanBeAllowedIsRead() {
      Limits limits = Limits.DEFAULT.withMaxDepth(10_000);
      String nested = "[".repeat(9_998) + "]".repeat(9_998);

      assertThat(read(openDocument(write("[{\"a\":" + nested + "}]"), limits)).get(0).cell("a"))
          .isEqualTo(new JsonText(nested));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "0.", "1e"})
    void aMillionDigitsAreRefused(String start) {
      for (int digits : new int[] {1_001, 1_000_000, 3_000_000}) {
        SourceException fault = documentFault("[\n{\"a\":" + start + "1".repeat(digits) + "}]");

        assertThat(fault.code()).isEqualTo(ErrorCode.FIELD_TOO_LONG);
        assertThat(fault.line()).hasValue(2);
        assertThat(fault.column()).isIn(OptionalLong.of(2), OptionalLong.of(6));
        assertThat(fault)
            .hasMessageContaining("The number")
            .hasMessageContaining("1000 characters (maxNumberLength)");
      }
    }

    @Test
    void aMillionDigitsAreReadWhereTheyAreAllowed() {
      Limits limits = Limits.DEFAULT.withMaxNumberLength(1_000_000);
      String digits = "123456789".repeat(111_110);

      Row row =
          read(openDocument(write("[{\"a\":" + digits + ",\"b\":0." + digits + "}]"), limits))
              .get(0);

      assertThat(row.cell("a"))
          .isInstanceOfSatisfying(
              BigInteger.class, value -> assertThat(value.bitLength()).isGreaterThan(3_000_000));
      assertThat(row.cell("b"))
          .isInstanceOfSatisfying(
              BigDecimal.class, value -> assertThat(value.scale()).isEqualTo(digits.length()));
    }

    @Test
    void numbersAreNotMeasuredAsStrings() {
      Limits limits = Limits.DEFAULT.withMaxCellLength(5);

      assertThat(read(openDocument(write("[{\"a\":1234567890}]"), limits))).hasSize(1);
    }

    @Test
    void stringsAreBoundedToTheCharacter() {
      Limits limits = Limits.DEFAULT.withMaxCellLength(5);

      assertThat(read(openDocument(write("[{\"a\":\"12345\"}]"), limits))).hasSize(1);
      SourceException fault = documentFault("[{\"a\":\n \"123456\"}]", limits);
      assertPlace(fault, ErrorCode.FIELD_TOO_LONG, 2, 2);
      assertThat(fault)
          .hasMessageContaining("The string")
          .hasMessageContaining("5 characters (maxCell");
      assertPlace(documentFault("[{\"a\":[\"123456\"]}]", limits), ErrorCode.FIELD_TOO_LONG, 1, 8);
    }

    @Test
    void namesAreBounded() {
      Limits limits = Limits.DEFAULT.withMaxCellLength(5);

      assertThat(read(openDocument(write("[{\"12345\":1}]"), limits))).hasSize(1);
      SourceException fault = documentFault("[{\"123456\":1}]", limits);
      assertThat(fault.code()).isEqualTo(ErrorCode.FIELD_TOO_LONG);
      assertThat(fault)
          .hasMessageContaining("The member name")
          .hasMessageContaining("(maxCellLength)");
      assertThat(documentFault("[{\"" + "x".repeat(5_000_000) + "\":1}]").code())
          .isEqualTo(ErrorCode.FIELD_TOO_LONG);
    }

    @Test
    void aStringOfFiftyMegabytesIsRefusedUnlessAllowed() throws IOException {
      Path file = folder.resolve("long.json");
      try (BufferedWriter writer = Files.newBufferedWriter(file)) {
        writer.write("[{\"a\":\"");
        for (int i = 0; i < 50; i++) {
          writer.write("x".repeat(1 << 20));
        }
        writer.write("\"}]");
      }
      Limits enough =
          Limits.DEFAULT.withMaxCellLength(50 << 20).withMaxRecordLength((50 << 20) + 100);

      SourceException fault = fault(() -> read(openDocument(file, Limits.DEFAULT)));
      assertPlace(fault, ErrorCode.FIELD_TOO_LONG, 1, 7);
      assertThat(read(openDocument(file, enough)).get(0).cell("a"))
          .isInstanceOfSatisfying(
              String.class, value -> assertThat(value.length()).isEqualTo(50 << 20));
    }

    @Test
    void recordsAreBounded() {
      Limits limits = Limits.DEFAULT.withMaxRecordLength(20);
      String exact = "{\"a\":\"" + "x".repeat(12) + "\"}";

      assertThat(read(openSequence(write(exact + " ".repeat(50) + "\n" + exact), limits)))
          .hasSize(2);
      for (String record :
          List.of(
              exact.replace("x\"", "xx\""),
              exact.replace("}", " }"),
              "{\"a\":[" + "1,".repeat(20) + "1]}",
              "[" + "1,".repeat(20) + "1]")) {
        SourceException fault = documentFault("[{},\n " + record + "]", limits);
        assertPlace(fault, ErrorCode.RECORD_TOO_LONG, 2, 2);
        assertThat(fault).hasMessageContaining("20 characters (maxRecordLength)");
      }
    }

    @Test
    void anEndlessNestedValueIsStoppedByTheBoundOnRecords() {
      assertThat(documentFault("[{\"a\":[" + "[],".repeat(2_000_000) + "[]]}]").code())
          .isEqualTo(ErrorCode.RECORD_TOO_LONG);
    }

    @Test
    void membersAreBounded() {
      Limits limits = Limits.DEFAULT.withMaxColumns(2);

      assertThat(read(openDocument(write("[{\"a\":1,\"b\":2}]"), limits))).hasSize(1);
      SourceException fault = documentFault("[{\"a\":1,\"b\":2,\n\"c\":3}]", limits);
      assertPlace(fault, ErrorCode.TOO_MANY_COLUMNS, 2, 1);
      assertThat(fault).hasMessageContaining("2 (maxColumns)");
    }

    @Test
    void rowsAreBounded() {
      Limits limits = Limits.DEFAULT.withMaxRows(2);

      assertThat(read(openSequence(write("{}\n{}\n"), limits))).hasSize(2);
      SourceException fault = fault(() -> read(openSequence(write("{}\n{}\n {}"), limits)));
      assertPlace(fault, ErrorCode.TOO_LARGE, 3, 2);
      assertThat(fault).hasMessageContaining("2 rows (maxRows)");
    }
  }

  @Test
  void progressEndsWithTheSizeOfTheFile() throws IOException {
    Path file = write("[" + "{\"a\":\"é\"},\n".repeat(50_000) + "{}]");

    try (RowReader reader = openDocument(file, Limits.DEFAULT)) {
      reader.next();
      assertThat(reader.bytesRead()).isBetween(1L, 70_000L);
      while (reader.next() != null) {
        assertThat(reader.bytesRead()).isPositive();
      }
      assertThat(reader.bytesRead()).isEqualTo(Files.size(file));
    }
  }

  @Test
  void namesThatCollideInAHashTableAreReadLikeOthers() {
    // "Aa" and "BB" have the same hash code, and so has every mix of them.
    String members =
        IntStream.range(0, 4_096)
            .mapToObj(
                i ->
                    '"'
                        + IntStream.range(0, 12)
                            .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                            .collect(Collectors.joining())
                        + "\":1")
            .collect(Collectors.joining(","));

    assertThat(document("[{" + members + "}]").get(0).size()).isEqualTo(4_096);
  }

  @Test
  void theFileCanBeDeletedAfterARefusal() throws IOException {
    Path file = write("[");

    assertThat(fault(() -> read(openDocument(file, Limits.DEFAULT)))).isNotNull();
    Files.delete(file);
    assertThat(file).doesNotExist();
  }

  private List<Row> document(String text) {
    return read(openDocument(write(text), Limits.DEFAULT));
  }

  private List<Row> sequence(String text) {
    return read(openSequence(write(text), Limits.DEFAULT));
  }

  private SourceException documentFault(String text) {
    return documentFault(text, Limits.DEFAULT);
  }

  private SourceException documentFault(String text, Limits limits) {
    return fault(() -> read(openDocument(write(text), limits)));
  }

  private SourceException sequenceFault(String text) {
    return fault(() -> read(openSequence(write(text), Limits.DEFAULT)));
  }

  private static RowReader openDocument(Path file, Limits limits) {
    return JsonRowReader.openDocument(file, Dialect.STANDARD, limits);
  }

  private static RowReader openSequence(Path file, Limits limits) {
    return JsonRowReader.openSequence(file, Dialect.STANDARD, limits);
  }

  private static List<Row> read(RowReader opened) {
    List<Row> rows = new ArrayList<>();
    try (RowReader reader = opened) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static SourceException fault(ThrowingCallable call) {
    SourceException fault = catchThrowableOfType(SourceException.class, call);
    assertThat(fault).as("the fault").isNotNull();
    return fault;
  }

  private static void assertPlace(SourceException fault, ErrorCode code, long line, long column) {
    assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code);
    assertThat(fault.line()).as(fault.getMessage()).hasValue(line);
    assertThat(fault.column()).as(fault.getMessage()).hasValue(column);
  }

  private static List<@Nullable Object> cells(Row row) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.cell(i));
    }
    return cells;
  }

  private Path write(String text) {
    try {
      return Files.writeString(Files.createTempFile(folder, "input", ".json"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
