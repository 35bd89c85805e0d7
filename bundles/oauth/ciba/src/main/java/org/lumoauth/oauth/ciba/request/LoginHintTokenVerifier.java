/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.request;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.oauth.client.RequestObjectRules;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.ForeignJwtVerifier.JwtExpectation;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;

/**
 * Verifies the {@code login_hint_token}. CIBA section 7.1 does not define its format: here it is a
 * JWT signed by the client ({@code iss} the client, {@code aud} the issuer, {@code exp}), which
 * identifies the user by {@code sub_id} (RFC 9493): {@code email}, {@code iss_sub} of this issuer
 * or {@code opaque}, the user's id.
 */
final class LoginHintTokenVerifier {

  private static final Set<String> TYPES = Set.of("login-hint+jwt");
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SKEW = Duration.ofSeconds(10);

  private final ForeignJwtVerifier jwts;
  private final Optional<ClientKeyProvider> keys;
  private final InstantSource clock;

  /**
   * @param keys null if no client key module is installed
   */
  LoginHintTokenVerifier(ForeignJwtVerifier jwts, ClientKeyProvider keys, InstantSource clock) {
    this.jwts = jwts;
    this.keys = Optional.ofNullable(keys);
    this.clock = clock;
  }

  /**
   * Returns the user's id or email address.
   *
   * @throws OAuthException {@code expired_login_hint_token}, {@code invalid_request}
   * @throws ApiException 503 {@code module_unavailable} while client keys are unavailable
   */
  String verify(TenantContext tenant, Client client, String token) {
    ClientKeyProvider of =
        keys.orElseThrow(() -> ApiException.moduleUnavailable("oauth-client-keys"));
    try {
      Map<String, Object> claims =
          jwts.verify(token, kid -> of.find(tenant, client, kid), expected(tenant, client))
              .claims();
      if (claims.get("sub_id") instanceof Map<?, ?> subject) {
        return named(tenant, subject);
      }
      throw refused("sub_id must be a subject identifier (RFC 9493)");
    } catch (InvalidTokenException e) {
      throw expired(token)
          ? new OAuthException(400, "expired_login_hint_token", "The login_hint_token has expired.")
          : refused(e.getMessage());
    }
  }

  private static JwtExpectation expected(TenantContext tenant, Client client) {
    return new JwtExpectation(
        TYPES,
        RequestObjectRules.of(client)
            .narrow(Set.copyOf(BackchannelRequestSourceResolver.ALGORITHMS)),
        Optional.of(client.clientId()),
        Set.of(tenant.issuer()),
        Set.of("sub_id"),
        Optional.empty(),
        Optional.of(LONGEST),
        SKEW,
        false);
  }

  /** The result for an unverified token reveals only the content of the token itself. */
  private boolean expired(String token) {
    return jwts.unverifiedClaims(token)
        .map(claims -> claims.get("exp"))
        .filter(Number.class::isInstance)
        .map(exp -> Instant.ofEpochSecond(((Number) exp).longValue()))
        .filter(exp -> exp.plus(SKEW).isBefore(clock.instant()))
        .isPresent();
  }

  private static String named(TenantContext tenant, Map<?, ?> subject) {
    Object name =
        switch (String.valueOf(subject.get("format"))) {
          case "email" -> subject.get("email");
          case "opaque" -> subject.get("id");
          case "iss_sub" -> tenant.issuer().equals(subject.get("iss")) ? subject.get("sub") : null;
          default -> null;
        };
    if (name instanceof String text && !text.isBlank()) {
      return text;
    }
    throw refused("sub_id has an unsupported format");
  }

  private static OAuthException refused(String reason) {
    return OAuthException.invalidRequest("The login_hint_token is invalid: " + reason + ".");
  }
}
