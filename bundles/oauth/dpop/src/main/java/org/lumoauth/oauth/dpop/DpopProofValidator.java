/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.ForeignJwtVerifier.JwtExpectation;
import org.lumoauth.api.token.ForeignJwtVerifier.VerifiedForeignJwt;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Validates DPoP proofs in the order of the specification. A proof is marked as used only after all
 * other checks succeed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-4.3">RFC 9449 section 4.3</a>
 */
@Component(service = DpopProofValidator.class)
public final class DpopProofValidator {

  /** The {@code dpop_signing_alg_values_supported}. */
  static final List<String> ALGORITHMS =
      List.of("ES256", "ES384", "PS256", "RS256", "Ed25519", "EdDSA");

  /** The method and URL of the request that the proof must match. */
  record DpopProofTarget(String method, String url) {}

  private static final String KIND = "dpop-proof";
  private static final Duration WINDOW = Duration.ofSeconds(60);

  /**
   * The maximum length of {@code jti} (section 4.2 defines no minimum). The key's thumbprint is
   * part of the storage key.
   */
  private static final int MAX_ID = 256;

  private static final Set<String> NEEDED = Set.of("jti", "htm", "htu", "iat");

  private static final JwtExpectation EXPECTED =
      new JwtExpectation(
          Set.of("dpop+jwt"),
          Set.copyOf(ALGORITHMS),
          Optional.empty(),
          Set.of(),
          NEEDED,
          Optional.of(Duration.ZERO),
          Optional.empty(),
          WINDOW,
          true);

  private final ForeignJwtVerifier jwts;
  private final ShortLivedRecordStore store;
  private final SettingsStore settings;
  private final DpopNonceService nonces;

  @Activate
  public DpopProofValidator(
      @Reference ForeignJwtVerifier jwts,
      @Reference ShortLivedRecordStore store,
      @Reference SettingsStore settings,
      @Reference DpopNonceService nonces) {
    this.jwts = jwts;
    this.store = store;
    this.settings = settings;
    this.nonces = nonces;
  }

  /**
   * Checks only the nonce of an unverified proof, to detect early that a retry is required. A JWT
   * that is not a DPoP proof is ignored here and refused by the verification.
   *
   * @throws InvalidDpopProofException {@code use_dpop_nonce} if the nonce is missing or expired
   */
  void requireNonce(TenantContext tenant, String proof) throws InvalidDpopProofException {
    Optional<Map<String, Object>> claims = jwts.unverifiedClaims(proof);
    if (claims.isPresent() && claims.get().keySet().containsAll(NEEDED)) {
      requireNonce(tenant, claims.get().get("nonce"));
    }
  }

  /**
   * Verifies a proof.
   *
   * @param headers the values of the {@code DPoP} header
   * @param accessToken the access token of a request to a resource
   * @param boundTo the required key thumbprint at a resource
   * @return the thumbprint of the proven key
   */
  String verify(
      TenantContext tenant,
      List<String> headers,
      DpopProofTarget target,
      Optional<String> accessToken,
      Optional<String> boundTo)
      throws InvalidDpopProofException {
    if (headers.size() != 1) { // step 1
      throw InvalidDpopProofException.invalid("The request must contain exactly one DPoP header.");
    }
    VerifiedForeignJwt proof = verified(headers.get(0)); // steps 2 to 7
    Map<String, Object> claims = proof.claims();
    require(
        target.method().equals(claims.get("htm")),
        "The htm claim must be the method of the request.");
    require(
        claims.get("htu") instanceof String uri
            && tenant.urlVariants(target.url()).stream()
                .anyMatch(url -> DpopTargetUriMatcher.isSame(uri, url)),
        "The htu claim must be the URI of the request."); // step 9
    requireNonce(tenant, claims.get("nonce")); // step 10
    if (accessToken.isPresent()) { // step 12
      require(
          hash(accessToken.get()).equals(claims.get("ath")),
          "The ath claim must be the hash of the access token.");
    }
    require(
        boundTo.map(proof.thumbprint()::equals).orElse(true),
        "The access token is bound to a different key.");
    requireFirstUse(tenant, proof); // section 11.1
    return proof.thumbprint();
  }

  private VerifiedForeignJwt verified(String jwt) throws InvalidDpopProofException {
    try {
      return jwts.verify(jwt, kid -> List.of(), EXPECTED);
    } catch (InvalidTokenException e) {
      throw InvalidDpopProofException.invalid("The DPoP proof is invalid: " + e.getMessage() + ".");
    }
  }

  private void requireNonce(TenantContext tenant, Object nonce) throws InvalidDpopProofException {
    boolean needed = DpopSettings.NONCE_REQUIRED.read(settings, tenant);
    boolean sound = nonce instanceof String text && nonces.isValid(tenant, text);
    if (!sound && (needed || nonce != null)) {
      throw InvalidDpopProofException.nonce();
    }
  }

  private void requireFirstUse(TenantContext tenant, VerifiedForeignJwt proof)
      throws InvalidDpopProofException {
    if (!(proof.claims().get("jti") instanceof String id) || id.isEmpty() || id.length() > MAX_ID) {
      throw InvalidDpopProofException.invalid(
          "The jti claim must be a string of 1 to " + MAX_ID + " characters.");
    }
    long issuedAt = ((Number) proof.claims().get("iat")).longValue();
    Instant until = Instant.ofEpochSecond(issuedAt + 1).plus(WINDOW);
    require(
        store.add(tenant, KIND, proof.thumbprint() + " " + id, Map.of(), until),
        "The DPoP proof was already used.");
  }

  private static String hash(String token) {
    try {
      byte[] ascii = token.getBytes(StandardCharsets.US_ASCII);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(ascii);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime does not support SHA-256.", e);
    }
  }

  private static void require(boolean holds, String otherwise) throws InvalidDpopProofException {
    if (!holds) {
      throw InvalidDpopProofException.invalid(otherwise);
    }
  }
}
