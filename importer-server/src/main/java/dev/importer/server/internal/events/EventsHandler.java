package dev.importer.server.internal.events;

import dev.importer.Importer;
import dev.importer.server.internal.imports.ImportHandlers;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Tells how an import gets on, as Server-Sent Events. A listener holds no thread. */
public final class EventsHandler implements Handler {

  private final Importer importer;
  private final EventStreams streams;

  public EventsHandler(Importer importer, EventStreams streams) {
    this.importer = importer;
    this.streams = streams;
  }

  @Override
  public void handle(Context ctx) {
    long id = ImportHandlers.find(importer, ctx).id();
    String lastId = ctx.header("Last-Event-ID");
    if (ProgressEvents.END_ID.equals(lastId)) {
      // This tells a browser not to come again.
      ctx.status(204);
      return;
    }
    streams.reserve();
    ctx.future(() -> begin(ctx, id, lastId).ended());
  }

  /** From here on the request is asynchronous. */
  private EventStream begin(Context ctx, long id, @Nullable String lastId) {
    try {
      HttpServletResponse response = ctx.res();
      response.setContentType("text/event-stream;charset=utf-8");
      response.setHeader("Cache-Control", "no-store");
      // Tells proxies that gather answers not to.
      response.setHeader("X-Accel-Buffering", "no");
      ctx.req().getAsyncContext().setTimeout(0);
      ServletOutputStream out = response.getOutputStream();
      EventStream stream = new EventStream(out, lastId);
      out.setWriteListener(stream);
      streams.add(id, stream);
      return stream;
    } catch (IOException e) {
      streams.release();
      throw new UncheckedIOException(e);
    }
  }
}
