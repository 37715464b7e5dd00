package dev.importer.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.results.DialectDetection;
import dev.importer.source.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small files of many kinds, and what separates and encloses their cells. */
class DialectVariantsTest {

  private static final char QUOTE = '"';
  private static final char NONE = Dialect.NONE;

  @TempDir Path folder;

  static Stream<Arguments> delimiters() {
    return Stream.of(
        of(
            "blanks before quotes",
            ", ",
            QUOTE,
            "name, email, age\nAnn, \"ann@x.org\", 31\nBob, \"bob@x.org\",32\n"),
        of("blanks after commas", ", ", QUOTE, "id, name, city\n1, Ann, Rome\n2, Bob, Oslo\n"),
        of(
            "blanks after semicolons",
            "; ",
            QUOTE,
            "id; name; price\n1; \"Nut; small\"; 0,5\n2; \"Bolt\"; 1,5\n"),
        of(
            "blanks around bars",
            "| ",
            QUOTE,
            "name | email | age\nMia | mia@x.org | 41\nTom | tom@x.org | 29\n"),
        of(
            "padded columns",
            ", ",
            QUOTE,
            "mail              , name       , age\nmia@x.org         , Mia Berg   , 41\ntom@x.org         , \"Oz, Tom\"  , 29\n"),
        of("blanks in front of some numbers", ",", QUOTE, "a,b,c\n1, 2,30\n10,20, 3\n"),
        of("blanks after tabs", "\t ", QUOTE, "a\t b\t c\n1\t 2\t 3\n4\t 5\t 6\n"),
        of(
            "blanks before apostrophes",
            "; ",
            '\'',
            "'Tenacious D'; 'The pick of destiny';2006\n'Sir Jon'; 'You want some';2009\n"),
        of("blank lines of labels only", ", ", QUOTE, "first, second, third\n"),
        of(
            "quotes in quotes that nothing escapes",
            ";",
            QUOTE,
            "1;\"Ann \"the fox\" Lee\"\n2;\"Bob \"the ox\" Ray\"\n"),
        of(
            "the same between commas",
            ",",
            QUOTE,
            "1,\"Ann \"the fox\" Lee\",x\n2,\"Bob \"the ox\" Ray\",y\n"),
        of("a quote that never closes", ",", QUOTE, "a,\"b,c\nd,e,f\n"),
        of("a quote that never closes between semicolons", ";", QUOTE, "a;\"b;c\nd;e;f\ng;h;i\n"),
        of(
            "a quote that closes too late",
            ";",
            QUOTE,
            "part;size;qty\nPipe;20 mm;4\n\"Rod;long;7\nBolt;M8;9\nNut;M8;11\n"),
        of("blanks after closing quotes", ",", QUOTE, "1,\"B\" ,5,D\n2,\"G\"  ,6,H\n"),
        of("rows of other widths", ",", QUOTE, "10,100,1000\n10,100,1000,10000\n10\n"),
        of("words and a number", " ", QUOTE, rows(60, i -> "alpha " + (i * 7 % 10) + " n")),
        of("lines that end with a delimiter", ", ", QUOTE, rows(60, i -> i * 37 % 90 + ", A;")),
        of("rows that end with a delimiter", ";", QUOTE, "1;2;3;\n4;5;6;\n7;8;9;\n"),
        of("number signs", "#", QUOTE, "a#b#c\n7#04#5\n8#05#3\n"),
        of("number signs between words", "#", QUOTE, rows(12, i -> "w" + i + "#x#" + i + "#yes")),
        of("number signs in text", ",", QUOTE, "id,note\n1,C# and F#\n2,A# minor\n3,B#\n"),
        of("tildes", "~", QUOTE, "name~mail~age\nMia~mia@x.org~41\nTom~tom@x.org~29\n"),
        of("carets", "^", QUOTE, "name^mail^age\nMia^mia@x.org^41\nTom^tom@x.org^29\n"),
        of("colons", ":", QUOTE, "1:2:3\n4:5:6\n7:8:9\n"),
        of("double bars", "||", QUOTE, "a||b||c\n1||2||3\n4||5||6\n"),
        of(
            "double colons",
            "::",
            QUOTE,
            "1::Toy Story (1995)::Comedy\n2::Jumanji (1995)::Children\n3::Heat (1995)::Action\n"),
        of("ratings", "::", QUOTE, rows(20, i -> i + "::" + i * 31 + "::" + i % 5 + "::97830" + i)),
        of(
            "bars and lists of commas",
            "|",
            QUOTE,
            "id|tags|n\n1|red,green|5\n2|blue,red,black|7\n3|white|1\n"),
        of(
            "tabs and sentences",
            "\t",
            QUOTE,
            "id\ttext\n1\tHello, world; here: I am\n2\tWell, well, well\n3\tNo; yes, no\n"),
        of(
            "commas in quoted cells of tabs",
            "\t",
            QUOTE,
            "a\t\"b,c\"\t1\nd\t\"e,f\"\t2\ng\t\"h,i\"\t3\n"),
        of(
            "semicolons in quoted cells of commas",
            ",",
            QUOTE,
            "a,\"b;c\",1\nd,\"e;f;g\",2\ng,\"h;i\",3\n"),
        of("decimal commas", ";", QUOTE, "1,5;2,5\n3,5;4,5\n5,25;6,75\n"),
        of(
            "decimal commas in four columns",
            ";",
            QUOTE,
            "a;b;c;d\n1,5;2,5;3,0;4,1\n3,5;4,5;3,1;4,2\n"),
        of("decimal commas and tabs", "\t", QUOTE, "x\ty\n1,5\t2,5\n3,5\t4,5\n"),
        of(
            "grouped numbers in quotes",
            ",",
            QUOTE,
            "a,\"1,000\",\"2,000\"\nb,\"3,500\",\"14,000\"\n"),
        of("times with colons", ",", QUOTE, "10:15:00,11:15:00,5\n10:20:00,11:10:00,7\n"),
        of("moments with blanks", ",", QUOTE, "2024-01-01 10:00:00,5\n2024-01-02 11:00:00,6\n"),
        of(
            "moments between semicolons",
            ";",
            QUOTE,
            "01.02.2024 10:00;a;1\n02.02.2024 11:30;b;2\n"),
        of("one column of words", ",", QUOTE, "name\nAda\nGrace\nEdsger\nBarbara\n"),
        of("one column of numbers", ",", QUOTE, "10\n20\n30\n40\n"),
        of("one column of dates", ",", QUOTE, "2024-01-01\n2024-01-02\n2024-01-03\n"),
        of(
            "one column of moments",
            ",",
            QUOTE,
            "2024-01-01 10:00:00\n2024-01-02 11:00:00\n2024-01-03 12:00:00\n"),
        of("one column of times", ",", QUOTE, rows(20, i -> "1" + i % 10 + ":" + (10 + i) + ":00")),
        of("one column of links", ",", QUOTE, rows(20, i -> "https://example.org/page/" + i)),
        of("one column of mailboxes", ",", QUOTE, rows(20, i -> "user" + i + "@example.org")),
        of(
            "one column of full names",
            ",",
            QUOTE,
            rows(30, i -> "Ann" + "abcdefghij".charAt(i % 10) + " Smith" + "xyz".charAt(i % 3))),
        of(
            "one column of sentences",
            ",",
            QUOTE,
            "The quick fox\nA dog, and a cat\nNobody knows why\nSee you\n"),
        of(
            "one column of addresses of machines",
            ",",
            QUOTE,
            rows(10, i -> "2001:db8:0:0:0:0:0:" + i)),
        of("one column of dates in words", ",", QUOTE, rows(15, i -> (i + 1) + " March 2024")),
        of("one column of paths", ",", QUOTE, "/usr/bin/a\n/usr/lib/b\n/etc/hosts\n"),
        of(
            "quoted lines that are records",
            ",",
            QUOTE,
            "\"name,email,age\"\n\"Mia,mia@x.org,41\"\n\"Tom,tom@x.org,29\"\n"),
        of(
            "prose",
            ",",
            QUOTE,
            "It was late, and nobody came.\nThe door, of old oak, was shut.\nRain.\nThen, at last, a light.\n"),
        of("keys and values", ",", QUOTE, "host=example.org\nport=8080\nname=My app\ndebug=true\n"),
        of("apostrophes as quotes", ",", '\'', "'a','b, c',1\n'd','e',2\n"),
        of("apostrophes between tabs", "\t", '\'', "'a b'\t'c\td'\t1\n'd'\t'e'\t2\n"),
        of("apostrophes in words", ",", QUOTE, "O'Brien,3\n'tHooft,2\nD'Angelo,1\nSmith,0\n"),
        of(
            "lists in apostrophes in quotes",
            ",",
            QUOTE,
            "1,\"['a', 'b']\",x\n2,\"['c']\",y\n3,\"['d', 'e', 'f']\",z\n"),
        of(
            "lists in quoted cells",
            ",",
            QUOTE,
            "id,tags\n1,\"[\"\"a\"\", \"\"b\"\"]\"\n2,\"[\"\"c\"\"]\"\n"),
        of(
            "JSON in quoted cells of semicolons",
            ";",
            QUOTE,
            "id;json\n1;\"{\"\"a\"\":1,\"\"b\"\":2}\"\n2;\"{\"\"a\"\":3,\"\"b\"\":4}\"\n"),
        of(
            "JSON without quotes between bars",
            "|",
            QUOTE,
            "1|{\"a\":1,\"b\":\"x\"}|2\n2|{\"a\":2,\"b\":\"y\"}|3\n3|{\"a\":5,\"b\":\"z\"}|4\n"),
        of(
            "inches",
            "\t",
            QUOTE,
            "part\tsize\tqty\nPipe\t20\"\t4\nRod\t1/2\" long\t7\nBolt\tM8\t9\n"),
        of(
            "inches between semicolons",
            ";",
            QUOTE,
            "part;size;qty\nPipe;20\";4\nRod;5\";7\nBolt;8\";9\n"),
        of(
            "quotations in front of titles",
            "\t",
            NONE,
            "1\t\"A\" Is for Alibi\n2\t\"B\" Is for Burglar\n3\tD-Day\n"),
        of(
            "a web server's lines",
            " ",
            QUOTE,
            rows(
                20,
                i ->
                    "10.0.0."
                        + i
                        + " - - [10/Oct/2000:13:55:36 -0700] \"GET /a"
                        + i
                        + " HTTP/1.0\" 200 "
                        + (2000 + i))),
        of(
            "links between commas",
            ",",
            QUOTE,
            "1,http://a.org/x?y=1;z=2\n2,http://b.org/\n3,https://c.org/a:b\n"),
        of("coordinates", ",", QUOTE, "51.5,-0.12,London\n48.85,2.35,Paris\n40.7,-74.0,New York\n"),
        of("few rows", ";", QUOTE, "a;b\n1;2\n"),
        of("one row", ";", QUOTE, "17;2024-05-06;x\n"),
        of("one row of tabs", "\t", QUOTE, "a b\tc d\te f\n"),
        of("empty cells", ",", QUOTE, "a,b,c,d\n1,,,4\n,2,,\n,,3,4\n"),
        of("empty cells of semicolons", ";", QUOTE, "a;;;d\n;;;\n1;;;4\n;2;;\n"),
        of(
            "all cells quoted",
            ";",
            QUOTE,
            "\"a\";\"b\";\"c\"\n\"1\";\"2,5\";\"x, y\"\n\"4\";\"3,5\";\"z\"\n"),
        of("line ends in cells", ",", QUOTE, "1,\"a\nb\nc\",x\n2,\"d\ne\",y\n"),
        of(
            "a separator line",
            ";",
            QUOTE,
            "sep=;\nname;note\nMia, Berg, Kiel;a, b, c\nTom, Oz, Bonn;d, e, f\n"),
        of(
            "a separator line of another case, in quotes",
            "~",
            QUOTE,
            "\"SEP=~\"\nname~mail\nMia~mia@x.org\n"),
        of(
            "a separator line that is wrong",
            ";",
            QUOTE,
            "sep=,\nname;email;age\nMia;mia@x.org;41\n"),
        of(
            "titles, then semicolons",
            ";",
            QUOTE,
            "Report, of the year\nmade by Ann, Bob\n\nid;name;n\n1;a;2\n2;b;3\n"),
        of("a footer", ";", QUOTE, "id;name;n\n1;a;2\n2;b;3\n3;c;4\nTotal, of all: 9\n"),
        of("currency", ";", QUOTE, "a;1.234,50 €\nb;12,00 €\nc;0,99 €\n"),
        of(
            "names with commas between semicolons",
            ";",
            QUOTE,
            "Smith, John;31;Rome\nRoe, Jane;29;Oslo\nDoe, Jim;44;Bern\n"),
        of(
            "names with commas between bars",
            "|",
            QUOTE,
            "Smith, John|31\nRoe, Jane|29\nDoe, Jim|44\n"),
        of("booleans", ",", QUOTE, "a,true,yes\nb,false,no\nc,true,no\n"),
        of(
            "identifiers",
            "|",
            QUOTE,
            "123e4567-e89b-12d3-a456-426614174000|a\n123e4567-e89b-12d3-a456-426614174001|b\n"),
        of(
            "aligned numbers with single blanks",
            " ",
            QUOTE,
            "1.0 2.0 3.0\n4.0 5.0 6.0\n7.0 8.0 9.0\n"),
        of(
            "an account file",
            ":",
            QUOTE,
            "root:x:0:0:root:/root:/bin/bash\nbin:x:2:2:bin:/bin:/usr/sbin/nologin\n"));
  }

