package org.lumoauth.agents.workload.attest;

import java.util.Optional;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;

/** What of a request says that a subject token was issued by a platform. */
final class SubjectTokens {

  static final String ISSUER = "subject_issuer";

  private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

  private SubjectTokens() {}

  /**
   * The subject token.
   *
   * @throws OAuthError {@code invalid_request}, {@code unsupported_token_type}
   */
  static String of(OAuthRequest request) {
    String token = request.requiredParameter("subject_token");
    if (!request.requiredParameter("subject_token_type").equals(JWT)) {
      throw new OAuthError(
          400,
          "unsupported_token_type",
          "With subject_issuer the subject_token_type is " + JWT + ".");
    }
    if (request.parameter("actor_token").isPresent()) {
      throw OAuthError.invalidRequest("With subject_issuer the agent acts for itself alone.");
    }
    return token;
  }

  /** The one provider that may vouch. */
  static Optional<String> provider(OAuthRequest request) {
    return Optional.of(request.requiredParameter(ISSUER));
  }

  /** The same whatever is wrong. */
  static OAuthError failed() {
    return new OAuthError(
        401,
        "workload_identity_failed",
        "The subject_token is not accepted for this agent; the server's log says why.");
  }
}
