package dev.importer.server.internal.listener;

import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.Problems;
import dev.importer.server.internal.safety.SecurityHeaders;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what Jetty refuses before it reaches a handler: malformed or over-long requests. */
public final class JettyProblems extends ErrorHandler {

  /** The path that Jetty gives to a request it could not read. */
  private static final String UNREADABLE = "/badMessage";

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    String path = pathOf(request);
    SecurityHeaders.of(path).forEach((name, value) -> response.getHeaders().put(name, value));
    // Where what was refused ends is not certain, so nothing behind it is taken for a request.
    response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    byte[] json = Problems.ofStatus(status, null).json(path);
    response.write(true, ByteBuffer.wrap(json), callback);
  }

  /** What cannot be read as a request has no path that could be told. */
  private static String pathOf(Request request) {
    String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
    return path == null || path.equals(UNREADABLE) ? "/" : path;
  }
}
