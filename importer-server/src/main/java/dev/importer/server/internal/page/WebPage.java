package dev.importer.server.internal.page;

import io.javalin.http.Handler;

/** The page for people. Its scripts and styles are among the assets, its data are the API's. */
public final class WebPage {

  /**
   * Nothing but what this server sends, and no text that becomes markup or script: the page builds
   * all it shows out of elements.
   */
  public static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private WebPage() {}

  public static Handler handler() {
    return DocsPages.pageOf(PageFiles.PAGE.html());
  }
}
