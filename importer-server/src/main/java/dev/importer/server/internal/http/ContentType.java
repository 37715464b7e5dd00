package dev.importer.server.internal.http;

import dev.importer.internal.source.EncodingNames;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import dev.importer.source.Source;
import io.javalin.http.Context;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Content-Type} of a request or of a part of a form. It is read here and nowhere
 * else: the servlet container stops a request whose encoding it does not know.
 *
 * @param header the header as it came, or null if there is none
 * @param type the media type without parameters in lower case; empty if there is none
 * @param encoding the encoding that the sender says the text has, if any
 */
public record ContentType(@Nullable String header, String type, Optional<Charset> encoding) {

  private static final String CHARSET = "charset";
  private static final String CODE = "unsupported-charset";

  public static final ContentType NONE = new ContentType(null, "", Optional.empty());

  /**
   * That of a request.
   *
   * @throws ProblemException if it has several, or names an encoding that there is not
   */
  public static ContentType of(Context ctx) {
    List<String> headers = Collections.list(ctx.req().getHeaders("Content-Type"));
    if (headers.size() > 1) {
      throw Problem.ofField(
              "bad-request", "Content-Type", "The header Content-Type is given more than once.")
          .exception();
    }
    return of(headers.isEmpty() ? null : headers.get(0));
  }

  /**
   * That of a header.
   *
   * @throws ProblemException if it names an encoding that there is not
   */
  public static ContentType of(@Nullable String header) {
    HeaderParameters parameters = HeaderParameters.of(header == null ? "" : header);
    return new ContentType(
        header,
        MediaTypes.of(header),
        parameters.values(CHARSET).stream()
            .map(ContentType::encoding)
            .reduce(ContentType::requireSame));
  }

  /** A source with what this says of it. */
  public Source applyTo(Source source) {
    Source typed = source.withMediaType(type);
    return encoding.map(typed::withDeclaredEncoding).orElse(typed);
  }

  /** Requires an encoding that JSON may have between programs (RFC 8259). */
  public ContentType requireUtf8() {
    Charset named = encoding.orElse(StandardCharsets.UTF_8);
    if (!named.equals(StandardCharsets.UTF_8)) {
      throw unsupported(
          "JSON must be UTF-8, but the charset of Content-Type is " + named.name() + ".");
    }
    return this;
  }

  private static Charset encoding(String name) {
    return EncodingNames.named(name)
        .orElseThrow(
            () ->
                unsupported(
                    "There is no character encoding '"
                        + Paging.shorten(name)
                        + "'. Correct the charset of Content-Type, such as utf-8, or leave it"
                        + " away."));
  }

  private static Charset requireSame(Charset one, Charset other) {
    if (!one.equals(other)) {
      throw unsupported(
          "The charset of Content-Type is given twice, as "
              + one.name()
              + " and as "
              + other.name()
              + ".");
    }
    return one;
  }

  private static ProblemException unsupported(String detail) {
    return Problem.of(415, CODE, detail)
        .withFault(new Problem.Fault(CODE, CHARSET, detail, null, null))
        .exception();
  }
}
