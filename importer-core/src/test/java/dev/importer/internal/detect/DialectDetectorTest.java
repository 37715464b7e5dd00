package dev.importer.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.results.DialectDetection;
import dev.importer.source.Dialect;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectDetectorTest {

  private static final Dialect COMMA = Dialect.STANDARD;
  private static final Dialect SEMICOLON = Dialect.STANDARD.withDelimiter(";");
  private static final Dialect TAB = Dialect.STANDARD.withDelimiter("\t");
  private static final Dialect PIPE = Dialect.STANDARD.withDelimiter("|");
  private static final Dialect APOSTROPHE =
      Dialect.STANDARD.withQuoteChar('\'').withEscapeChar('\'');

  @TempDir Path folder;

  static Stream<Arguments> samples() {
    return Stream.of(
        sample(
            "decimal commas between semicolons",
            SEMICOLON,
            """
            Artikel;Menge;Preis
            Schraube M4;100;0,05
            Mutter M4;250;0,03
            Dübel, grau;80;1,20
            """),
        sample(
            "tabs and quotes",
            TAB,
            """
            id\tname\tnote
            1\t"Smith, John"\t"said ""hi"", left"
            2\tJane Roe\tnone; really
            3\t"Tab\there"\tok
            """),
        sample(
            "pipes",
            PIPE,
            """
            code|city|population
            B|Berlin|3645000
            HH|Hamburg|1841000
            M|München, Bayern|1472000
            """),
        sample(
            "numbers without labels",
            COMMA.withHeader(false),
            """
            1,2.5,300
            2,3.5,400
            3,4.5,500
            """),
        sample(
            "one column of words",
            COMMA,
            """
            name
            Ada
            Grace
            Edsger
            """),
        sample(
            "one column of times",
            COMMA,
            """
            start
            10:15:00
            10:20:00
            11:05:30
            """),
        sample(
            "one column of moments",
            COMMA.withHeader(false),
            """
            2024-01-01 10:00:00
            2024-01-02 11:30:00
            2024-01-03 12:45:10
            """),
        sample(
            "a title before the labels",
            SEMICOLON.withSkipRows(3),
            """
            Umsatzbericht, 1. Quartal 2024
            Erstellt am 03.04.2024

            Monat;Umsatz;Kosten
            Januar;1200,50;800,10
            Februar;1340,00;790,00
            März;1420,75;830,99
            """),
        sample(
            "comments before the labels",
            COMMA.withSkipRows(2),
            """
            # exported by the lab
            # all values in mm
            sample,width,height
            a1,10.5,3.2
            a2,11.0,3.1
            a3,10.1,3.3
            """),
        sample(
            "a title that a spreadsheet filled up",
            COMMA.withSkipRows(2),
            """
            Inventory 2024,,,
            ,,,
            item,shelf,count,price
            bolt,A1,10,0.10
            nut,A2,25,0.05
            washer,A3,14,0.02
            """),
        sample(
            "notes with some delimiters",
            COMMA.withSkipRows(2),
            """
            some notes
            more notes, ...
            number,text,date
            345.0,TEST4,2000-12-13
            346.0,TEST5,2000-12-14
            """),
        sample(
            "fewer labels than cells",
            COMMA,
            """
            id,name
            1,Ann,Paris
            2,Bob,Rome
            3,Cid,Oslo
            """),
        sample(
            "titles that begin with a quotation",
            TAB.withQuoteChar(Dialect.NONE).withEscapeChar(Dialect.NONE),
            """
            id\ttitle
            1\t"A" Is for Alibi
            2\t"B" Is for Burglar
            3\t"C" Is for Corpse
            4\tD-Day
            """),
        sample(
            "semicolons in quoted text",
            COMMA,
            """
            id,comment,score
            1,"good; fast; cheap",5
            2,"bad; slow; dear",1
            3,"so; so; la; la",3
            """),
        sample(
            "JSON in a cell",
            COMMA,
            """
            id,payload,at
            1,"{""a"":1,""b"":[1,2]}",2024-01-01T00:00:00Z
            2,"{""a"":2,""b"":[]}",2024-01-02T00:00:00Z
            3,"{""a"":3,""c"":{""d"":4}}",2024-01-03T00:00:00Z
            """),
        sample(
            "JSON without quotes between pipes",
            PIPE,
            """
            id|payload|at
            1|{"a": 1, "b": "x:y"}|10:00
            2|{"a": 2}|10:05
            3|{"a": 3, "c": "z, z"}|10:10
            """),
        sample(
            "dates and times with colons",
            COMMA,
            """
            train,departs,arrives
            IC 2010,12:05:00,14:47:00
            ICE 71,13:12:00,18:01:00
            RE 5,13:40:00,13:59:00
            """),
        sample(
            "single blanks between values",
            COMMA.withDelimiter(" "),
            """
            x y z
            1.0 2.5 3.5
            2.0 4.5 1.5
            3.0 0.5 7.5
            """),
        sample(
            "sentences that hold blanks",
            COMMA,
            """
            first sentence here
            John Smith
            Mary Jones
            Paul Brown
            """),
        sample(
            "blank lines first",
            COMMA,
            """


            a,b,c
            1,2,3
            4,5,6
            """),
        sample(
            "a delimiter at the end of each row",
            COMMA,
            """
            id,name,qty,
            1,bolt,10,
            2,nut,25,
            3,pin,7,
            """),
        sample(
            "apostrophes in names",
            COMMA,
            """
            name,goals
            O'Brien,3
            D'Angelo,1
            'tHooft,2
            Smith,0
            """),
        sample(
            "apostrophes as quotes",
            APOSTROPHE,
            """
            'name','city','age'
            'Smith, John','Paris','31'
            'Roe, Jane','Rome','29'
            'It''s me','Nice','40'
            """),
        sample(
            "backslashes before quotes",
            COMMA.withEscapeChar('\\'),
            """
            id,text,n
            1,"she said \\"yes, sure\\", twice",4
            2,"plain, text",5
            3,"the \\"end\\"",6
            """),
        sample(
            "backslashes that escape nothing",
            COMMA,
            """
            path,size
            "C:\\temp\\",10
            "D:\\data\\",20
            "E:\\x, y\\",30
            """),
        sample(
            "ragged rows",
            COMMA,
            """
            id,name,age
            1,Ann,31
            2,Bob
            3,Cid,44,extra
            4,Dan,28
            5,Eve,39
            """),
        sample(
            "a column a year",
            COMMA,
            """
            country,2019,2020,2021
            France,10.5,11.5,12.0
            Spain,9.5,9.0,9.9
            Italy,8.1,8.2,8.4
            """),
        sample(
            "a row of units below the labels",
            COMMA.withHeaderRows(2),
            """
            station,temperature,pressure
            name,°C,hPa
            Brocken,3.5,1013.2
            Zugspitze,-7.1,1009.8
            Feldberg,1.4,1011.0
            Wendelstein,0.2,1010.4
            """),
        sample(
            "two-character delimiter",
            COMMA.withDelimiter("||"),
            """
            id||name||city
            1||Ann||Paris
            2||Bob||Rome
            3||Cid||Oslo
            """),
        sample(
            "blanks after commas, before quotes",
            COMMA.withSkipInitialSpace(true),
            """
            id, name, note
            1, "Smith, John", "likes a, b"
            2, "Roe, Jane", "likes c"
            3, "Doe, Jim", "likes d, e, f"
            """),
        sample(
            "an account file",
            COMMA.withDelimiter(":").withHeader(false),
            """
            root:x:0:0:root:/root:/bin/bash
            daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
            bin:x:2:2:bin:/bin:/usr/sbin/nologin
            """),
        sample(
            "line ends in quotes",
            COMMA,
            """
            id,address,zip
            1,"12 Main St
            Springfield",12345
            2,"1 High St
            Shelbyville",54321
            3,"5 Low St, Back",11111
            """),
        sample(
            "mailboxes and links",
            SEMICOLON,
            """
            mail;page
            a@example.org;https://example.org/a,b
            b@example.org;https://example.org/c
            c@example.org;https://example.org/d?x=1,2
            """),
        sample(
            "grouped thousands in quotes",
            COMMA,
            """
            region,population
            North,"1,234,567"
            South,"2,345,678"
            West,"987,654"
            """),
        sample(
            "money with blanks and signs",
            TAB,
            """
            account\tamount
            main\t1 234,50 €
            side\t-12,00 €
            rest\t100,00 €
            """),
        sample("one row of values", COMMA.withHeader(false), "17,2024-05-06,9.99\n"),
        sample("one row of labels", SEMICOLON, "name;street;city\n"),
        sample("a single word", COMMA, "hello"),
        sample("nothing", COMMA, ""),
        sample("blank lines only", COMMA, "\n\n \n"));
  }

  private static Arguments sample(String name, Dialect expected, String text) {
    return Arguments.of(name, expected, text);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void tellsHowASampleIsWritten(String name, Dialect expected, String text) throws IOException {
    DialectDetection found = detect(text, Dialect.UNSPECIFIED, List.of());

    assertThat(found.dialect()).as("%s: %s", name, found).isEqualTo(expected);
    assertThat(found.evidence()).isNotEmpty();
    assertThat(found.confidence()).isBetween(0.0, 1.0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void tellsTheSameWithOtherLineEndsAndEncodings(String name, Dialect expected, String text)
      throws IOException {
    Path file = folder.resolve("sample.csv");
    Files.writeString(file, "\uFEFF" + text.replace("\n", "\r\n"), StandardCharsets.UTF_16LE);

    DialectDetection found =
        DialectDetector.detect(
            file, StandardCharsets.UTF_8, Dialect.UNSPECIFIED, ExpectedLabels.NONE);

    assertThat(found.dialect()).as("%s: %s", name, found).isEqualTo(expected);
  }

  @Nested
  class WhatIsGiven {

    private static final String TEXT =
        """
        title
        a;b,c
        1;2,3
        4;5,6
        """;

    @Test
    void isNotSearched() throws IOException {
      Dialect given =
          Dialect.UNSPECIFIED
              .withDelimiter(",")
              .withQuoteChar('%')
              .withEscapeChar('!')
              .withHeader(false)
              .withSkipRows(0)
              .withHeaderRows(2)
              .withHeaderJoin("/")
              .withSkipInitialSpace(true)
              .withCommentChar('$')
              .withEncoding(StandardCharsets.ISO_8859_1);

      assertThat(detect(TEXT, given, List.of()).dialect()).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", " ", "'", "x"})
    void delimiterStaysWhateverItIs(String delimiter) throws IOException {
      Dialect given = Dialect.UNSPECIFIED.withDelimiter(delimiter);
      assertThat(detect(TEXT, given, List.of()).dialect().delimiter()).isEqualTo(delimiter);
      assertThat(detect("", given, List.of()).dialect().delimiter()).isEqualTo(delimiter);
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', ' ', '|', ':', '\'', '"', '\\', 'x'})
    void quoteIsNeverPartOfTheDelimiter(char quote) throws IOException {
      Dialect given = Dialect.UNSPECIFIED.withQuoteChar(quote).withEscapeChar(quote);
      for (String text : List.of(TEXT, "", "a,b;c\td e|f:g\n")) {
        Dialect found = detect(text, given, List.of()).dialect();
        assertThat(found.quoteChar()).isEqualTo(quote);
        assertThat(found.delimiter()).doesNotContain(String.valueOf(quote));
      }
    }

    @Test
    void numberOfSkippedLinesEndsTheSearchForTheTable() throws IOException {
      Dialect found = detect(TEXT, Dialect.UNSPECIFIED.withSkipRows(1), List.of()).dialect();
      assertThat(found.skipRows()).isEqualTo(1);
      assertThat(found.header()).isTrue();
      found = detect(TEXT, Dialect.UNSPECIFIED.withSkipRows(99), List.of()).dialect();
      assertThat(found.skipRows()).isEqualTo(99);
    }
  }

  @Test
  void labelsOfTheSchemaTellTheHeaderFromRowsOfTheSameKind() throws IOException {
    String text = "Given Name,city\nAda,London\nGrace,New York\nAda,London\n";
    assertThat(detect(text, Dialect.UNSPECIFIED, List.of("city", "given name")).evidence())
        .contains("The first row holds 2 of the 2 expected labels.");
    text = "1,2\n3,4\n5,6\n";
    assertThat(detect(text, Dialect.UNSPECIFIED, List.of("1", "2")).dialect().header()).isTrue();
    assertThat(detect(text, Dialect.UNSPECIFIED, List.of("a", "b")).dialect().header()).isFalse();
  }

  @Test
  void saysWhyAndNamesEveryLineThatIsSkipped() throws IOException {
    String text = "Report\n\nid;name\n1;\"a;b\"\n2;c\n3;d\n";

    DialectDetection found = detect(text, Dialect.UNSPECIFIED, List.of());

    assertThat(found.dialect()).isEqualTo(SEMICOLON.withSkipRows(2));
    assertThat(found.evidence())
        .containsExactly(
            "';' gives 2 cells in 4 of 5 rows.",
            "\" encloses cells in 1 of 5 rows.",
            "Lines 1 to 2 are skipped: titles or notes above the table.",
            "The first row holds words where 1 of 2 columns hold values below.");
    assertThat(found.runnersUp()).isNotEmpty().allMatch(each -> each.score() <= 1);
  }

  @Test
  void skipsNoTableThatIsNarrowerThanTheNextOne() throws IOException {
    String narrow = "id,name\n" + "1,a\n".repeat(10);
    String wide = "id,name,city,zip,country\n" + "1,a,b,2,c\n".repeat(40);

    DialectDetection found = detect(narrow + wide, Dialect.UNSPECIFIED, List.of());

    assertThat(found.dialect().skipRows()).isZero();
  }

  @Test
  void takesNoRowOfDataForLabels() throws IOException {
    String bad = "id,price\nn/a,-\n1,2.5\n2,3.5\n3,4.5\n4,5.5\n";
    assertThat(detect(bad, Dialect.UNSPECIFIED, List.of()).dialect().headerRows()).isOne();
    bad = "id,price,note\n1,free,x\n2,3.5,y\n3,4.5,z\n4,5.5,z\n";
    assertThat(detect(bad, Dialect.UNSPECIFIED, List.of()).dialect().headerRows()).isOne();
  }

  @Test
  void looksFurtherThanTheStartOfALargeFile() throws IOException {
    // The start has no quotes at all, and the apostrophes come late.
    String text = "1;2,5;x\n".repeat(20_000) + "1;'a;b';x\n".repeat(40_000);

    DialectDetection found = detect(text, Dialect.UNSPECIFIED, List.of());

    assertThat(found.dialect())
        .isEqualTo(SEMICOLON.withQuoteChar('\'').withEscapeChar('\'').withHeader(false));
    assertThat(found.evidence().get(0)).contains("several places");
  }

  @Test
  void detectsALargeFileInAFewMilliseconds() throws IOException {
    Path file = folder.resolve("large.csv");
    String row = "1042,Name of it,2024-01-02 10:00:00,12.50,\"said \"\"x\"\", it's; fine\",true\n";
    Files.writeString(file, "id,name,at,amount,note,flag\n" + row.repeat(300_000));
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 40; i++) {
      long start = System.nanoTime();
      DialectDetection found =
          DialectDetector.detect(
              file, StandardCharsets.UTF_8, Dialect.UNSPECIFIED, ExpectedLabels.NONE);
      best = Math.min(best, System.nanoTime() - start);
      assertThat(found.dialect()).isEqualTo(COMMA);
    }
    System.out.printf("detection in a file of %d bytes: %.1f ms%n", Files.size(file), best / 1e6);
    // Warm, alone on a machine, it takes less than 20 ms; a busy machine gets more.
    assertThat(best).isLessThan(150_000_000L);
  }

  @Test
  void aFileThatCannotBeReadIsDetectedAsTheStandardOne() {
    DialectDetection found =
        DialectDetector.detect(
            folder.resolve("missing"),
            StandardCharsets.UTF_8,
            Dialect.UNSPECIFIED,
            ExpectedLabels.NONE);

    assertThat(found.dialect()).isEqualTo(COMMA);
    assertThat(found.confidence()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void survivesAnyBytesAndNamesADialectThatReadsThem(int seed) throws IOException {
    Random random = new Random(seed);
    String alphabet = "aZ09 ,;|:~^\t\n\r\"'\\.-{}[]#\u0000\u00e9\u4e2d\uD83D\uFEFF";
    List<Charset> encodings =
        List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            Charset.forName("UTF-32"),
            Charset.forName("ISO-2022-JP"),
            StandardCharsets.US_ASCII);
    Path file = folder.resolve("any.csv");
    for (int i = 0; i < 150; i++) {
      byte[] bytes = new byte[random.nextInt(i % 25 == 0 ? 300_000 : 400)];
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] =
            (byte)
                (i % 2 == 0
                    ? random.nextInt(256)
                    : alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Files.write(file, bytes);
      Charset encoding = encodings.get(i % encodings.size());

      DialectDetection found =
          DialectDetector.detect(
              file, encoding, Dialect.UNSPECIFIED, ExpectedLabels.of(List.of("a", "Z")));

      assertThat(found.dialect()).isEqualTo(found.dialect().orElse(Dialect.STANDARD));
      assertThat(found.dialect().encoding()).isEqualTo(encoding);
      assertThat(found.confidence()).isBetween(0.0, 1.0);
    }
  }

  private DialectDetection detect(String text, Dialect given, List<String> expectedLabels)
      throws IOException {
    Path file = folder.resolve("sample.csv");
    Files.writeString(file, text);
    return DialectDetector.detect(
        file, StandardCharsets.UTF_8, given, ExpectedLabels.of(expectedLabels));
  }
}
