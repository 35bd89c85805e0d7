/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.key.RemoteKeySetClient;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.ForeignJwtVerifier.JwtExpectation;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies JWTs that platforms issue to their workloads. The cheap checks come first: a token of an
 * untrusted issuer causes no key requests.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725</a>
 */
@Component(service = WorkloadTokenVerifier.class)
public final class JwtWorkloadTokenVerifier implements WorkloadTokenVerifier {

  private static final Logger LOG = LoggerFactory.getLogger(JwtWorkloadTokenVerifier.class);
  private static final Set<String> TYPES = Set.of("", "jwt");
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final int MAX_SUBJECT = 500;

  private final ForeignJwtVerifier jwts;
  private final WorkloadIssuerKeyResolver keys;
  private final RawSignatureVerifier checks;

  @Activate
  public JwtWorkloadTokenVerifier(
      @Reference ForeignJwtVerifier jwts,
      @Reference RemoteKeySetClient sets,
      @Reference OutboundHttpClient http,
      @Reference RawSignatureVerifier checks,
      @Reference InstantSource clock) {
    this.jwts = jwts;
    this.keys = new WorkloadIssuerKeyResolver(sets, http, clock);
    this.checks = checks;
  }

  @Override
  public Map<String, Object> check(
      TenantContext tenant, Map<String, Object> trust, WorkloadClaimMapping mapping) {
    return new JwtTrustRuleValidator(tenant, checks).check(trust, mapping);
  }

  @Override
  public Optional<VerifiedWorkloadToken> verify(
      TenantContext tenant, String jwt, Map<String, Object> trust, WorkloadClaimMapping mapping) {
    try {
      return read(tenant, jwt, trust, mapping);
    } catch (InvalidTokenException e) {
      LOG.info("workload-token.refused: tenant={} reason={}", tenant.id(), e.getMessage());
      throw new ApiException(
          401,
          "attestation_rejected",
          "The attestation is not accepted for this agent. See the server log for "
              + "the reason.");
    }
  }

  /**
   * Like {@link #verify}, but reports the reason for a rejection.
   *
   * @throws InvalidTokenException with the reason, which is not sent to callers
   */
  public Optional<VerifiedWorkloadToken> read(
      TenantContext tenant, String jwt, Map<String, Object> trust, WorkloadClaimMapping mapping)
      throws InvalidTokenException {
    Optional<Map<String, Object>> unverified = jwts.unverifiedClaims(jwt);
    if (unverified.isEmpty()) {
      return Optional.empty();
    }
    VerifiedWorkloadToken found = verified(tenant, jwt, trust, unverified.get());
    requireOwn(found.claims(), trust, mapping);
    return Optional.of(found);
  }

  private VerifiedWorkloadToken verified(
      TenantContext tenant, String jwt, Map<String, Object> trust, Map<String, Object> unverified)
      throws InvalidTokenException {
    if (!(trust.get(ISSUER) instanceof String issuer) || issuer.equals(tenant.issuer())) {
      throw invalid("the rule has no trusted issuer");
    }
    require(issuer.equals(unverified.get("iss")), "iss is not the rule's issuer");
    Set<String> audiences = audiences(tenant, trust);
    var expected =
        new JwtExpectation(
            TYPES,
            algorithms(trust),
            Optional.of(issuer),
            audiences,
            Set.of("sub", "exp", "iat"),
            Optional.empty(),
            Optional.of(longest(trust)),
            SKEW,
            false);
    Map<String, Object> claims =
        jwts.verify(jwt, kid -> keys.find(tenant, trust, kid), expected).claims();
    Collection<?> named =
        claims.get("aud") instanceof Collection<?> several ? several : List.of(claims.get("aud"));
    require(audiences.containsAll(named), "aud must not contain other servers");
    requireLifetime(claims, longest(trust));
    requireSubject(claims, trust);
    requireConditions(claims, trust);
    return new VerifiedWorkloadToken(
        issuer, (String) claims.get("sub"), generic(tenant, named), claims);
  }

  private static void requireSubject(Map<String, Object> claims, Map<String, Object> trust)
      throws InvalidTokenException {
    require(
        claims.get("sub") instanceof String sub && !sub.isBlank() && sub.length() <= MAX_SUBJECT,
        "sub must be a string of 1 to 500 characters");
    List<String> subjects = JwtTrustRuleValidator.texts(trust, SUBJECTS);
    require(
        !trust.containsKey(SUBJECTS) || subjects.contains((String) claims.get("sub")),
        "sub is not one of the rule's subjects");
  }

  /** A rule that lacks a required member accepts no token, regardless of how it was stored. */
  private static void requireOwn(
      Map<String, Object> claims, Map<String, Object> trust, WorkloadClaimMapping mapping)
      throws InvalidTokenException {
    require(trust.keySet().containsAll(mapping.required()), "the rule lacks a required member");
    for (var member : mapping.claims().entrySet()) {
      Object wanted = trust.get(member.getKey());
      if (wanted != null) {
        List<?> values = wanted instanceof List<?> several ? several : List.of(wanted);
        require(
            WorkloadClaimConditionMatcher.areMet(Map.of(member.getValue(), values), claims),
            "the claim " + member.getValue() + " is not the value that the rule requires");
      }
    }
  }

  private static void requireConditions(Map<String, Object> claims, Map<String, Object> trust)
      throws InvalidTokenException {
    require(
        !trust.containsKey(CONDITIONS)
            || (trust.get(CONDITIONS) instanceof Map<?, ?> conditions
                && WorkloadClaimConditionMatcher.areMet(conditions, claims)),
        "a claim is not the value that the rule requires");
  }

  private static void requireLifetime(Map<String, Object> claims, Duration longest)
      throws InvalidTokenException {
    Duration lifetime = Duration.between(time(claims, "iat"), time(claims, "exp"));
    require(!lifetime.isNegative(), "exp is before iat");
    require(lifetime.compareTo(longest) <= 0, "the time between iat and exp is too long");
  }

  private static Instant time(Map<String, Object> claims, String name) {
    return Instant.ofEpochSecond(((Number) claims.get(name)).longValue());
  }

  private static Set<String> audiences(TenantContext tenant, Map<String, Object> trust) {
    List<String> named = JwtTrustRuleValidator.texts(trust, AUDIENCES);
    return named.isEmpty() ? Set.of(tenant.issuer()) : Set.copyOf(named);
  }

  /** Whether the audience could also refer to a server other than this one. */
  private static boolean generic(TenantContext tenant, Collection<?> audience) {
    String own = tenant.issuer();
    return audience.stream()
        .anyMatch(name -> !name.equals(own) && !String.valueOf(name).startsWith(own + "/"));
  }

  private static Set<String> algorithms(Map<String, Object> trust) {
    List<String> named = JwtTrustRuleValidator.texts(trust, ALGORITHMS);
    return named.isEmpty() ? JwtTrustRuleValidator.ALGORITHMS : Set.copyOf(named);
  }

  private static Duration longest(Map<String, Object> trust) {
    return trust.get(MAX_LIFETIME) instanceof Number seconds
        ? Duration.ofSeconds(seconds.longValue())
        : JwtTrustRuleValidator.STANDARD;
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
