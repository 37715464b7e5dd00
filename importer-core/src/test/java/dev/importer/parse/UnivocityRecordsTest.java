package dev.importer.parse;

import static dev.importer.parse.CsvTexts.cells;
import static dev.importer.parse.CsvTexts.describe;
import static dev.importer.parse.CsvTexts.guarded;
import static dev.importer.parse.CsvTexts.tokenizer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import dev.importer.source.QuoteRepair;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnivocityRecordsTest {

  /** Each is a text that the engine, left to itself, reads wrongly or refuses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "#a,b\n#c\nd\n",
        "a,\"b\" ,c\nd\n",
        "a,\"b\"\t\nd\n",
        "a,\"\0\",b\n\"\0\"\"x\",c\n",
        "a,\"",
        "a,\"b\n",
        "a,b\nc,\"d\ne,f\n",
        "a\nb\r\nc\rd\n",
        "a\rb\r\nc\r",
        "a\r\nb\nc\r\n",
        "a\r\n\"b\"\n\"c\"\r\n",
        "a\r\nb\r",
        "\n\na\n\n\nb\n\n",
        "\r\n\r\na\r\n",
        "\r\ra\r",
        "a,\"b\"x,c\nd,\"e\"\n",
        "a,\"b\"x,c\nd,e\n",
        "\"\",\",\"\n\"\",\"\"\n",
        "\"a\"\"\",\"\"\"\"\nb,c",
        "\uFEFFa,b\n\uFEFFc\n",
        "a,b,\nc,,\n,\n,",
        " a , \"b\" \n",
        "\"a\nb\",c\nd",
        "\"a\r\nb\",c\r\nd",
        "\"a\nb\"\r\nc",
        "5\" pipe\r\nc\r\n",
        "a",
        "",
        "\n",
        "\"\"",
        ","
      })
  void returnsWhatStandsInTheText(String text) {
    for (int longest : new int[] {1, 2, 3, 100}) {
      assertThat(describe(guarded(new ShortReads(text, longest), Dialect.STANDARD, Limits.DEFAULT)))
          .isEqualTo(describe(tokenizer(text, Dialect.STANDARD)));
    }
  }

  @Test
  void returnsTheRecordsBeforeAFaultOfTheSource() {
    SourceException fault = new SourceException(ErrorCode.ENCODING_ERROR, "no text");
    Reader source =
        new Reader() {
          private final Reader start = new StringReader("a,b\nc,d\ne,");
          private boolean failed;

          @Override
          public int read(char[] target, int offset, int length) throws IOException {
            int count = start.read(target, offset, length);
            if (count < 0 && !failed) {
              failed = true;
              throw fault;
            }
            return count;
          }

          @Override
          public void close() {}
        };
    CsvRecords records = guarded(source, Dialect.STANDARD, Limits.DEFAULT);
    assertThat(records.next(0).cells()).containsExactly("a", "b");
    assertThat(records.next(0).cells()).containsExactly("c", "d");
    assertThat(catchThrowableOfType(SourceException.class, () -> records.next(0))).isSameAs(fault);
    assertThat(catchThrowableOfType(SourceException.class, () -> records.next(0))).isSameAs(fault);
  }

  @Test
  void readsRecordsThatAreLongerThanAnyBuffer() {
    String cell = "x".repeat(1_000_000);
    String text = "a,b\n" + cell + ",\"" + cell + "\"\nc,d\n";
    assertThat(cells(guarded(new StringReader(text), Dialect.STANDARD, Limits.DEFAULT)))
        .containsExactly(List.of("a", "b"), List.of(cell, cell), List.of("c", "d"));
  }

  @Test
  void readsMoreColumnsThanTheEngineCan() {
    Limits limits = Limits.DEFAULT.withMaxColumns(100_000);
    String text = "a\n" + ",".repeat(99_999) + "\nb\n";
    assertThat(cells(guarded(new StringReader(text), Dialect.STANDARD, limits)))
        .extracting(List::size)
        .containsExactly(1, 100_000, 1);
  }

  @Test
  void givesUpOnAnUnclosedQuoteAtTheLimit() {
    Limits limits = Limits.DEFAULT.withMaxRecordLength(1000);
    String text = "a,b\nc,\"d\n" + "e,f\n".repeat(1_000_000);
    List<String> described = describe(guarded(new StringReader(text), Dialect.STANDARD, limits));
    assertThat(described).hasSize(2);
    assertThat(described.get(1))
        .startsWith("record-too-long OptionalLong[2]")
        .contains("opens on line 2, character 3");
  }

  @Test
  void startsNoThread() {
    int before = Thread.activeCount();
    CsvRecords records =
        guarded(new StringReader("a\n".repeat(1000)), Dialect.STANDARD, Limits.DEFAULT);
    assertThat(records.next(0)).isNotNull();
    assertThat(Thread.activeCount()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n\"c\nd\",e\n",
        "a,b\r\n\"c\rd\",e\r\n",
        "a,b\r\"c\nd\",e\r",
        "#a,b\n \"c\",#d\n"
      })
  void keepsToTheEngineInWellFormedText(String text) {
    LineEnds lineEnds = new LineEnds();
    UnivocityRecords records =
        (UnivocityRecords)
            CsvRecords.of(
                new ShortReads(text.repeat(1000), 7),
                Dialect.STANDARD,
                QuoteRepair.OFF,
                Limits.DEFAULT,
                lineEnds,
                skipped -> {});
    assertThat(CsvTexts.all(records)).hasSize(2000);
    assertThat(records.hasHandedOver()).isFalse();
    assertThat(lineEnds.areMixed()).isFalse();
  }
}
