/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;

/** Builds an {@link AuthorizationRequest}. */
public record AuthorizationRequestBuilder(
    String clientId,
    String redirectUri,
    String responseMode,
    Set<String> scope,
    Optional<String> state,
    Optional<String> nonce,
    Optional<String> codeChallenge,
    Optional<String> loginHint,
    String source) {

  /** The challenge of RFC 7636 appendix B. */
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  static AuthorizationRequestBuilder code() {
    return new AuthorizationRequestBuilder(
        ClientBuilder.ID,
        "https://app.example.com/cb",
        "query",
        Set.of("openid"),
        Optional.of("state-1"),
        Optional.of("nonce-1"),
        Optional.of(CHALLENGE),
        Optional.empty(),
        "query");
  }

  /** Returns a builder for a request of the client with this id. */
  public AuthorizationRequestBuilder from(String newClientId) {
    return with(newClientId, redirectUri, responseMode, scope, codeChallenge, source);
  }

  /** Returns a builder with this redirect URI. */
  public AuthorizationRequestBuilder to(String newRedirectUri) {
    return with(clientId, newRedirectUri, responseMode, scope, codeChallenge, source);
  }

  /** Returns a builder with this response mode. */
  public AuthorizationRequestBuilder by(String newResponseMode) {
    return with(clientId, redirectUri, newResponseMode, scope, codeChallenge, source);
  }

  public AuthorizationRequestBuilder withScope(String... scopes) {
    return with(clientId, redirectUri, responseMode, Set.of(scopes), codeChallenge, source);
  }

  public AuthorizationRequestBuilder withoutPkce() {
    return with(clientId, redirectUri, responseMode, scope, Optional.empty(), source);
  }

  /** Returns a builder with this source: {@code query}, {@code par} or {@code jar}. */
  public AuthorizationRequestBuilder withSource(String newSource) {
    return with(clientId, redirectUri, responseMode, scope, codeChallenge, newSource);
  }

  /** Returns a builder with this text in every free-text parameter. */
  public AuthorizationRequestBuilder withText(String text) {
    return new AuthorizationRequestBuilder(
        clientId,
        redirectUri,
        responseMode,
        scope,
        Optional.of(text),
        Optional.of(text),
        codeChallenge,
        Optional.of(text),
        source);
  }

  public AuthorizationRequest build() {
    return new AuthorizationRequest(
        clientId,
        redirectUri,
        true,
        "code",
        responseMode,
        scope,
        state,
        nonce,
        codeChallenge,
        Set.of(),
        Optional.empty(),
        loginHint,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        source);
  }

  private AuthorizationRequestBuilder with(
      String newClientId,
      String newRedirectUri,
      String newResponseMode,
      Set<String> newScope,
      Optional<String> newChallenge,
      String newSource) {
    return new AuthorizationRequestBuilder(
        newClientId,
        newRedirectUri,
        newResponseMode,
        newScope,
        state,
        nonce,
        newChallenge,
        loginHint,
        newSource);
  }
}
