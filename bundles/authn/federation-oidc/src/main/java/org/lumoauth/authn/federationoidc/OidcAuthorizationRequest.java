/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumoauth.support.oauth.PkceChallengeCalculator;

/** The authorization request (OpenID Connect Core section 3.1.2.1). */
final class OidcAuthorizationRequest {

  private final OidcProviderConnection connection;
  private final OidcLoginState memory;
  private final String state;

  OidcAuthorizationRequest(OidcProviderConnection connection, OidcLoginState memory, String state) {
    this.connection = connection;
    this.memory = memory;
    this.state = state;
  }

  /** Returns the request parameters. An authentication before {@code notBefore} is not accepted. */
  Map<String, String> parameters(Optional<Instant> notBefore, Instant now) {
    Map<String, String> parameters = new TreeMap<>(connection.parameters());
    parameters.put("response_type", "code");
    parameters.put("client_id", connection.clientId());
    parameters.put("redirect_uri", memory.callback());
    parameters.put("scope", String.join(" ", connection.scopes()));
    parameters.put("state", state);
    parameters.put("nonce", memory.nonce());
    parameters.put("code_challenge", PkceChallengeCalculator.computeChallenge(memory.verifier()));
    parameters.put("code_challenge_method", PkceChallengeCalculator.METHOD);
    connection.responseMode().ifPresent(mode -> parameters.put("response_mode", mode));
    if (!connection.claims().isEmpty()) {
      parameters.put("claims", OidcMessageJsonCodec.write(connection.claims()));
    }
    notBefore.ifPresent(earliest -> parameters.putAll(fresh(earliest, now)));
    return parameters;
  }

  /**
   * Requests a fresh authentication. If it must be this recent, the provider has to prompt the user
   * again.
   */
  private static Map<String, String> fresh(Instant earliest, Instant now) {
    long age = Math.max(0, Duration.between(earliest, now).toSeconds());
    Map<String, String> parameters = new TreeMap<>(Map.of("max_age", Long.toString(age)));
    if (age < 60) {
      parameters.put("prompt", "login");
    }
    return parameters;
  }
}
