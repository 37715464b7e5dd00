package dev.importer.server.internal.problem;

/** Ends a request with a problem. It is an answer and not a fault, so it has no stack trace. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** A sentence that says what to do. */
  public String detail() {
    return problem.detail();
  }

  public Problem problem() {
    return problem;
  }
}
