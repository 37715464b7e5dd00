package dev.importer.server.internal.http;

import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads which page is wanted, and says where the next one is. */
public final class Paging {

  /** Beyond the most that an offset or a limit can be, and no overflow. */
  private static final int TOO_MANY = 1_000_000_000;

  /** The parameters of every list. */
  public static final List<String> NAMES = List.of("limit", "cursor", "offset");

  private Paging() {}

  /** The parameters of a list that has others, too. */
  public static List<String> and(List<String> others) {
    return Stream.concat(NAMES.stream(), others.stream()).toList();
  }

  /** The page that the query parameters {@code limit}, {@code cursor} and {@code offset} name. */
  public static PageRequest of(Query query) {
    return request(
        count("limit", query.value("limit")),
        query.value("cursor"),
        count("offset", query.value("offset")));
  }

  /** A page; what is null is not given. */
  public static PageRequest request(
      @Nullable Integer limit, @Nullable String cursor, @Nullable Integer offset) {
    if (limit != null && limit < 1) {
      throw bad("limit", "limit must be 1 or more, but is " + limit + ".");
    }
    if (offset != null && offset > Page.MAX_OFFSET) {
      throw bad(
          "offset", "offset must be 0 to " + Page.MAX_OFFSET + ". Use the cursor to go further.");
    }
    return new PageRequest(
        limit == null ? Page.DEFAULT_LIMIT : limit, cursor, offset == null ? 0 : offset);
  }

  /** Asks for a page; a cursor that the library does not know is the sender's fault. */
  public static <T> T ask(PageRequest request, Function<PageRequest, T> question) {
    try {
      return question.apply(request);
    } catch (IllegalArgumentException e) {
      if (request.cursor() == null) {
        throw e;
      }
      throw bad("cursor", "cursor must be the next_cursor of the previous page, unchanged.");
    }
  }

  /**
   * Adds the header {@code Link} if there is a next page, with the other parameters of this one.
   */
  public static void link(Context ctx, PageRequest request, @Nullable String nextCursor) {
    if (nextCursor == null) {
      return;
    }
    StringBuilder link = new StringBuilder("<").append(ctx.req().getRequestURI());
    link.append("?limit=").append(request.limit()).append("&cursor=").append(encode(nextCursor));
    Query.of(ctx)
        .parameters()
        .forEach(
            (name, values) -> {
              if (!NAMES.contains(name)) {
                link.append('&').append(name).append('=').append(encode(values.get(0)));
              }
            });
    ctx.header("Link", link.append(">; rel=\"next\"").toString());
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** A number of items as text; null if there is none. */
  public static @Nullable Integer count(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw bad(name, name + " must be a whole number, but is '" + shorten(text) + "'.");
    }
    return text.length() > 9 ? TOO_MANY : Integer.parseInt(text);
  }

  public static ProblemException bad(String name, String message) {
    return Problem.ofField("bad-parameter", name, message).exception();
  }

  public static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
