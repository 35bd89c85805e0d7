/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.oauth;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;

/** The key of a client for client assertions (RFC 7523) and DPoP proofs (RFC 9449). */
final class Signing {
  private static final long ASSERTION_SECONDS = 300;

  private final ECKey key;
  private final JWSSigner signer;

  Signing(ECKey key) throws JOSEException {
    this.key = key;
    this.signer = new ECDSASigner(key);
    signer.getJCAContext().setProvider(AmazonCorrettoCryptoProvider.INSTANCE);
  }

  static Signing withNewKey() throws JOSEException {
    return new Signing(new ECKeyGenerator(Curve.P_256).keyID("k").generate());
  }

  ECKey key() {
    return key;
  }

  /** Returns a single-use client assertion. */
  String assertion(String clientId, String issuer, Instant now) throws JOSEException {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(),
        new JWTClaimsSet.Builder()
            .issuer(clientId)
            .subject(clientId)
            .audience(issuer)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(ASSERTION_SECONDS))));
  }

  /** Returns a single-use DPoP proof for a request. */
  String proof(String method, String url, Instant now) throws JOSEException {
    return signed(proofHeader(), proofClaims(method, url, now));
  }

  /** Returns a DPoP proof for a request with an access token. */
  String proof(String method, String url, Instant now, String token) throws JOSEException {
    return signed(proofHeader(), proofClaims(method, url, now).claim("ath", hash(token)));
  }

  private JWSHeader proofHeader() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .type(new JOSEObjectType("dpop+jwt"))
        .jwk(new ECKey.Builder(key.toPublicJWK()).keyID(null).build())
        .build();
  }

  private static JWTClaimsSet.Builder proofClaims(String method, String url, Instant now) {
    return new JWTClaimsSet.Builder()
        .claim("htm", method)
        .claim("htu", url)
        .issueTime(Date.from(now));
  }

  private String signed(JWSHeader header, JWTClaimsSet.Builder claims) throws JOSEException {
    var jwt = new SignedJWT(header, claims.jwtID(UUID.randomUUID().toString()).build());
    jwt.sign(signer);
    return jwt.serialize();
  }

  private static String hash(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing in this Java runtime", e);
    }
  }
}
