/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.federation.TrustedIssuer;
import org.lumoauth.api.federation.TrustedIssuerService;
import org.lumoauth.api.key.RemoteKeySetClient;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.ForeignJwtVerifier.JwtExpectation;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Verifies assertions of trusted issuers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-3">RFC 7523 section 3</a>
 */
@Component(service = TrustedIssuerService.class)
public final class TrustedIssuerAssertionVerifier implements TrustedIssuerService {

  private static final String KIND = "trusted-assertion";
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final int MAX_ID = 512;
  private static final int MAX_SUBJECT = 500;

  private final TrustedIssuerCache issuers;
  private final AssertionSubjectMapper mapping;
  private final ForeignJwtVerifier jwts;
  private final RemoteKeySetClient sets;
  private final ShortLivedRecordStore store;

  @Activate
  public TrustedIssuerAssertionVerifier(
      @Reference TrustedIssuerCache issuers,
      @Reference UserDirectory users,
      @Reference SubjectLinkStore links,
      @Reference ForeignJwtVerifier jwts,
      @Reference RemoteKeySetClient sets,
      @Reference ShortLivedRecordStore store) {
    this.issuers = issuers;
    this.mapping = new AssertionSubjectMapper(users, links);
    this.jwts = jwts;
    this.sets = sets;
    this.store = store;
  }

  @Override
  public Optional<TrustedIssuer> find(TenantContext tenant, String issuer) {
    return issuers.findByIssuer(tenant.id(), issuer).map(found -> found.asTrusted(tenant));
  }

  @Override
  public VerifiedAssertion verify(TenantContext tenant, String jwt, AssertionUse use)
      throws InvalidTokenException {
    RegisteredIssuer issuer = claimed(tenant, jwt);
    TrustedIssuer trusted = issuer.asTrusted(tenant);
    require(
        trusted.clients().contains(use.client().clientId()),
        "the client is not allowed to present assertions of this issuer");
    Set<String> required = new HashSet<>(Set.of("sub", "exp")); // points 2 and 4
    if (use.singleUse()) {
      required.add("jti"); // point 7
    }
    var expected =
        new JwtExpectation(
            use.types(),
            trusted.algorithms(),
            Optional.of(trusted.issuer()), // point 1
            trusted.audiences(), // point 3
            required,
            Optional.empty(),
            Optional.of(trusted.maxLifetime()),
            SKEW,
            false);
    var verified = jwts.verify(jwt, kid -> keys(tenant, issuer, kid), expected);
    Map<String, Object> claims = verified.claims();
    require(onlyOurs(claims.get("aud"), trusted.audiences()), "aud must not contain other servers");
    requireSubject(claims);
    Instant expiresAt = time(claims, "exp");
    requireLifetime(claims, expiresAt, trusted.maxLifetime());
    if (use.singleUse()) {
      requireFirstUse(tenant, issuer, claims, expiresAt);
    }
    return new VerifiedAssertion(trusted, verified.header(), claims, expiresAt);
  }

  @Override
  public Optional<SubjectRef> resolveSubject(TenantContext tenant, VerifiedAssertion assertion) {
    return issuers
        .find(tenant.id(), assertion.issuer().id())
        .filter(issuer -> issuer.settings().enabled())
        .flatMap(issuer -> mapping.find(tenant, issuer, assertion.claims()));
  }

  /**
   * Returns the issuer of an assertion. Unknown and disabled issuers result in the same error, and
   * tokens of this server are not accepted as assertions.
   */
  private RegisteredIssuer claimed(TenantContext tenant, String jwt) throws InvalidTokenException {
    return jwts.unverifiedClaims(jwt)
        .map(claims -> claims.get("iss"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(issuer -> !issuer.equals(tenant.issuer()))
        .flatMap(issuer -> issuers.findByIssuer(tenant.id(), issuer))
        .filter(issuer -> issuer.settings().enabled())
        .orElseThrow(() -> invalid("it is not a signed JWT of a trusted issuer"));
  }

  /**
   * Returns the keys. If they are currently unavailable, the assertion is not marked as invalid or
   * used.
   */
  private List<Map<String, Object>> keys(
      TenantContext tenant, RegisteredIssuer issuer, Optional<String> kid) {
    TrustedIssuerDefinition settings = issuer.settings();
    if (!settings.jwksUri().isEmpty()) {
      return sets.find(tenant, URI.create(settings.jwksUri()), kid);
    }
    List<Map<String, Object>> keys = new ArrayList<>();
    if (settings.jwks().get("keys") instanceof List<?> list) {
      for (Object key : list) {
        @SuppressWarnings("unchecked") // Validated when the issuer was registered.
        Map<String, Object> jwk = (Map<String, Object>) key;
        keys.add(jwk);
      }
    }
    return keys;
  }

  /**
   * Requires that the audience contains only this server. Otherwise another server could forward
   * the assertion.
   */
  private static boolean onlyOurs(Object named, Set<String> audience) {
    return audience.containsAll(named instanceof Collection<?> several ? several : List.of(named));
  }

  /**
   * Requires a subject other than the issuer. Otherwise the JWT asserts its sender and is a client
   * authentication.
   */
  private static void requireSubject(Map<String, Object> claims) throws InvalidTokenException {
    require(
        claims.get("sub") instanceof String sub && !sub.isBlank() && sub.length() <= MAX_SUBJECT,
        "sub must be a string of 1 to 500 characters");
    require(!claims.get("sub").equals(claims.get("iss")), "sub must not be the issuer");
  }

  private static void requireLifetime(
      Map<String, Object> claims, Instant expiresAt, Duration longest)
      throws InvalidTokenException {
    if (claims.get("iat") != null) {
      Duration lifetime = Duration.between(time(claims, "iat"), expiresAt);
      require(lifetime.compareTo(longest) <= 0, "the time between iat and exp is too long");
    }
  }

  private void requireFirstUse(
      TenantContext tenant, RegisteredIssuer issuer, Map<String, Object> claims, Instant expiresAt)
      throws InvalidTokenException {
    require(
        claims.get("jti") instanceof String id && !id.isEmpty() && id.length() <= MAX_ID,
        "jti must be a string of 1 to 512 characters");
    String key = issuer.id() + " " + claims.get("jti");
    Instant until = expiresAt.plus(SKEW).plusSeconds(1);
    require(store.add(tenant, KIND, key, Map.of(), until), "it was already used");
  }

  private static Instant time(Map<String, Object> claims, String name) {
    return Instant.ofEpochSecond(((Number) claims.get(name)).longValue());
  }

  private static void require(boolean holds, String otherwise) throws InvalidTokenException {
    if (!holds) {
      throw invalid(otherwise);
    }
  }

  private static InvalidTokenException invalid(String message) {
    return new InvalidTokenException(message, false);
  }
}
