package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change that takes long is seen, here and in other tabs, and the page can be used meanwhile. */
class WebPageLongChangeTest extends PageInBrowser {

  private static final String BAR = "document.querySelector('.change-progress')";
  private static final String SHOWN = BAR + "?.checkVisibility()";

  private HeldChanges held;
  private long id;

  private void serve() {
    server.close();
    held = new HeldChanges(folder.resolve("held"));
    id = held.load();
    server = held.serve();
  }

  @AfterEach
  void release() {
    held.release();
  }

  private void show(BrowserPage tab) {
    tab.open(server.uri("/#/imports/" + id))
        .until("document.querySelector('.grid-row[data-row]')")
        .until("document.querySelector('.value-name')");
  }

  private void replaceAll() {
    held.hold();
    page.click("old × 2,000").until("document.activeElement.placeholder === 'Replace by'");
    page.write("41");
    page.click("Replace 2,000");
    held.awaitHeld();
  }

  @Test
  void aBarShowsHowFarItHasGotUntilItIsDone() {
    serve();
    show(page);
    replaceAll();

    page.until(SHOWN).until(BAR + ".querySelector('progress').value > 0");
    assertThat(page.text()).contains("Rows are being changed: ", "rows so far");
    expectAccessible("while a change takes long");
    // The rows can be looked at meanwhile.
    page.click("All").untilShown("2,000 rows");

    held.release();
    page.untilShown("All 2,000 rows are stored").until("!" + SHOWN);
    page.untilShown("2,000 rows corrected and stored.");
  }

  @Test
  void anotherTabSeesItAndIsOfferedTheNewState(Chromium browser) {
    serve();
    show(page);
    BrowserPage other = browser.newPage();
    try {
      show(other);
      replaceAll();

      other.until(SHOWN).untilShown("Rows are being changed: ");

      held.release();
      other.untilShown("2,000 rows were changed meanwhile.").until("!" + SHOWN);
      other.click("Load the new state").untilShown("All 2,000 rows are stored");
      assertThat(other.complaints()).isEmpty();
    } finally {
      other.close();
    }
    page.untilShown("All 2,000 rows are stored");
    assertThat(page.text()).doesNotContain("changed meanwhile");
  }
}
