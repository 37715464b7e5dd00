package dev.importer.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The grid of rows on the page of an import, used as people use it. */
final class GridOnPage {

  /** Gives the cell of a column in a row; scrolls until it is there. */
  private static final String FIND =
      """
      (async (row, key) => {
        const grid = document.querySelector('.grid');
        const find = () => {
          const head = [...grid.querySelectorAll('[role=columnheader]')]
              .find(e => e.querySelector('bdi')?.textContent === key);
          return head && grid.querySelector(
              `.grid-row[data-row="${row}"] [aria-colindex="${head.ariaColIndex}"]`);
        };
        const frames = () => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)));
        const seen = () => grid.querySelector(`.grid-row[data-row="${row}"]`);
        for (let y = 0; !seen() && y <= grid.scrollHeight; y += grid.clientHeight / 2) {
          grid.scrollTop = y;
          await frames();
        }
        for (let x = 0; !find() && x <= grid.scrollWidth; x += grid.clientWidth / 2) {
          grid.scrollLeft = x;
          await frames();
        }
        return find();
      })""";

  private final BrowserPage page;

  GridOnPage(BrowserPage page) {
    this.page = page;
  }

  /** Begins to edit a cell. */
  GridOnPage edit(long row, String column) {
    String opened =
        found(row, column)
            + ".then(cell => { if (!cell) return false; for (const type of ['mousedown', 'dblclick'])"
            + " cell.dispatchEvent(new MouseEvent(type, {bubbles: true, cancelable: true}));"
            + " return document.activeElement.classList.contains('grid-editor'); })";
    TestServer.until(() -> page.evaluate(opened).asBoolean());
    return this;
  }

  /** Puts a text into a cell and waits until it is stored. */
  GridOnPage put(long row, String column, String text) {
    edit(row, column);
    page.evaluate("document.activeElement.value = " + BrowserPage.quote(text));
    page.press("Enter", 13);
    return untilStored();
  }

  GridOnPage untilStored() {
    // What was typed is marked with the next frame.
    page.evaluate(
        "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(1))))");
    page.until("document.querySelectorAll('.unsaved').length === 0");
    return this;
  }

  /** What stands in the cell that is being edited. */
  String typed() {
    return page.evaluate("document.activeElement.value").asText();
  }

  /** What a cell shows: its value, and what is wrong with it. */
  String text(long row, String column) {
    return page.evaluate(
            found(row, column) + ".then(cell => cell.innerText.trim().replace(/\\s+/g, ' '))")
        .asText();
  }

  /** The names of the columns that are seen, with the labels of the file below them. */
  List<String> columns() {
    page.until("document.querySelector('.grid-row[data-row]')");
    return texts("[role=columnheader]");
  }

  int columnCount() {
    return page.evaluate("Number(document.querySelector('[role=grid]').ariaColCount)").asInt();
  }

  List<String> texts(String selector) {
    List<String> texts = new ArrayList<>();
    JsonNode found =
        page.evaluate(
            "[...document.querySelectorAll("
                + BrowserPage.quote(selector)
                + ")].map(e => e.innerText.trim().replace(/\\s+/g, ' '))");
    found.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String found(long row, String column) {
    return FIND + "(" + row + ", " + BrowserPage.quote(column) + ")";
  }
}
