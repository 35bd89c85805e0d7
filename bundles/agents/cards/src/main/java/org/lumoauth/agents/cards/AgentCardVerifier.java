/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.InvalidTokenException;

/**
 * Verifies the signatures of agent cards with the tenant's keys, or with the keys at a URL that the
 * caller trusts. The {@code jku} header of a card is not authenticated and never fetched.
 */
final class AgentCardVerifier {

  private static final int MAX_SIGNATURES = 5;
  private static final int MAX_HEADER = 4_096;
  private static final Set<String> ALGORITHMS =
      Set.of("ES256", "ES384", "RS256", "PS256", "EdDSA", "Ed25519");

  private static final ForeignJwtVerifier.JwtExpectation EXPECTED =
      new ForeignJwtVerifier.JwtExpectation(
          Set.of("jose", ""),
          ALGORITHMS,
          Optional.empty(),
          Set.of(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Duration.ofSeconds(30),
          false);

  private final SigningKeyService ownKeys;
  private final CallerSuppliedJwksFetcher callers;
  private final ForeignJwtVerifier jws;

  AgentCardVerifier(
      SigningKeyService ownKeys, CallerSuppliedJwksFetcher callers, ForeignJwtVerifier jws) {
    this.ownKeys = ownKeys;
    this.callers = callers;
    this.jws = jws;
  }

  /**
   * The result of a verification.
   *
   * @param error why none of the signatures is valid; empty if one is valid
   * @param kid the key id of the valid signature, or of the first signature
   * @param algorithm the algorithm of that signature
   */
  record AgentCardVerification(
      Optional<String> error, Optional<String> kid, Optional<String> algorithm) {}

  AgentCardVerification verify(
      TenantContext tenant, Map<String, Object> card, Optional<URI> jwksUri) {
    if (!(card.get("signatures") instanceof List<?> signatures) || signatures.isEmpty()) {
      return failed("The card has no signatures.");
    }
    if (signatures.size() > MAX_SIGNATURES) {
      return failed("The card has more than " + MAX_SIGNATURES + " signatures.");
    }
    var payload = AgentCardJsonCodec.canonical(card);
    if (payload.isEmpty()) {
      return failed("The card has no canonical form (RFC 8785).");
    }
    Optional<List<Map<String, Object>>> keys = jwksUri.map(uri -> callers.fetch(tenant, uri));
    AgentCardVerification first = null;
    for (Object signature : signatures) {
      var result = verify(tenant, signature, payload.get(), keys);
      if (result.error().isEmpty()) {
        return result;
      }
      first = first == null ? result : first;
    }
    return first;
  }

  private AgentCardVerification verify(
      TenantContext tenant,
      Object signature,
      String payload,
      Optional<List<Map<String, Object>>> keys) {
    if (!(signature instanceof Map<?, ?> members)
        || !(members.get("protected") instanceof String header)
        || !(members.get("signature") instanceof String value)
        || header.length() > MAX_HEADER
        || value.length() > MAX_HEADER) {
      return failed("Each signature must have the members protected and signature.");
    }
    var read = header(header);
    var kid = text(read, "kid");
    var algorithm = text(read, "alg");
    var compact = header + "." + encoded(payload) + "." + value;
    if (algorithm.filter(ALGORITHMS::contains).isEmpty()) {
      return new AgentCardVerification(
          Optional.of("The signature's algorithm is not supported."), kid, algorithm);
    }
    boolean holds =
        keys.isPresent()
            ? !keys.get().isEmpty() && holdsBy(keys.get(), compact)
            : kid.isPresent() && holdsByOwn(tenant, compact);
    return new AgentCardVerification(
        holds ? Optional.empty() : Optional.of(refusal(keys)), kid, algorithm);
  }

  private static String refusal(Optional<List<Map<String, Object>>> keys) {
    return keys.map(
            some ->
                some.isEmpty()
                    ? "No keys could be fetched from jwks_uri."
                    : "The signature does not match any key at jwks_uri.")
        .orElse(
            "The signature was not created by this tenant. Send the jwks_uri of the "
                + "issuer you trust.");
  }

  private boolean holdsByOwn(TenantContext tenant, String compact) {
    try {
      ownKeys.verify(tenant, compact);
      return true;
    } catch (InvalidSignatureException e) {
      return false;
    }
  }

  private boolean holdsBy(List<Map<String, Object>> keys, String compact) {
    try {
      jws.verify(compact, kid -> CallerSuppliedJwksFetcher.filterByKeyId(keys, kid), EXPECTED);
      return true;
    } catch (InvalidTokenException e) {
      return false;
    }
  }

  private static Map<String, Object> header(String encoded) {
    try {
      return AgentCardJsonCodec.members(Base64.getUrlDecoder().decode(encoded)).orElse(Map.of());
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  private static Optional<String> text(Map<String, Object> header, String member) {
    return header.get(member) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static String encoded(String payload) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(payload.getBytes(StandardCharsets.UTF_8));
  }

  private static AgentCardVerification failed(String error) {
    return new AgentCardVerification(Optional.of(error), Optional.empty(), Optional.empty());
  }
}
