/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.IssuedTokenDetails;
import org.lumoauth.api.token.SubjectIdentifierService;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.tokens.jwt.AccessTokenClaimNames;
import org.lumoauth.platform.tokens.jwt.AccessTokenClaimsWriter;
import org.lumoauth.platform.tokens.jwt.AccessTokenJwtVerifier;
import org.lumoauth.platform.tokens.jwt.SubjectClaimMapper;
import org.lumoauth.platform.tokens.jwt.VerifiedTokenCache;
import org.lumoauth.platform.tokens.revocation.TokenRevocationService;
import org.lumoauth.platform.tokens.settings.AccessTokenSigningAlgorithmResolver;
import org.lumoauth.platform.tokens.status.PrincipalStatusGuard;
import org.lumoauth.support.oauth.InstalledResourcePolicies;

/** Issues, verifies and revokes access tokens. */
final class AccessTokenService implements TokenService {

  /** A token was revoked; the event's id is its {@code jti}. */
  static final String TOKEN_REVOKED = "token.revoked";

  /** All tokens of a subject were revoked; the event's id is {@code type:id}. */
  static final String TOKENS_REVOKED = "tokens.revoked";

  private final PrincipalStatusGuard gate;
  private final SigningKeyService keys;
  private final AccessTokenSigningAlgorithmResolver choice;
  private final IdGenerator identifiers;
  private final DomainEventPublisher events;
  private final TokenRevocationService revocations;
  private final InstantSource clock;
  private final AccessTokenSettings settings;
  private final InstalledResourcePolicies policies;
  private final SubjectClaimMapper subjectClaim;
  private final AccessTokenJwtVerifier verifier;
  private final VerifiedTokenCache verified;

  AccessTokenService(
      PrincipalStatusGuard gate,
      SigningKeyService keys,
      AccessTokenSigningAlgorithmResolver choice,
      IdGenerator identifiers,
      DomainEventPublisher events,
      TokenRevocationService revocations,
      InstantSource clock,
      AccessTokenSettings settings,
      InstalledResourcePolicies policies,
      SubjectIdentifierService subjects) {
    this.gate = gate;
    this.keys = keys;
    this.choice = choice;
    this.identifiers = identifiers;
    this.events = events;
    this.revocations = revocations;
    this.clock = clock;
    this.settings = settings;
    this.policies = policies;
    this.subjectClaim = new SubjectClaimMapper(subjects);
    this.verifier = new AccessTokenJwtVerifier(keys, subjectClaim);
    this.verified = new VerifiedTokenCache(verifier, keys, settings.cachedTokens(), clock);
  }

  /** A signed token and its claims. */
  private record SignedAccessToken(IssuedToken issued, Map<String, Object> claims) {}

  @Override
  public IssuedToken issue(TenantContext tenant, AccessTokenIssuanceRequest asked) {
    return sign(tenant, asked).issued();
  }

  @Override
  public IssuedTokenDetails issueWithDetails(
      TenantContext tenant, AccessTokenIssuanceRequest asked) {
    SignedAccessToken signed = sign(tenant, asked);
    try {
      VerifiedToken token = verifier.readOwn(tenant, signed.issued().value(), signed.claims());
      return new IssuedTokenDetails(signed.issued(), narrowed(tenant, token));
    } catch (InvalidTokenException e) {
      throw OAuthException.invalidRequest(
          "The requested access token would be invalid when used. Request other "
              + "scopes or resources.");
    }
  }

  private SignedAccessToken sign(TenantContext tenant, AccessTokenIssuanceRequest asked) {
    // Before the only status check: if a principal is disabled after that check, its revocation
    // mark
    // is later than this token and revokes it. No second check after signing is needed.
    String id = identifiers.next("tok_");
    AccessTokenIssuanceRequest request = policies.applyTo(tenant, asked);
    admit(tenant, request);
    Instant issuedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Duration lifetime = settings.lifetimes().limit(request.lifetime(), request.claims());
    Instant expiresAt = issuedAt.plus(lifetime);
    Map<String, Object> claims =
        subjectClaim.written(
            tenant,
            request.client(),
            request.subject(),
            AccessTokenClaimsWriter.claims(tenant, request, id, issuedAt, expiresAt));
    String payload = AccessTokenClaimsWriter.json(claims);
    SigningAlgorithm algorithm = choice.accessTokens(tenant, request.client());
    String jwt = keys.sign(tenant, algorithm, AccessTokenClaimNames.HEADER, payload);
    if (jwt.length()
        > AccessTokenClaimNames.MAX_LENGTH) { // such a token would be rejected when used
      throw OAuthException.invalidRequest(
          "The access token would exceed "
              + AccessTokenClaimNames.MAX_LENGTH
              + " characters. Request fewer scopes, resources or details.");
    }
    var issued =
        new IssuedToken(
            jwt, id, issuedAt, expiresAt, request.scope(), request.subject(), request.actors());
    return new SignedAccessToken(issued, claims);
  }

