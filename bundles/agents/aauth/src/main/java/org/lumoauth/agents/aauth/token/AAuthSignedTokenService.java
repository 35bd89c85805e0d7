/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.agents.aauth.registration.ParticipantAdminService;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues tokens with the tenant's signing keys, and verifies tokens of the tenant and of other
 * issuers.
 */
@Component(service = AAuthSignedTokenService.class)
public final class AAuthSignedTokenService {

  /** The tenant's signing algorithm, fixed by the published profile. */
  public static final SigningKeyService.SigningAlgorithm ALGORITHM =
      SigningKeyService.SigningAlgorithm.RS256;

  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final Set<String> OF_OTHERS =
      Set.of("Ed25519", "EdDSA", "ES256", "PS256", "PS512", "RS256");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SigningKeyService keys;
  private final ForeignJwtVerifier jwts;
  private final IdGenerator identifiers;
  private final InstantSource clock;

  @Activate
  public AAuthSignedTokenService(
      @Reference SigningKeyService keys,
      @Reference ForeignJwtVerifier jwts,
      @Reference IdGenerator identifiers,
      @Reference InstantSource clock) {
    this.keys = keys;
    this.jwts = jwts;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /**
   * A newly issued token.
   *
   * @param value the JWT
   * @param id its {@code jti}
   * @param issuedAt {@code iat}, in seconds since 1970
   * @param expiresAt {@code exp}, in seconds since 1970
   */
  public record IssuedAAuthToken(String value, String id, long issuedAt, long expiresAt) {

    /** Returns the lifetime of the token. */
    public Duration lifetime() {
      return Duration.ofSeconds(expiresAt - issuedAt);
    }

    @Override
    public String toString() {
      return "Minted[" + id + "]";
    }
  }

  /** Issues a token: {@code iat}, {@code exp} and {@code jti} are added to the claims. */
  public IssuedAAuthToken issue(
      TenantContext tenant, AAuthTokenType kind, Map<String, Object> claims) {
    return issue(tenant, kind, claims, Optional.empty());
  }

  /** Issues a token that expires no later than the given time. */
  public IssuedAAuthToken issue(
      TenantContext tenant,
      AAuthTokenType kind,
      Map<String, Object> claims,
      Optional<Instant> latest) {
    long now = clock.instant().getEpochSecond();
    long whole = now + kind.lifetime().toSeconds();
    long end = latest.map(at -> Math.min(whole, at.getEpochSecond())).orElse(whole);
    String id = identifiers.next(ParticipantAdminService.MADE);
    Map<String, Object> all = new TreeMap<>(claims);
    all.put("iat", now);
    all.put("exp", end);
    all.put("jti", id);
    try {
      String jwt =
          keys.sign(tenant, ALGORITHM, Map.of("typ", kind.type()), JSON.writeValueAsString(all));
      return new IssuedAAuthToken(jwt, id, now, end);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The claims cannot be serialized to JSON", e);
    }
  }

  /**
   * Verifies a token.
   *
   * @param issuer the expected {@code iss}
   * @param audience the accepted values of {@code aud}; empty means that it is not checked
   * @param others the keys of the issuer in addition to the tenant's own
   * @throws InvalidTokenException if it is invalid
   */
  public Map<String, Object> verify(
      TenantContext tenant,
      AAuthTokenType kind,
      String jwt,
      String issuer,
      Set<String> audience,
      ForeignJwtVerifier.JwtKeySource others)
      throws InvalidTokenException {
    var expected =
        new ForeignJwtVerifier.JwtExpectation(
            Set.of(kind.type()),
            OF_OTHERS,
            Optional.of(issuer),
            audience,
            Set.of("jti", "iat"),
            Optional.of(kind.lifetime()),
            Optional.of(kind.lifetime()),
            SKEW,
            false);
    return jwts.verify(jwt, kid -> all(tenant, kid, others), expected).claims();
  }

  /** Returns a claim of a token before verification. */
  public Optional<String> readUnverifiedClaim(String jwt, String name) {
    return jwts.unverifiedClaims(jwt)
        .map(claims -> claims.get(name))
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  /** Returns the public keys that verify the tenant's tokens. */
  public List<Map<String, Object>> publicKeys(TenantContext tenant) {
    keys.publish(tenant, ALGORITHM);
    return keys.publicKeys(tenant);
  }

  /** Returns the matching keys; the tenant's own keys come first, by key id. */
  private List<Map<String, Object>> all(
      TenantContext tenant, Optional<String> kid, ForeignJwtVerifier.JwtKeySource others) {
    List<Map<String, Object>> own =
        keys.publicKeys(tenant).stream()
            .filter(key -> kid.isPresent() && kid.get().equals(key.get("kid")))
            .toList();
    return own.isEmpty() ? others.find(kid) : own;
  }
}
