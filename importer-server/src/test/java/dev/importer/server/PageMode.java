package dev.importer.server;

import java.util.Locale;

/** How people may have set up what they see the page with. */
enum PageMode {
  LIGHT("light", 1280, 900, "ltr"),
  DARK("dark", 1280, 900, "ltr"),
  PHONE("light", 390, 844, "ltr"),
  /** A window of 1280 by 900 at 200 %. */
  ZOOMED("dark", 640, 450, "ltr"),
  RIGHT_TO_LEFT("light", 1280, 900, "rtl"),
  PHONE_FROM_RIGHT_TO_LEFT("dark", 390, 844, "rtl"),
  FORCED_COLORS("light", 1280, 900, "ltr");

  private final String scheme;
  private final int width;
  private final int height;
  private final String direction;

  PageMode(String scheme, int width, int height, String direction) {
    this.scheme = scheme;
    this.width = width;
    this.height = height;
    this.direction = direction;
  }

  /** Shows what is shown in this way, once it has been drawn. */
  void apply(BrowserPage page) {
    page.media(scheme, this == FORCED_COLORS).size(width, height);
    page.evaluate(
        "document.documentElement.dir = '%s', new Promise(r =>".formatted(direction)
            + " requestAnimationFrame(() => requestAnimationFrame(() => r(true))))"
            // Colours that fade from those of another mode are neither these nor those.
            + ".then(() => document.getAnimations().forEach(a => a.finish()))");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