  @Override
  public VerifiedToken verify(TenantContext tenant, String jwt) throws InvalidTokenException {
    VerifiedToken token = verifyForAnyAudience(tenant, jwt);
    if (!token.audience().contains(tenant.issuer())) { // RFC 9068 section 4
      throw new InvalidTokenException("the token is for another audience", false);
    }
    return token;
  }

  @Override
  public VerifiedToken verifyForAnyAudience(TenantContext tenant, String jwt)
      throws InvalidTokenException {
    VerifiedToken token = verified.get(tenant, jwt);
    requireNow(tenant, token);
    return narrowed(tenant, token);
  }

  /**
   * If a principal has fewer permissions now than when the token was issued, the token has fewer
   * too.
   */
  private VerifiedToken narrowed(TenantContext tenant, VerifiedToken token) {
    Set<String> left = gate.remainingScope(tenant, token.scope(), token.subject(), token.actors());
    return left.equals(token.scope()) ? token : withScope(token, left);
  }

  private static VerifiedToken withScope(VerifiedToken token, Set<String> scope) {
    return new VerifiedToken(
        token.id(),
        token.tenantId(),
        token.subject(),
        token.actors(),
        token.clientId(),
        scope,
        token.audience(),
        token.issuedAt(),
        token.expiresAt(),
        token.confirmation(),
        token.claims());
  }

  @Override
  public boolean isStillValid(TenantContext tenant, VerifiedToken token) {
    try {
      requireNow(tenant, token);
      return token.tenantId().equals(tenant.id());
    } catch (InvalidTokenException e) {
      return false;
    }
  }

  private void requireNow(TenantContext tenant, VerifiedToken token) throws InvalidTokenException {
    requireTime(token);
    if (revocations.isRevoked(token)) {
      throw new InvalidTokenException("the token is revoked", false);
    }
    Optional<PrincipalStatusGuard.PrincipalRefusal> refusal =
        gate.refusal(
            tenant,
            token.clientId(),
            token.subject(),
            token.actors(),
            AccessTokenClaimNames.issuers(token.claims()));
    if (refusal.isPresent()) {
      throw new InvalidTokenException("not enabled: " + refusal.get(), false);
    }
    if (!gate.allEnabled(tenant, sourceClients(token.claims()))) {
      throw new InvalidTokenException("not enabled: a client of a source token", false);
    }
    if (!policies.isTokenUsable(tenant, token)) {
      throw new InvalidTokenException("the token is no longer valid for its resource", false);
    }
  }

  private static List<String> sourceClients(Map<String, Object> claims) {
    return AccessTokenClaimNames.texts(claims, AccessTokenClaimNames.SOURCE_CLIENTS);
  }

  @Override
  public Optional<String> issuerSlug(String jwt) {
    return AccessTokenJwtVerifier.issuerSlug(jwt);
  }

  @Override
  public void revoke(TenantContext tenant, VerifiedToken token) {
    if (!token.tenantId().equals(tenant.id())) {
      throw new IllegalArgumentException("the token belongs to another tenant");
    }
    revocations.revoke(token);
    events.publish(new DomainEvent(TOKEN_REVOKED, tenant.id(), token.id()));
  }

  @Override
  public void revokeAll(TenantContext tenant, SubjectRef subject) {
    revocations.revokeAll(tenant.id(), subject);
    events.publish(new DomainEvent(TOKENS_REVOKED, tenant.id(), subject.toString()));
  }

  private void admit(TenantContext tenant, AccessTokenIssuanceRequest request) {
    if (revocations.hasEnded(tenant.id(), request.claims())) {
      throw OAuthException.invalidGrant(
          "The grant was revoked or has expired. Request a new grant.");
    }
    if (!gate.allEnabled(tenant, sourceClients(request.claims()))) {
      throw OAuthException.invalidGrant(
          "The client of a source token is disabled or deleted, so no token is " + "issued.");
    }
    String clientId = request.client().clientId();
    List<SubjectRef> actors = request.actors();
    List<SubjectRef> issuers = AccessTokenClaimNames.issuers(request.claims());
    gate.refusal(tenant, clientId, request.subject(), actors, issuers)
        .ifPresent(
            refusal -> {
              throw switch (refusal) {
                case TENANT, CLIENT -> OAuthException.invalidClient();
                case SUBJECT ->
                    OAuthException.invalidGrant(
                        "The subject is disabled or deleted, so no token is issued.");
                case ACTOR ->
                    new OAuthException(
                        403,
                        "access_denied",
                        "An actor is disabled, deleted or not permitted to act, so no token is "
                            + "issued.");
                case ISSUER ->
                    OAuthException.invalidGrant(
                        "The issuer of the assertion is disabled or no longer registered as a "
                            + "trusted issuer.");
              };
            });
  }

  private void requireTime(VerifiedToken token) throws InvalidTokenException {
    Instant now = clock.instant();
    if (!now.isBefore(token.expiresAt())) { // issued by this server's own clock: no skew applies
      throw new InvalidTokenException("the token has expired", false);
    }
    if (token.issuedAt().isAfter(now.plus(settings.clockSkew()))) {
      throw new InvalidTokenException("the token was issued in the future", false);
    }
  }
}
