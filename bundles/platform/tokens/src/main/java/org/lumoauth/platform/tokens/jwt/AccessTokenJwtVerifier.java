/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.jwt;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.support.encoding.CanonicalBase64UrlDecoder;

/** Verifies the immutable properties of a token: format, type, issuer and signature. */
public final class AccessTokenJwtVerifier {

  private static final String TENANT_PATH = "/t/";
  private static final int JWS_PARTS = 3;
  private static final String API_PATH = "/api/v1";

  private final SigningKeyService keys;
  private final SubjectClaimMapper subject;

  public AccessTokenJwtVerifier(SigningKeyService keys, SubjectClaimMapper subject) {
    this.keys = keys;
    this.subject = subject;
  }

  /**
   * A token and the key that signed it.
   *
   * @param token the verified token
   * @param kid the id of the key
   */
  public record VerifiedAccessToken(VerifiedToken token, String kid) {}

  /**
   * Verifies a token with the keys of this tenant.
   *
   * @throws InvalidTokenException if it is not an access token issued by this tenant
   */
  public VerifiedAccessToken verify(TenantContext tenant, String jwt) throws InvalidTokenException {
    JWSObject parsed = parse(jwt);
    requireType(parsed.getHeader());
    requireIssuer(tenant, claims(parsed.getPayload().toString()));
    try {
      VerifiedToken token = token(tenant, claims(keys.verify(tenant, jwt)));
      return new VerifiedAccessToken(token, parsed.getHeader().getKeyID());
    } catch (InvalidSignatureException e) {
      throw new InvalidTokenException(e.getMessage(), false);
    }
  }

  /**
   * Parses a token that this server has just signed.
   *
   * @param claims its claims
   * @throws InvalidTokenException if the token would be rejected
   */
  public VerifiedToken readOwn(TenantContext tenant, String jwt, Map<String, Object> claims)
      throws InvalidTokenException {
    Optional<Map<String, Object>> plain = ClaimsNormalizer.of(claims);
    Map<String, Object> said =
        plain.isPresent() ? plain.get() : claims(parse(jwt).getPayload().toString());
    return new AccessTokenClaimsReader(subject.read(tenant, said)).read(tenant);
  }

  private VerifiedToken token(TenantContext tenant, Map<String, Object> claims)
      throws InvalidTokenException {
    return new AccessTokenClaimsReader(ClaimTextInterner.of(subject.read(tenant, claims)))
        .read(tenant);
  }

  /** Returns the tenant slug in the token's issuer, unverified. */
  public static Optional<String> issuerSlug(String jwt) {
    try {
      Object issuer = claims(parse(jwt).getPayload().toString()).get("iss");
      return issuer instanceof String text ? slug(text) : Optional.empty();
    } catch (InvalidTokenException e) {
      return Optional.empty();
    }
  }

  private static JWSObject parse(String jwt) throws InvalidTokenException {
    if (!CanonicalBase64UrlDecoder.isCompact(
        limited(jwt), JWS_PARTS)) { // the library accepts other encodings
      throw new InvalidTokenException("the token is not a JWS in canonical base64url", false);
    }
    try {
      return JWSObject.parse(jwt);
    } catch (ParseException | IllegalArgumentException | NullPointerException e) {
      // The library throws a NullPointerException for a header that is the JSON null.
      throw new InvalidTokenException("the token is not a JWS", false);
    }
  }

  private static String limited(String jwt) throws InvalidTokenException {
    if (jwt.length() > AccessTokenClaimNames.MAX_LENGTH) {
      throw new InvalidTokenException("the token is too long", false);
    }
    return jwt;
  }

  /** RFC 9068 section 4: {@code at+jwt}, with or without {@code application/}. */
  private static void requireType(JWSHeader header) throws InvalidTokenException {
    String type = header.getType() == null ? "" : header.getType().getType();
    if (!type.equals(AccessTokenClaimNames.TYPE)
        && !type.equals("application/" + AccessTokenClaimNames.TYPE)) {
      throw new InvalidTokenException("the token type is not at+jwt", false);
    }
  }

  /**
   * RFC 9068 section 4: exact match. A token of another tenant is distinguished for a better error
   * message.
   */
  private static void requireIssuer(TenantContext tenant, Map<String, Object> claims)
      throws InvalidTokenException {
    if (tenant.issuer().equals(claims.get("iss"))) {
      return;
    }
    boolean foreign =
        claims.get("iss") instanceof String issuer
            && issuer.startsWith(root(tenant))
            && slug(issuer).filter(slug -> !slug.equals(tenant.slug())).isPresent();
    throw new InvalidTokenException("the issuer is not this tenant", foreign);
  }

  private static String root(TenantContext tenant) {
    int path = tenant.issuer().indexOf(TENANT_PATH + tenant.slug() + API_PATH);
    return path < 0 ? "" : tenant.issuer().substring(0, path) + TENANT_PATH;
  }

  private static Optional<String> slug(String issuer) {
    int start = issuer.lastIndexOf(TENANT_PATH);
    if (start < 0 || !issuer.endsWith(API_PATH)) {
      return Optional.empty();
    }
    int from = start + TENANT_PATH.length();
    int to = issuer.length() - API_PATH.length();
    return from < to ? Optional.of(issuer.substring(from, to)) : Optional.empty();
  }

  private static Map<String, Object> claims(String json) throws InvalidTokenException {
    try {
      return Optional.ofNullable(JSONObjectUtils.parse(json))
          .orElseThrow(AccessTokenJwtVerifier::noObject);
    } catch (ParseException e) {
      throw noObject();
    }
  }

  private static InvalidTokenException noObject() {
    return new InvalidTokenException("the payload is not a JSON object", false);
  }
}
