package dev.importer.server;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Not a test of behaviour: makes pictures of every step from a file to stored rows, when asked to.
 */
class WebPagePicturesTest extends PageInBrowser {

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

  private String suffix = "";
  private int steps;

  @ParameterizedTest
  @CsvSource({"light,1280,900", "dark,1280,900", "light,390,844", "dark,390,844"})
  @EnabledIfSystemProperty(named = PICTURES, matches = ".+")
  void everyStep(String scheme, int width, int height) {
    suffix = "-%s-%d".formatted(scheme, width);
    page.scheme(scheme).size(width, height);
    home().untilShown("No imports yet");
    step("first-contact");
    page.chooseFiles(0, file("users.csv", LIST)).untilShown("its values fit");
    step("match");
    page.click("Check with these columns").untilShown("574 valid, 26 refused");
    step("report");
    page.click("unknown × 9").untilShown("is not an integer");
    step("answer");
    page.write("40").press("Enter", 13).untilShown("583 valid, 17 refused");
    page.click("→ 42").untilShown("587 valid, 13 refused");
    step("answered");
    page.click("Import 587 rows, keep 13 aside").untilShown("13 of 600 rows need you");
    page.untilShown("What was refused");
    step("import");
    page.click("Fix").until("document.activeElement.ariaLabel?.startsWith('email')");
    step("cell");
    page.press("Escape", 27).click("Take all 13 suggestions").untilShown("All 600 rows are stored");
    step("end");
    page.click("Columns").untilShown("Different values");
    step("columns");
    page.click("Statistics").untilShown("Rows by day");
    step("statistics");
    home().untilShown("1 import");
    step("list");
  }

  private void step(String name) {
    steps++;
    // The last frame may still be that of a moment before.
    page.evaluate(
        "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(true))))");
    picture("%02d-%s%s".formatted(steps, name, suffix));
  }
}
