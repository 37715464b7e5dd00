package dev.importer.server.internal.http;

import dev.importer.error.ImporterClosedException;
import dev.importer.error.ImporterException;
import dev.importer.error.StorageException;
import dev.importer.job.OptionException;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import dev.importer.server.internal.problem.Problems;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with problems. */
public final class ProblemAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  /** Marks a request whose answer is written piece by piece. */
  private static final String STREAM = "importer-stream";

  private ProblemAnswers() {}

  /** From now on the answer is written piece by piece: what fails can no longer be answered. */
  public static void beginStream(Context ctx) {
    ctx.attribute(STREAM, true);
  }

  /** Answers failures of the library and of our own handlers. */
  public static void registerOwn(RoutesConfig routes) {
    routes.exception(ProblemException.class, (failure, ctx) -> send(ctx, failure));
    routes.exception(ImporterException.class, (failure, ctx) -> send(ctx, failure));
    routes.exception(ImporterClosedException.class, (failure, ctx) -> send(ctx, failure));
    routes.exception(OptionException.class, (failure, ctx) -> send(ctx, failure));
  }

  /** Answers every other failure, too. */
  public static void registerAll(RoutesConfig routes) {
    registerOwn(routes);
    routes.exception(HttpResponseException.class, (failure, ctx) -> send(ctx, failure));
    routes.exception(IOException.class, (failure, ctx) -> send(ctx, failure));
    routes.exception(Exception.class, (failure, ctx) -> send(ctx, failure));
  }

  public static void send(Context ctx, Throwable failure) {
    Problem problem = Problems.of(failure);
    log(ctx, problem, failure);
    if (ctx.attribute(STREAM) != null || ctx.res().isCommitted()) {
      breakOff(ctx);
    } else {
      send(ctx, problem);
    }
  }

  /** Nothing more is read from senders who have no business here, or who are too slow. */
  public static void send(Context ctx, Problem problem) {
    boolean stranger = problem.status() == 401 || problem.status() == 403;
    boolean slow = problem.status() == 408;
    // Whoever waits for an import has sent all.
    boolean waits = ctx.req().isAsyncStarted();
    boolean nothingLeft = stranger || waits || (!slow && UnwantedBody.hasCome(ctx));
    problem.headers().forEach(ctx::header);
    byte[] answer = problem.json(ctx.req().getRequestURI(), MountedRoutes.baseOf(ctx));
    ctx.status(problem.status()).contentType(Problem.MEDIA_TYPE);
    if (nothingLeft) {
      ctx.result(answer);
    } else {
      answerAtOnce(ctx, answer);
    }
  }

  /** Answers before the body has been read, and ends the connection. */
  private static void answerAtOnce(Context ctx, byte[] answer) {
    ctx.header("Connection", "close");
    ctx.res().setContentLength(answer.length);
    try {
      ctx.res().getOutputStream().write(answer);
      ctx.res().flushBuffer();
    } catch (IOException e) {
      LOG.debug("The sender of {} {} did not wait for its answer", ctx.method(), ctx.path(), e);
      return;
    }
    ctx.future(() -> UnwantedBody.forget(ctx));
  }

  private static void log(Context ctx, Problem problem, Throwable failure) {
    if (problem.status() == 500) {
      LOG.error("{} {} failed", ctx.method(), ctx.path(), failure);
    } else if (failure instanceof StorageException) {
      LOG.warn("{} {} was answered with {}", ctx.method(), ctx.path(), problem.code(), failure);
    }
  }

  /** Half an answer is out already; without its proper end the client knows that it is not all. */
  private static void breakOff(Context ctx) {
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}
