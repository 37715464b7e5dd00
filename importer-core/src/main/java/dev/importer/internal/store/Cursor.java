package dev.importer.internal.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The last item of a page, in a form that callers hand back without looking into it. */
public final class Cursor {

  private static final Pattern FORM = Pattern.compile("([a-z]+):([0-9]{1,18})");

  private Cursor() {}

  /**
   * A cursor that stands behind an item.
   *
   * @param list which list the cursor belongs to, in lower-case letters
   */
  public static String after(String list, long id) {
    byte[] text = (list + ":" + id).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /**
   * The item behind which a cursor stands.
   *
   * @return its id, or the start if there is no cursor
   * @throws IllegalArgumentException if the cursor was not made for the list
   */
  public static long idOf(String list, @Nullable String cursor, long start) {
    if (cursor == null) {
      return start;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      Matcher parts = FORM.matcher(text);
      if (parts.matches() && parts.group(1).equals(list)) {
        return Long.parseLong(parts.group(2));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cursor must come from the last page", e);
    }
    throw new IllegalArgumentException("cursor must come from the last page");
  }
}
