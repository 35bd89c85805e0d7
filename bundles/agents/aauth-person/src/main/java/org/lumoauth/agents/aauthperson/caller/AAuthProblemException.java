package org.lumoauth.agents.aauthperson.caller;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.token.AAuthTokenException;

/** A refusal in the draft's form (section Error Response Format). */
public final class AAuthProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final transient Map<String, Object> more;
  private final transient Optional<TamperingReport> tampering;

  /**
   * That somebody on the way changed what a resource said, or what was said to it.
   *
   * @param agent who brought it
   * @param resource whose it is
   */
  public record TamperingReport(String agent, String resource) {}

  public AAuthProblemException(int status, String error, String detail) {
    this(status, error, detail, Map.of());
  }

  /**
   * @param more further members of the body
   */
  public AAuthProblemException(int status, String error, String detail, Map<String, Object> more) {
    this(status, error, detail, more, Optional.empty());
  }

  private AAuthProblemException(
      int status,
      String error,
      String detail,
      Map<String, Object> more,
      Optional<TamperingReport> tampering) {
    super(detail, null, false, false);
    this.status = status;
    this.error = error;
    this.more = Map.copyOf(more);
    this.tampering = tampering;
  }

  /**
   * A resource token that does not fit a token which holds: evidence that somebody changed one of
   * them for another (section Resource Token Verification, step 3).
   *
   * @param agent who brought both
   * @param resource who signed the first
   */
  public static AAuthProblemException tokenMismatch(String agent, String resource) {
    return new AAuthProblemException(
        400,
        "invalid_resource_token",
        "The resource token does not fit what was presented.",
        Map.of(),
        Optional.of(new TamperingReport(agent, resource)));
  }

  /** 400 {@code invalid_request}. */
  public static AAuthProblemException invalid(String detail) {
    return new AAuthProblemException(400, "invalid_request", detail);
  }

  /** A token that came as a parameter and does not hold. */
  public static AAuthProblemException token(AAuthTokenException problem, String parameter) {
    return new AAuthProblemException(400, problem.code(parameter), problem.getMessage() + ".");
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }

  /** The code. */
  public String error() {
    return error;
  }

  /** That somebody on the way changed something; empty where nothing says so. */
  public Optional<TamperingReport> tampering() {
    return tampering;
  }

  Map<String, Object> more() {
    return more;
  }
}
