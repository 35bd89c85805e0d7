/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.caller;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.token.AAuthTokenException;

/** An error in the AAuth draft's format (section Error Response Format). */
public final class AAuthProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final transient Map<String, Object> more;
  private final transient Optional<TamperingReport> tampering;

  /**
   * Reports that a token was altered or replaced between a resource and this server.
   *
   * @param agent the agent that sent it
   * @param resource the resource
   */
  public record TamperingReport(String agent, String resource) {}

  public AAuthProblemException(int status, String error, String detail) {
    this(status, error, detail, Map.of());
  }

  /**
   * @param more additional members of the body
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
   * Creates the error for a resource token that does not match a valid presented token: evidence
   * that one of them was replaced (section Resource Token Verification, step 3).
   *
   * @param agent the agent that sent both
   * @param resource the issuer of the resource token
   */
  public static AAuthProblemException tokenMismatch(String agent, String resource) {
    return new AAuthProblemException(
        400,
        "invalid_resource_token",
        "The resource token does not match the presented token.",
        Map.of(),
        Optional.of(new TamperingReport(agent, resource)));
  }

  /** Creates an error with 400 {@code invalid_request}. */
  public static AAuthProblemException invalid(String detail) {
    return new AAuthProblemException(400, "invalid_request", detail);
  }

  /** Creates the error for an invalid token that was sent as a parameter. */
  public static AAuthProblemException token(AAuthTokenException problem, String parameter) {
    return new AAuthProblemException(400, problem.code(parameter), problem.getMessage() + ".");
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the error code. */
  public String error() {
    return error;
  }

  /** Returns the tampering report; empty if there is no evidence. */
  public Optional<TamperingReport> tampering() {
    return tampering;
  }

  Map<String, Object> more() {
    return more;
  }
}
