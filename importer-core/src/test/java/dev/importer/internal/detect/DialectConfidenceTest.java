package dev.importer.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.results.DialectDetection;
import dev.importer.source.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The confidence of a detection is how likely it is that all of it is right. */
class DialectConfidenceTest {

  private static final int FILES = 3_000;

  @TempDir Path folder;

  @Test
  void isRightAsOftenAsItSays() throws IOException {
    int sure = 0;
    int sureAndRight = 0;
    int unsure = 0;
    int unsureAndRight = 0;
    int separated = 0;
    for (int seed = 0; seed < FILES; seed++) {
      MadeUpTable table = MadeUpTable.of(new Random(seed));
      DialectDetection found = detect(table.text());
      boolean isRight = table.isReadBy(found.dialect());
      separated += table.isSeparatedBy(found.dialect()) ? 1 : 0;
      if (found.confidence() > 0.9) {
        sure++;
        sureAndRight += isRight ? 1 : 0;
      } else if (found.confidence() < 0.5) {
        unsure++;
        unsureAndRight += isRight ? 1 : 0;
      }
    }
    System.out.printf(
        "made-up files: separated %d of %d; above 0.9: right %d of %d; below 0.5: right %d of %d%n",
        separated, FILES, sureAndRight, sure, unsureAndRight, unsure);
    assertThat(separated).isGreaterThanOrEqualTo(FILES * 96 / 100);
    assertThat(sureAndRight).isGreaterThanOrEqualTo(sure * 98 / 100);
    assertThat(sure).isGreaterThanOrEqualTo(FILES / 2);
    assertThat(unsureAndRight).isLessThan(unsure * 8 / 10);
  }

  @Test
  void isNoLessThanThatOfAnyRunnerUp() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      DialectDetection found = detect(MadeUpTable.of(new Random(seed)).text());
      for (int i = 1; i < found.runnersUp().size(); i++) {
        assertThat(found.runnersUp().get(i).score())
            .isLessThanOrEqualTo(found.runnersUp().get(i - 1).score());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id,name\n1,Ann\n2,Bob\n",
        "name;email;age\nAnn;ann@x.org;31\nBob;bob@x.org;29\n",
        "a\tb\n1\t2\n3\t4\n5\t6\n"
      })
  void isHighForASmallFileThatIsPlain(String text) throws IOException {
    assertThat(detect(text).confidence()).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1;\"Ann \"the fox\" Lee\"\n2;\"Bob \"the ox\" Ray\"\n",
        "a,\"b,c\nd,e,f\n",
        "name\nAnn,z,z,z\nBob,y,y,y\nCid,x,x,x\n"
      })
  void isLowWhereRowsWillBeRefused(String text) throws IOException {
    assertThat(detect(text).confidence()).isLessThan(0.5);
  }

  private DialectDetection detect(String text) throws IOException {
    Path file = folder.resolve("made-up.csv");
    Files.writeString(file, text);
    return DialectDetector.detect(
        file, StandardCharsets.UTF_8, Dialect.UNSPECIFIED, ExpectedLabels.NONE);
  }
}
