/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuerService;
import org.lumoauth.api.federation.TrustedIssuerService.AssertionUse;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader.IdTokenHint;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.IntrospectableTokenTypeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;

/**
 * Validates presented tokens. Each type has its own rules, so that no token is accepted as another
 * type.
 */
final class ExchangeInputTokenValidator {

  private static final Set<String> ASSERTIONS = Set.of("", "jwt");
  private static final String OPENID = "openid";

  private final TokenService tokens;
  private final InputTokenServiceLookup readers;
  private final InstantSource clock;

  ExchangeInputTokenValidator(
      TokenService tokens, InputTokenServiceLookup readers, InstantSource clock) {
    this.tokens = tokens;
    this.readers = readers;
    this.clock = clock;
  }

  /**
   * Validates a token.
   *
   * @throws InvalidTokenException if the token is not of this type or not valid; the message is for
   *     the client's developer
   */
  ExchangeInputToken read(TenantContext tenant, Client client, ExchangeTokenType type, String token)
      throws InvalidTokenException {
    return switch (type) {
      case ACCESS_TOKEN -> accessToken(tenant, token);
      case REFRESH_TOKEN -> refreshToken(tenant, token);
      case ID_TOKEN -> idToken(tenant, client, token);
      case JWT -> assertion(tenant, client, token);
    };
  }

  private ExchangeInputToken accessToken(TenantContext tenant, String jwt)
      throws InvalidTokenException {
    VerifiedToken token;
    try {
      token = tokens.verifyForAnyAudience(tenant, jwt);
    } catch (InvalidTokenException e) { // The exact reason is not disclosed.
      throw invalid("it is not a valid access token of this server");
    }
    return new ExchangeInputToken(
        ExchangeTokenType.ACCESS_TOKEN,
        Optional.of(token.id()),
        tenant.issuer(),
        token.subject().id(),
        token.subject(),
        token.actors(),
        List.of(token.clientId()),
        token.scope(),
        token.audience(),
        token.expiresAt(),
        token.confirmation(),
        issuers(token.claims()),
        token.claims(),
        Optional.of(token));
  }

  /**
   * Validates an ID token. It permits reading the identity, and the scopes that an administrator
   * adds.
   */
  private ExchangeInputToken idToken(TenantContext tenant, Client client, String jwt)
      throws InvalidTokenException {
    IdTokenHint told =
        readers
            .idTokens()
            .flatMap(reader -> reader.readHint(tenant, jwt))
            .filter(hint -> clock.instant().isBefore(hint.expiresAt()))
            .orElseThrow(() -> invalid("it is not a valid ID token of this server"));
    Set<String> scope = new HashSet<>(new ClientExchangePolicy(client).scopeForIdentity());
    scope.add(OPENID);
    Map<String, Object> claims = new HashMap<>();
    told.sessionId().ifPresent(id -> claims.put("sid", id));
    return new ExchangeInputToken(
        ExchangeTokenType.ID_TOKEN,
        Optional.empty(),
        tenant.issuer(),
        told.subject().id(),
        told.subject(),
        List.of(),
        told.audience(),
        scope,
        List.of(),
        told.expiresAt(),
        Optional.empty(),
        List.of(),
        claims,
        Optional.empty());
  }

  /**
   * Validates a refresh token. Its claims are the members of its introspection response (RFC 7662
   * section 2.2).
   */
  private ExchangeInputToken refreshToken(TenantContext tenant, String token)
      throws InvalidTokenException {
    IntrospectableTokenTypeHandler.ActiveToken active =
        readers
            .refreshToken(tenant, token)
            .orElseThrow(() -> invalid("it is not a valid refresh token of this server"));
    Map<String, Object> told = active.members();
    var subject = new SubjectRef((String) told.get("identity_type"), (String) told.get("sub"));
    return new ExchangeInputToken(
        ExchangeTokenType.REFRESH_TOKEN,
        Optional.empty(),
        tenant.issuer(),
        subject.id(),
        subject,
        List.of(),
        List.of(active.clientId()),
        Set.of(((String) told.get("scope")).split(" ")),
        List.of(),
        Instant.ofEpochSecond((Long) told.get("exp")),
        confirmation(told),
        List.of(),
        told,
        Optional.empty());
  }

  private ExchangeInputToken assertion(TenantContext tenant, Client client, String jwt)
      throws InvalidTokenException {
    TrustedIssuerService trusted =
        readers
            .trustedIssuers()
            .orElseThrow(() -> invalid("trusted issuers are not available on this server"));
    VerifiedAssertion assertion =
        trusted.verify(tenant, jwt, new AssertionUse(client, ASSERTIONS, false));
    SubjectRef subject =
        trusted
            .resolveSubject(tenant, assertion)
            .orElseThrow(() -> invalid("its issuer is not trusted to assert its subject"));
    if (assertion
        .claims()
        .containsKey("act")) { // Actors asserted by another issuer cannot be verified.
      throw invalid("it has an act claim, which is allowed only in tokens of this server");
    }
    return new ExchangeInputToken(
        ExchangeTokenType.JWT,
        text(assertion.claims().get("jti")),
        assertion.issuer().issuer(),
        assertion.subject(),
        subject,
        List.of(),
        List.of(client.clientId()), // The rule of the issuer decides which clients may present it.
        assertion.issuer().scope(),
        List.of(),
        assertion.expiresAt(),
        confirmation(assertion.claims()),
        List.of(assertion.issuer().id()),
        assertion.claims(),
        Optional.empty());
  }

  private static Optional<Map<String, Object>> confirmation(Map<String, Object> claims)
      throws InvalidTokenException {
    if (!claims.containsKey("cnf")) {
      return Optional.empty();
    }
    if (!(claims.get("cnf") instanceof Map<?, ?> members)) {
      throw invalid("its cnf claim must be an object");
    }
    Map<String, Object> confirmation = new HashMap<>();
    members.forEach((name, value) -> confirmation.put(String.valueOf(name), value));
    return Optional.of(confirmation);
  }

  private static List<String> issuers(Map<String, Object> claims) {
    return claims.get("issuer_ids") instanceof List<?> ids
        ? ids.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Optional<String> text(Object value) {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static InvalidTokenException invalid(String message) {
    return new InvalidTokenException(message, false);
  }
}
