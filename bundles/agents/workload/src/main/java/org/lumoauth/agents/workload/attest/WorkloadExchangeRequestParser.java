/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;

/** Parses the parameters of a token exchange with a platform's subject token. */
final class WorkloadExchangeRequestParser {

  static final String ISSUER = "subject_issuer";

  private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

  /** A JSON object: a request that the workload signed and presents instead of sending it. */
  private static final String SIGNED_REQUEST =
      "urn:lumoauth:params:oauth:token-type:signed-request";

  private WorkloadExchangeRequestParser() {}

  /**
   * Returns the subject token.
   *
   * @throws OAuthException {@code invalid_request}, {@code unsupported_token_type}
   */
  static String of(OAuthRequest request) {
    String token = request.requiredParameter("subject_token");
    String type = request.requiredParameter("subject_token_type");
    if (!type.equals(JWT) && !type.equals(SIGNED_REQUEST)) {
      throw new OAuthException(
          400,
          "unsupported_token_type",
          "With subject_issuer, subject_token_type must be " + JWT + " or " + SIGNED_REQUEST + ".");
    }
    if (type.equals(SIGNED_REQUEST) != token.startsWith("{")) {
      throw OAuthException.invalidRequest("subject_token does not match its subject_token_type.");
    }
    if (request.parameter("actor_token").isPresent()) {
      throw OAuthException.invalidRequest(
          "With subject_issuer, the agent acts only for itself. Omit actor_token.");
    }
    return token;
  }

  /** Returns the provider that must verify the token. */
  static Optional<String> provider(OAuthRequest request) {
    return Optional.of(request.requiredParameter(ISSUER));
  }

  /** Returns the same error for every reason. */
  static OAuthException failed() {
    return new OAuthException(
        401,
        "workload_identity_failed",
        "The subject_token is not accepted for this agent. See the server log for "
            + "the reason.");
  }
}
