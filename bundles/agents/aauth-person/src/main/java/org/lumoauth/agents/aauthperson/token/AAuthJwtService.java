/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.agents.aauthperson.ServerIdentifierValidator;
import org.lumoauth.agents.aauthperson.signature.AAuthIssuerKeyResolver;
import org.lumoauth.agents.aauthperson.signature.IssuerKeyException;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Issues and verifies the AAuth draft's tokens (sections Common JWT Claims and Verification). */
@Component(service = AAuthJwtService.class)
public final class AAuthJwtService {

  private static final SigningKeyService.SigningAlgorithm ALGORITHM =
      SigningKeyService.SigningAlgorithm.Ed25519;
  private static final Set<String> ALGORITHMS = Set.of("Ed25519", "ES256"); // never EdDSA
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SigningKeyService keys;
  private final ForeignJwtVerifier jwts;
  private final AAuthIssuerKeyResolver issuers;
  private final IdGenerator identifiers;
  private final RevokedTokenStore revocations;
  private final IssuedTokenRecordStore issued;

  @Activate
  public AAuthJwtService(
      @Reference SigningKeyService keys,
      @Reference ForeignJwtVerifier jwts,
      @Reference AAuthIssuerKeyResolver issuers,
      @Reference IdGenerator identifiers,
      @Reference RevokedTokenStore revocations,
      @Reference IssuedTokenRecordStore issued) {
    this.keys = keys;
    this.jwts = jwts;
    this.issuers = issuers;
    this.identifiers = identifiers;
    this.revocations = revocations;
    this.issued = issued;
  }

  /**
   * Verifies a token of a type.
   *
   * @param trusted the accepted issuers, including the tenant itself if it is accepted
   * @throws AAuthTokenException if it is invalid
   */
  public VerifiedAAuthToken verify(
      TenantContext tenant, AAuthJwtType type, String jwt, Set<String> trusted)
      throws AAuthTokenException {
    return verify(tenant, type, jwt, trusted, Instant.now());
  }

  /**
   * Verifies a token that was sent earlier and may have expired since.
   *
   * @param sentAt when it was sent
   * @throws AAuthTokenException if it is invalid, or had already expired when it was sent
   */
  public VerifiedAAuthToken verify(
      TenantContext tenant, AAuthJwtType type, String jwt, Set<String> trusted, Instant sentAt)
      throws AAuthTokenException {
    Map<String, Object> claimed =
        jwts.unverifiedClaims(jwt).orElseThrow(() -> invalid("it is not a JWT"));
    String issuer = claimed.get("iss") instanceof String text ? text : "";
    String document = claimed.get("dwk") instanceof String text ? text : "";
    boolean own = issuer.equals(tenant.issuer());
    boolean server =
        ServerIdentifierValidator.is(issuer) || ServerIdentifierValidator.isWithPath(issuer);
    if (!trusted.contains(issuer) || !own && !server) {
      throw invalid("its issuer is not trusted by this server");
    }
    if (!type.documents().contains(document)) {
      throw invalid("dwk does not match its type");
    }
    Duration ago = Duration.between(sentAt, Instant.now());
    VerifiedAAuthToken token =
        signed(type, jwt, issuer, kid -> keys(tenant, issuer, document, kid), SKEW.plus(ago));
    if (sentAt.getEpochSecond() >= token.expiresAt()) { // without a clock tolerance
      throw new AAuthTokenException(AAuthTokenException.AAuthTokenFault.EXPIRED, "it has expired");
    }
    if (revocations.isRevoked(tenant, issuer, token.text("jti"))) {
      throw new AAuthTokenException(AAuthTokenException.AAuthTokenFault.REVOKED, "it was revoked");
    }
    return token;
  }

  /**
   * Issues a token: {@code iss}, {@code jti}, {@code iat} and {@code exp} are added.
   *
   * @param document {@code dwk}
   * @param origin the agent, the person and the source tokens
   * @param latest times that it must not outlive, in seconds since 1970
   * @param since when its request began: revocations from then on revoke it
   * @throws AAuthTokenException if such a revocation exists
   */
  public String issue(
      TenantContext tenant,
      AAuthJwtType type,
      String document,
      TokenOrigin origin,
      Map<String, Object> claims,
      List<Long> latest,
      Instant since)
      throws AAuthTokenException {
    Instant now = Instant.now();
    long end = now.plus(type.lifetime()).getEpochSecond();
    for (long other : latest) {
      end = Math.min(end, other);
    }
    String id = identifiers.next("aap_");
    Map<String, Object> all = new TreeMap<>(claims);
    all.put("iss", tenant.issuer());
    all.put("dwk", document);
    all.put("jti", id);
    all.put("iat", now.getEpochSecond());
    all.put("exp", end);
    issued.add(
        tenant.id(),
        new IssuedTokenRecord(
            tenant.issuer(),
            id,
            type.kind(),
            document,
            (String) claims.get("aud"),
            origin,
            since,
            Instant.ofEpochSecond(end)));
    requireNotEnded(tenant, tenant.issuer(), id);
    try {
      return keys.sign(tenant, ALGORITHM, Map.of("typ", type.type()), JSON.writeValueAsString(all));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The claims cannot be serialized to JSON", e);
    }
  }

