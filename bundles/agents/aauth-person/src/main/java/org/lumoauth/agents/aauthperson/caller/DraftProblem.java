package org.lumoauth.agents.aauthperson.caller;

import java.util.Map;
import org.lumoauth.agents.aauthperson.token.TokenProblem;

/** A refusal in the draft's form (section Error Response Format). */
public final class DraftProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final transient Map<String, Object> more;

  public DraftProblem(int status, String error, String detail) {
    this(status, error, detail, Map.of());
  }

  /**
   * @param more further members of the body
   */
  public DraftProblem(int status, String error, String detail, Map<String, Object> more) {
    super(detail, null, false, false);
    this.status = status;
    this.error = error;
    this.more = Map.copyOf(more);
  }

  /** 400 {@code invalid_request}. */
  public static DraftProblem invalid(String detail) {
    return new DraftProblem(400, "invalid_request", detail);
  }

  /** A token that came as a parameter and does not hold. */
  public static DraftProblem token(TokenProblem problem, String parameter) {
    return new DraftProblem(400, problem.code(parameter), problem.getMessage() + ".");
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }

  /** The code. */
  public String error() {
    return error;
  }

  Map<String, Object> more() {
    return more;
  }
}
