/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import org.lumoauth.support.encoding.WebUrlParser;

/**
 * The metadata of a provider (OpenID Connect Discovery section 3).
 *
 * @param authorization the authorization endpoint
 * @param token the token endpoint
 * @param userInfo the userinfo endpoint
 * @param keys the JWK Set
 * @param namesItself whether its authorization responses contain {@code iss} (RFC 9207 section 3)
 */
record OidcProviderMetadata(
    URI authorization, URI token, Optional<URI> userInfo, URI keys, boolean namesItself) {

  /** Reads the metadata. Returns empty if a required member is missing or the issuer differs. */
  static Optional<OidcProviderMetadata> read(String issuer, JsonNode document) {
    if (!OidcMessageJsonCodec.text(document, "issuer").equals(Optional.of(issuer))) { // section 4.3
      return Optional.empty();
    }
    var authorization = uri(document, "authorization_endpoint");
    var token = uri(document, "token_endpoint");
    var keys = uri(document, "jwks_uri");
    if (authorization.isEmpty() || token.isEmpty() || keys.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OidcProviderMetadata(
            authorization.get(),
            token.get(),
            uri(document, "userinfo_endpoint"),
            keys.get(),
            document.path("authorization_response_iss_parameter_supported").asBoolean()));
  }

  private static Optional<URI> uri(JsonNode document, String name) {
    return OidcMessageJsonCodec.text(document, name).flatMap(WebUrlParser::parse);
  }
}
