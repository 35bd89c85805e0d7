package org.lumoauth.authn.federationoidc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The authorization request (OpenID Connect Core section 3.1.2.1). */
final class AuthorizationRequest {

  private final Connection connection;
  private final Memory memory;
  private final String state;

  AuthorizationRequest(Connection connection, Memory memory, String state) {
    this.connection = connection;
    this.memory = memory;
    this.state = state;
  }

  /** Its parameters; a proof from before a time is none. */
  Map<String, String> parameters(Optional<Instant> notBefore, Instant now) {
    Map<String, String> parameters = new TreeMap<>(connection.parameters());
    parameters.put("response_type", "code");
    parameters.put("client_id", connection.clientId());
    parameters.put("redirect_uri", memory.callback());
    parameters.put("scope", String.join(" ", connection.scopes()));
    parameters.put("state", state);
    parameters.put("nonce", memory.nonce());
    parameters.put("code_challenge", challenge());
    parameters.put("code_challenge_method", "S256");
    connection.responseMode().ifPresent(mode -> parameters.put("response_mode", mode));
    if (!connection.claims().isEmpty()) {
      parameters.put("claims", Json.write(connection.claims()));
    }
    notBefore.ifPresent(earliest -> parameters.putAll(fresh(earliest, now)));
    return parameters;
  }

  /** What was asked for just now can only be had by asking the person anew. */
  private static Map<String, String> fresh(Instant earliest, Instant now) {
    long age = Math.max(0, Duration.between(earliest, now).toSeconds());
    Map<String, String> parameters = new TreeMap<>(Map.of("max_age", Long.toString(age)));
    if (age < 60) {
      parameters.put("prompt", "login");
    }
    return parameters;
  }

  /** RFC 7636 section 4.2. */
  private String challenge() {
    byte[] verifier = memory.verifier().getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Hash.of("SHA-256", verifier));
  }
}
