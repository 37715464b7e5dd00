package dev.importer.server.internal.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOption;
import dev.importer.results.StagedUpload;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.http.JsonBody;
import dev.importer.server.internal.http.MountedRoutes;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.PathNumber;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.json.StagedUploadJson;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import dev.importer.server.internal.problem.Problems;
import dev.importer.source.Source;
import io.javalin.http.Context;

/** Takes files that are sent once, and what is then to be done with them. */
public final class StagingHandlers {

  private static final int MOST_BODY_BYTES = 1 << 20;

  private final Importer importer;
  private final ImportAnswers answers;
  private final UploadReceiver receiver;
  private final JsonBody body;
  private final ConcurrencyLimit uploads;
  private final ConcurrencyLimit checks;

  /**
   * The handlers; as many files as uploads are received at once.
   *
   * @param answers has the files imported
   * @param checks how many files are checked at once
   */
  public StagingHandlers(
      Importer importer, ImportAnswers answers, RequestBounds bounds, ConcurrencyLimit checks) {
    this.importer = importer;
    this.answers = answers;
    this.receiver = new UploadReceiver(importer, bounds);
    this.body = new JsonBody("the options", MOST_BODY_BYTES, bounds.pace().forAllAtOnce());
    this.uploads = ConcurrencyLimit.ofUploads(bounds.maxConcurrentUploads());
    this.checks = checks;
  }

  public void stage(Context ctx) {
    UploadOptions options = UploadOptions.ofFile().withQuery(Query.of(ctx));
    StagedUpload staged =
        uploads.with(() -> stage(options.applyTo(receiver.receive(ctx, options))));
    ctx.header("Location", MountedRoutes.baseOf(ctx) + "/api/uploads/" + staged.id());
    Json.answer(ctx, 201, json -> StagedUploadJson.write(json, staged));
  }

  private StagedUpload stage(Source received) {
    try {
      return importer.staging().stage(received);
    } catch (SourceException e) {
      if (e.code().equals(ErrorCode.TOO_LARGE)) {
        throw Problem.of(413, e.code().text(), String.valueOf(e.getMessage())).exception();
      }
      throw e;
    }
  }

  public void show(Context ctx) {
    StagedUpload staged = importer.staging().find(id(ctx)).orElseThrow(() -> noUpload(ctx));
    Json.answer(ctx, 200, json -> StagedUploadJson.write(json, staged));
  }

  public void discard(Context ctx) {
    if (!importer.staging().discard(id(ctx))) {
      throw noUpload(ctx);
    }
    Json.answer(ctx, 200, StagedUploadJson::discarded);
  }

  public void check(Context ctx) {
    answer(ctx, ImportOption.Use.IMPORT, SourceAnswers::check);
  }

  public void preview(Context ctx) {
    answer(ctx, ImportOption.Use.IMPORT, SourceAnswers::preview);
  }

  public void infer(Context ctx) {
    answer(ctx, ImportOption.Use.INFERENCE, SourceAnswers::infer);
  }

  private void answer(Context ctx, ImportOption.Use use, SourceAnswers.Answer answer) {
    checks.with(
        () -> {
          UploadOptions options = options(ctx, use);
          answer.send(ctx, importer, importer.staging().source(id(ctx)), options);
          return true;
        });
  }

  public void load(Context ctx) {
    UploadOptions options = uploads.with(() -> options(ctx, ImportOption.Use.IMPORT));
    answers.submit(ctx, importer.staging().source(id(ctx)), options);
  }

  /** The options in a body; none if there is no body. */
  private UploadOptions options(Context ctx, ImportOption.Use use) {
    JsonNode members = JsonBody.parse(body.bytes(ctx));
    UploadOptions options = UploadOptions.of(use, importer.operations().schemas().keySet());
    if (members.isMissingNode()) {
      return options;
    }
    if (!members.isObject()) {
      throw Problem.of(
              400, "bad-body", "The body must be a JSON object, such as {\"schema\":\"none\"}.")
          .exception();
    }
    return options.withMembers(members);
  }

  private static long id(Context ctx) {
    return PathNumber.of(ctx, "id").orElseThrow(() -> noUpload(ctx));
  }

  private static ProblemException noUpload(Context ctx) {
    return Problems.noUpload(Paging.shorten(ctx.pathParam("id"))).exception();
  }
}
