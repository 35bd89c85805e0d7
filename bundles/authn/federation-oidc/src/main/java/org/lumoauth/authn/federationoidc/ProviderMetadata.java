package org.lumoauth.authn.federationoidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider says of itself (OpenID Connect Discovery section 3).
 *
 * @param authorization where browsers go
 * @param token where codes are redeemed
 * @param userInfo where more is said of people
 * @param keys where its keys are
 * @param namesItself whether it says in its answers that they are its own (RFC 9207 section 3)
 */
record ProviderMetadata(
    URI authorization, URI token, Optional<URI> userInfo, URI keys, boolean namesItself) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Reads it; empty if something is missing, or it is another provider's. */
  static Optional<ProviderMetadata> read(String issuer, JsonNode document) {
    if (!Json.text(document, "issuer").equals(Optional.of(issuer))) { // section 4.3
      return Optional.empty();
    }
    var authorization = uri(document, "authorization_endpoint");
    var token = uri(document, "token_endpoint");
    var keys = uri(document, "jwks_uri");
    if (authorization.isEmpty() || token.isEmpty() || keys.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProviderMetadata(
            authorization.get(),
            token.get(),
            uri(document, "userinfo_endpoint"),
            keys.get(),
            document.path("authorization_response_iss_parameter_supported").asBoolean()));
  }

  private static Optional<URI> uri(JsonNode document, String name) {
    return Json.text(document, name).flatMap(ProviderMetadata::web);
  }

  /** A browser is sent to it: over TLS, no script, and nothing that hides whose it is. */
  private static Optional<URI> web(String text) {
    try {
      URI uri = URI.create(text);
      boolean local = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
      boolean web = "https".equals(uri.getScheme()) || local;
      return web
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
