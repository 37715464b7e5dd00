package dev.importer.server.internal.page;

import dev.importer.server.internal.http.MountedRoutes;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.problem.Problem;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A page for each code of an error, to which the {@code type} of a problem leads. What it says is
 * what {@code docs/errors.md} says: the build puts that file into the jar.
 */
public final class ProblemPages {

  private static final Pattern CODE_ROW = Pattern.compile("\\| `([a-z0-9-]+)` \\|.*");
  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]+\\)");
  private static final Pattern MARKED = Pattern.compile("(`[^`]+`|\\*\\*[^*]+\\*\\*)");

  /** The rows of the tables by code: what their columns say, by the title of the column. */
  private final Map<String, Map<String, String>> rows = read(DocsPages.text("errors.md"));

  /** The codes that have a page. */
  Iterable<String> codes() {
    return rows.keySet();
  }

  public void list(Context ctx) {
    StringBuilder html = new StringBuilder("<ul>\n");
    rows.forEach(
        (code, row) ->
            html.append("<li><a href=\"/problems/")
                .append(code)
                .append("\"><code>")
                .append(code)
                .append("</code></a> ")
                .append(html(row.getOrDefault("when", "")))
                .append("</li>\n"));
    answer(ctx, "Error codes", html.append("</ul>").toString());
  }

  public void show(Context ctx) {
    String code = ctx.pathParam("code");
    Map<String, String> row = rows.get(code);
    if (row == null) {
      throw Problem.of(
              404,
              "not-found",
              "There is no code '" + Paging.shorten(code) + "'. GET /problems lists them.")
          .exception();
    }
    StringBuilder html = new StringBuilder("<dl>\n");
    row.forEach(
        (title, text) -> {
          if (!text.isEmpty()) {
            html.append("<dt>").append(title).append("</dt>\n");
            html.append("<dd>").append(html(text)).append("</dd>\n");
          }
        });
    html.append("</dl>\n<p><a href=\"/problems\">All codes</a></p>");
    answer(ctx, code, html.toString());
  }

  private static void answer(Context ctx, String title, String content) {
    String page =
        DocsPages.text("problem.html").replace("{title}", title).replace("{content}", content);
    ctx.contentType(DocsPages.HTML)
        .result(page.replace("=\"/", "=\"" + MountedRoutes.baseOf(ctx) + "/"));
  }

  private static Map<String, Map<String, String>> read(String markdown) {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    List<String> titles = List.of();
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("| code |")) {
        titles = cells(line);
      } else if (!line.startsWith("|")) {
        titles = List.of();
      } else if (!titles.isEmpty() && CODE_ROW.matcher(line).matches()) {
        List<String> cells = cells(line);
        Map<String, String> row = new LinkedHashMap<>();
        for (int column = 1; column < titles.size(); column++) {
          row.put(titles.get(column), cells.get(column));
        }
        rows.putIfAbsent(cells.get(0).replace("`", ""), row);
      }
    }
    return rows;
  }

  private static List<String> cells(String line) {
    return CELL_END.splitAsStream(line).skip(1).map(String::strip).toList();
  }

  /** The marks that the tables use: code, strong text, and links, which lead nowhere here. */
  private static String html(String markdown) {
    String text =
        LINK.matcher(markdown).replaceAll("$1").replace("&", "&amp;").replace("<", "&lt;");
    return MARKED
        .matcher(text)
        .replaceAll(
            match -> {
              String marked = match.group();
              boolean code = marked.startsWith("`");
              String inner = marked.substring(code ? 1 : 2, marked.length() - (code ? 1 : 2));
              String html = code ? "<code>" + inner + "</code>" : "<strong>" + inner + "</strong>";
              return java.util.regex.Matcher.quoteReplacement(html);
            });
  }
}