  /** A delimiter with a blank at its end stands for one after which blanks are skipped. */
  private static Arguments of(String name, String delimiter, char quote, String text) {
    return Arguments.of(name, delimiter, quote, text);
  }

  private static String rows(int count, IntFunction<String> row) {
    return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("delimiters")
  void tellsWhatSeparatesAndEnclosesCells(String name, String delimiter, char quote, String text)
      throws IOException {
    DialectDetection found = detect(text);
    Dialect dialect = found.dialect();

    String separator =
        dialect.delimiter() + (Boolean.TRUE.equals(dialect.skipInitialSpace()) ? " " : "");
    assertThat(separator).as("%s: %s", name, found).isEqualTo(delimiter);
    assertThat(dialect.quoteChar()).as("%s: %s", name, found).isEqualTo(quote);
    assertThat(found.runnersUp()).allMatch(each -> each.score() <= 1);
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        table(
            "headings of groups",
            2,
            0,
            "Date,Place,Travel,,,Total\n,,Air,Rail,Taxi,\n04/04/2014,Rome,,65.60,,65.60\n05/04/2014,Bonn,12.00,,3.10,15.10\n"),
        table(
            "headings of groups with the same labels",
            2,
            0,
            "Region,2019,,2020,\n,Men,Women,Men,Women\nNorth,1,2,3,4\nSouth,5,6,7,8\n"),
        table(
            "headings above labels that repeat",
            2,
            0,
            ",First,,Second,\nRegion,Men,Women,Men,Women\nNorth,1,2,3,4\nSouth,5,6,7,8\n"),
        table(
            "every column in a group, below a title",
            2,
            2,
            "Members 2026;;;;\n;;;;\nPerson;;Contact;;\nFirst;Last;Mail;Phone;Phone\nA;B;a@x.org;1;2\nC;D;c@x.org;3;\n"),
        table(
            "no headings: a first row of two parts over labels without gaps",
            1,
            0,
            "name;city\nAnn;Rome\nBob;Bonn\n"),
        table(
            "no headings: a row with gaps",
            1,
            0,
            "name,tags,,phone\nAnn,x,y,\nBob,z,w,5\nCid,z,w,6\n"),
        table(
            "no headings: a first row with gaps", 1, 0, "name,email,,phone\nAnn,,x,y\nBob,,z,w\n"),
        table(
            "a title of two columns",
            1,
            2,
            "Summary for the period ,\n,\nRow labels,Sum\nFees,9.75\nRent,10.20\n"),
        table(
            "a title filled up",
            1,
            1,
            "Meetings,,,,,\nMinister,Date,Name,Purpose,,\nSmith,Oct-14,Ann Lee,Talk,,\nBrown,Nov-14,Bob Ray,Dinner,,\n"),
        table(
            "a first row wider than all others",
            1,
            1,
            "Created as new set,Sample 022 by Ann on Saturday, 11 February 2017\ncm-1,%T\n"
                + rows(30, i -> (4000 - i) + ".00," + (98 - i % 5) + ".00")),
        table(
            "keys under one mark",
            1,
            8,
            rows(8, i -> "#KEY" + i + ": ,value " + i) + "id,name,x,y,z\n1,a,2,3,4\n2,b,3,4,5\n"),
        table(
            "comments with commas",
            1,
            2,
            "# made by X\n# on Monday, at noon\nid,name\n1,Ann\n2,Bob\n"),
        table(
            "comments under another mark",
            1,
            2,
            "% made by X\n% on Monday, at noon\nid,name\n1,Ann\n2,Bob\n"),
        table("a label with a mark", 1, 1, "# made by X\n#id,name,n\n1,Ann,5\n2,Bob,6\n"),
        table("marked labels alone", 1, 0, "#id,name,n\n1,Ann,5\n2,Bob,6\n"),
        table("rows that begin with a mark are data", 0, 0, "#1,5,x\n#2,6,y\n#3,7,z\nplain,7,w\n"),
        table(
            "keys and values before a table",
            1,
            4,
            "Plan: ,NORTH\nFrom: ,2026\nTo: ,2027\nBy: ,Ann\nid,name,x,y\n1,a,2,3\n2,b,3,4\n3,c,4,5\n"),
        table(
            "a blank row before years",
            1,
            3,
            "Report\n\n;\"\";;;\n;\"1985\";\"1993\"\n\"Surgery\";\"1\";\"2\"\n"),
        table("a row of blank cells first", 1, 1, ",,\nid,name,n\n1,a,2\n2,b,3\n"),
        table("two labels over a wider row", 1, 0, "a,b\n1,2,z,z,z\n"),
        table("one label over a wider row", 1, 0, "name\nAnn,z,z,z,z,z\n"),
        table("one label over wider rows", 1, 0, "name\nAnn,z,z\nBob,y,y\n"),
        table("a title without labels after it", 1, 0, "Report\n1,2,3\n4,5,6\n7,8,9\n"),
        table(
            "a title, a blank line and labels",
            1,
            2,
            "Members of the club\n\nName;Email;Town\nAnn;ann@x.org;Rome\nBob;bob@x.org;Oslo\n"),
        table(
            "a bank's lines",
            1,
            4,
            "\"Bank eG\";\"Umsatzanzeige\"\n\"Konto:\";\"DE00 0000\"\n\"Zeitraum:\";\"01.10.2026 - 31.10.2026\"\n\n\"Buchungstag\";\"Wertstellung\";\"Verwendungszweck\";\"Betrag\";\"Saldo\"\n\"01.10.2026\";\"01.10.2026\";\"Laden\";\"-3,20\";\"4,11\"\n\"02.10.2026\";\"02.10.2026\";\"Gehalt\";\"500,00\";\"704,11\"\n"),
        table(
            "padded notes",
            1,
            5,
            "\nPlan name:,\"NORTH LAKE, INC\"\nDate Range,01/01/2026 - 06/03/2026,,,,\n\n\nDate,Investment,Transaction Type,Amount,Shares/Unit\n06/01/2026,Target Fund,Contribution,150.00,1.5\n05/15/2026,Target Fund,Contribution,150.00,1.48\n"),
        table("a separator line", 1, 1, "sep=;\nname;n\nMia;1\nTom;2\n"),
        table(
            "a separator line and a title",
            1,
            3,
            "sep=;\nReport of the year\n\nid;name;n\n1;a;1\n2;b;2\n"),
        table(
            "comments before rows without labels",
            0,
            1,
            "# exported\n1.0,2.0,x\n3.0,4.0,y\n5.0,6.0,z\n"),
        table(
            "rows without labels",
            0,
            0,
            "09-11-2026;\"Bakery\";-326,03\n07-11-2026;\"Shop, 35314 \";-17,00\n06-11-2026;UNION FEE;-289,25\n"),
        table(
            "a column a year, not one after the other",
            1,
            0,
            "country,1990,2000,2010\nFrance,10.5,11.5,12.0\nSpain,9.5,9.0,9.9\n"));
  }

  /** A number of rows of labels, perhaps none, after a number of skipped lines. */
  private static Arguments table(String name, int labelRows, int skippedLines, String text) {
    return Arguments.of(name, labelRows, skippedLines, text);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void tellsWhereTheTableBegins(String name, int labelRows, int skippedLines, String text)
      throws IOException {
    DialectDetection found = detect(text);
    Dialect dialect = found.dialect();

    assertThat(dialect.skipRows()).as("%s: %s", name, found).isEqualTo(skippedLines);
    assertThat(dialect.header()).as("%s: %s", name, found).isEqualTo(labelRows > 0);
    assertThat(dialect.headerRows()).as("%s: %s", name, found).isEqualTo(Math.max(1, labelRows));
    assertThat(found.skippedLines()).isEqualTo(skippedLines);
  }

  private DialectDetection detect(String text) throws IOException {
    Path file = folder.resolve("sample.csv");
    Files.writeString(file, text);
    return DialectDetector.detect(
        file, StandardCharsets.UTF_8, Dialect.UNSPECIFIED, ExpectedLabels.NONE);
  }
}