  /**
   * Called after the token was recorded: any later revocation finds the record and triggers
   * notifications.
   */
  private void requireNotEnded(TenantContext tenant, String issuer, String id)
      throws AAuthTokenException {
    if (revocations.isRevoked(tenant, issuer, id)) {
      throw new AAuthTokenException(
          AAuthTokenException.AAuthTokenFault.REVOKED, "it was revoked while it was issued");
    }
  }

  /** Whether a previously verified token was revoked since. */
  public boolean isRevoked(TenantContext tenant, VerifiedAAuthToken token) {
    return revocations.isRevoked(tenant, token.text("iss"), token.text("jti"));
  }

  /** Reads a token that was verified before, without verifying it again. */
  public VerifiedAAuthToken readUnverified(String jwt) {
    return new VerifiedAAuthToken(jwts.unverifiedClaims(jwt).orElse(Map.of()));
  }

  /** Returns the remaining lifetime of a token in seconds. */
  public long secondsLeft(String jwt) {
    Object end = jwts.unverifiedClaims(jwt).orElse(Map.of()).get("exp");
    return end instanceof Number number
        ? Math.max(0, number.longValue() - Instant.now().getEpochSecond())
        : 0;
  }

  /** Returns the public keys to publish, each with a fully specified algorithm. */
  public List<Map<String, Object>> publicKeys(TenantContext tenant) {
    keys.publish(tenant, ALGORITHM);
    return keys.publicKeys(tenant).stream()
        .filter(key -> ALGORITHMS.contains(String.valueOf(key.get("alg"))))
        .toList();
  }

  private VerifiedAAuthToken signed(
      AAuthJwtType type,
      String jwt,
      String issuer,
      ForeignJwtVerifier.JwtKeySource from,
      Duration tolerance)
      throws AAuthTokenException {
    var expected =
        new ForeignJwtVerifier.JwtExpectation(
            Set.of(type.type()),
            ALGORITHMS,
            Optional.of(issuer),
            Set.of(),
            Set.of("jti", "iat"),
            Optional.empty(),
            Optional.of(type.lifetime()),
            tolerance,
            false);
    try {
      return new VerifiedAAuthToken(jwts.verify(jwt, from, expected).claims());
    } catch (IssuerKeyException e) {
      throw new AAuthTokenException(e);
    } catch (InvalidTokenException e) {
      boolean late = e.getMessage().contains("expired");
      throw new AAuthTokenException(
          late
              ? AAuthTokenException.AAuthTokenFault.EXPIRED
              : AAuthTokenException.AAuthTokenFault.INVALID,
          e.getMessage());
    }
  }

  /** Keys without a fully specified algorithm are ignored (section Signature Algorithms). */
  private List<Map<String, Object>> keys(
      TenantContext tenant, String issuer, String document, Optional<String> kid) {
    List<Map<String, Object>> found =
        issuer.equals(tenant.issuer())
            ? keys.publicKeys(tenant)
            : foreign(tenant, issuer, document, kid);
    return found.stream()
        .filter(key -> ALGORITHMS.contains(String.valueOf(key.get("alg"))))
        .toList();
  }

  private List<Map<String, Object>> foreign(
      TenantContext tenant, String issuer, String document, Optional<String> kid) {
    List<Map<String, Object>> found = issuers.keys(tenant, issuer, document, kid);
    if (kid.isPresent() && found.stream().noneMatch(key -> kid.get().equals(key.get("kid")))) {
      throw new IssuerKeyException(IssuerKeyException.UNKNOWN_KEY, "its issuer has no such key");
    }
    return found;
  }

  private static AAuthTokenException invalid(String message) {
    return new AAuthTokenException(AAuthTokenException.AAuthTokenFault.INVALID, message);
  }
}
