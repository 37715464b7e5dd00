package dev.importer.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prints how long the page takes in a Chromium: until something is painted, until the first view
 * stands, with an empty cache and with a full one, and until 200 rows of the grid are drawn. Not a
 * test: times depend on the machine.
 *
 * <pre>MeasurePage RUNS [grid]</pre>
 */
final class MeasurePage {

  private static final int IMPORTS = 20;
  private static final int ROWS = 200;
  private static final int ROW_HEIGHT = 32;

  /** So many runs come first and do not count. */
  private static final int WARM = 3;

  /** When the first view is in the document and painted, since the address was entered. */
  private static final String WATCH =
      """
      new MutationObserver((changes, observer) => {
        if (document.querySelector('main .home')) {
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => { window.viewAt = performance.now(); }));
        }
      }).observe(document, {childList: true, subtree: true});
      """;

  private static final String PAINTED =
      "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";

  /** Draws the rows of an import at once; gives the milliseconds with the layout. */
  private static final String DRAW =
      """
      (async (id, runs, count, height) => {
        const [{ Grid }, { Rows }, { Columns }, { Edits }] = await Promise.all(
            ['grid', 'rows', 'layout', 'edits'].map((name) => import(new URL(`${name}.js`, document.querySelector("script[type=module]").src).href)));
        const stored = await (await fetch(`/api/imports/${id}`)).json();
        const columns = new Columns(stored.columns);
        const rows = new Rows({
          search: { import_id: id }, count, columns, signal: undefined, told: () => {},
        });
        await rows.need(0, count - 1);
        const none = () => null;
        const grid = new Grid({
          label: 'rows', rows, columns, edits: { at: none, size: 0 }, choices: none,
          isNumber: none, description: 'none', moved: none, put: none, undo: none,
        });
        grid.element.style.height = grid.element.style.maxHeight = `${height}px`;
        document.getElementById('main').replaceChildren(grid.element);
        // So that drawing begins at once, and not with the next frame.
        window.requestAnimationFrame = (draw) => (draw(), null);
        const times = [];
        for (let run = 0; run < runs; run += 1) {
          await new Promise((done) => setTimeout(done, 50));
          const start = performance.now();
          grid.show(rows);
          grid.element.querySelector('.grid-body').lastElementChild.getBoundingClientRect();
          times.push(performance.now() - start);
        }
        const drawn = document.querySelectorAll('.grid-row[data-row]').length;
        const cells = document.querySelectorAll('[role=gridcell]').length;
        return { times, drawn, cells };
      })""";

  private MeasurePage() {}

  public static void main(String... args) throws IOException {
    int runs = Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("measure");
    try (TestServer server = TestServer.start(Files.createDirectory(folder.resolve("server")));
        Chromium browser =
            Chromium.launch(
                Chromium.find().orElseThrow(), Files.createDirectory(folder.resolve("browser")))) {
      // So that neither the server nor the browser is new.
      start(server, browser, WARM, true);
      if (args.length == 1) {
        print("empty", server, browser, runs);
        for (int number = 0; number < IMPORTS; number++) {
          server.load("users-" + number + ".csv", TestServer.USERS + "x,y," + number + "\n");
        }
        print(IMPORTS + " imports", server, browser, runs);
      }
      draw(server, browser, runs);
    }
  }

  private static void print(String what, TestServer server, Chromium browser, int runs) {
    start(server, browser, runs, true).print(what + ", empty cache");
    start(server, browser, runs, false).print(what + ", full cache");
  }

  private record Times(List<Double> painted, List<Double> shown) {

    void print(String what) {
      System.out.printf(
          "%s: first paint %s, first view %s%n", what, summary(painted), summary(shown));
    }
  }

  private static Times start(TestServer server, Chromium browser, int runs, boolean clear) {
    Times times = new Times(new ArrayList<>(), new ArrayList<>());
    for (int run = 0; run < runs; run++) {
      try (BrowserPage page = browser.newPage()) {
        page.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
        if (clear) {
          page.call("Network.clearBrowserCache", Map.of());
        }
        page.open(server.uri("/")).until("window.viewAt > 0 && " + PAINTED + " > 0");
        times.painted().add(page.evaluate(PAINTED).asDouble());
        times.shown().add(page.evaluate("window.viewAt").asDouble());
      }
    }
    return times;
  }

  private static void draw(TestServer server, Chromium browser, int runs) {
    StringBuilder file =
        new StringBuilder("name,email,age,city,street,phone,plan,since,note,sum\n");
    for (int row = 0; row < ROWS; row++) {
      file.append(
          "Person %d,nobody,x,Bern,Lane %d,+41 31 %d,basic,2026-01-05,,%d.50\n"
              .formatted(row, row, row, row));
    }
    long id = server.load("wide.csv", file.toString()).expect(200).number("id");
    try (BrowserPage page = browser.newPage()) {
      page.size(1280, 900).open(server.uri("/")).until("document.querySelector('main .home')");
      JsonNode drawn =
          page.evaluate(
              DRAW + "(%d, %d, %d, %d)".formatted(id, runs + WARM, ROWS, (ROWS + 2) * ROW_HEIGHT));
      List<Double> times = numbers(drawn.path("times"));
      System.out.printf(
          "%d rows of the grid, %d cells: %s; the first %.0f ms%n",
          drawn.path("drawn").asInt(),
          drawn.path("cells").asInt(),
          summary(times.subList(WARM, times.size())),
          times.get(0));
    }
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  private static String summary(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return "%.0f ms (%.0f - %.0f)"
        .formatted(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
  }
}
