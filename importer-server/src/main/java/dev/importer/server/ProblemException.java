package dev.importer.server;

/**
 * Ends a request with a problem. It is an answer and not a fault, so it has no stack trace. Its
 * message is a sentence that says what to do.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
