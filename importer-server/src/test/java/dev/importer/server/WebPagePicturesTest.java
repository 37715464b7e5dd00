package dev.importer.server;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Not a test of behaviour: makes pictures of every step from a file to stored rows, when asked to.
 */
class WebPagePicturesTest extends PageInBrowser {

  private static final String PICTURES = "importer.pictures";

  private static final String LIST =
      IntStream.rangeClosed(1, 600)
          .mapToObj(
              i -> {
                String at = i % 46 == 0 ? "(at)" : "@";
                String age =
                    i % 60 == 7 && i < 500 ? "unknown" : i % 150 == 11 ? "42 years" : "" + i % 90;
                return "Person %d,p%d%sexample.com,%s,%s"
                    .formatted(i, i, at, age, i % 2 == 0 ? "Sales" : "Design");
              })
          .collect(Collectors.joining("\n", "Full name,E-Mail Address,Years,Team\n", "\n"));

  private Path folder = Path.of("");
  private String suffix = "";
  private int step;

  @ParameterizedTest
  @CsvSource({"light,1280,900", "dark,1280,900", "light,390,844", "dark,390,844"})
  @EnabledIfSystemProperty(named = PICTURES, matches = ".+")
  void everyStep(String scheme, int width, int height) {
    folder = Path.of(System.getProperty(PICTURES)).toAbsolutePath();
    suffix = "-%s-%d.png".formatted(scheme, width);
    page.scheme(scheme).size(width, height);
    home().untilShown("No imports yet");
    picture("first-contact");
    page.chooseFiles(0, file("users.csv", LIST)).untilShown("its values fit");
    picture("match");
    page.click("Check with these columns").untilShown("574 valid, 26 refused");
    picture("report");
    page.click("unknown × 9").untilShown("is not an integer");
    picture("answer");
    page.write("40").press("Enter", 13).untilShown("583 valid, 17 refused");
    page.click("→ 42").untilShown("587 valid, 13 refused");
    picture("answered");
    page.click("Import 587 rows, keep 13 aside").untilShown("13 of 600 rows need you");
    page.untilShown("What was refused");
    picture("import");
    page.click("Fix").until("document.activeElement.ariaLabel?.startsWith('email')");
    picture("cell");
    page.press("Escape", 27).click("Take all 13 suggestions").untilShown("All 600 rows are stored");
    picture("end");
    page.click("Columns").untilShown("Different values");
    picture("columns");
    page.click("Statistics").untilShown("Rows by day");
    picture("statistics");
    home().untilShown("1 import");
    picture("list");
  }

  private void picture(String name) {
    step++;
    // The last frame may still be that of a moment before.
    page.evaluate(
        "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(true))))");
    page.screenshot(folder.resolve("%02d-%s%s".formatted(step, name, suffix)));
  }
}
