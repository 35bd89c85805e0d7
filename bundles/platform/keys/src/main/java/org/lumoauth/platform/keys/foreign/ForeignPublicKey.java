/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.keys.signing.Ed25519Verifier;
import org.lumoauth.platform.keys.signing.JcaKeyConverter;

/** A validated public key of another party, decoded for the provider in use. Immutable. */
final class ForeignPublicKey {

  /** RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1: the members of private and symmetric keys. */
  private static final Set<String> SECRET =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

  /** The members that define the public key (RFC 7638 section 3.2). */
  private static final List<String> MATERIAL = List.of("kty", "crv", "x", "y", "n", "e");

  private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192;
  private static final int MAX_EXPONENT_BITS = 64;

  private final JWSVerifier verifier;
  private final Optional<String> algorithm;
  private final boolean forSignatures;
  private final String thumbprint;

  private ForeignPublicKey(
      JWSVerifier verifier, Optional<String> algorithm, boolean forSignatures, String thumbprint) {
    this.verifier = verifier;
    this.algorithm = algorithm;
    this.forSignatures = forSignatures;
    this.thumbprint = thumbprint;
  }

  /**
   * Decodes a JWK.
   *
   * @throws InvalidTokenException if it is not a valid public key
   */
  static ForeignPublicKey of(Map<String, Object> members, Optional<Provider> provider)
      throws InvalidTokenException {
    if (members.keySet().stream().anyMatch(SECRET::contains)) {
      throw invalid("the key is not public");
    }
    try {
      JWK jwk = JWK.parse(material(members));
      JWSVerifier verifier = verifier(jwk, new JcaKeyConverter(provider), provider);
      provider.ifPresent(verifier.getJCAContext()::setProvider);
      return new ForeignPublicKey(
          verifier,
          text(members, "alg"),
          forSignatures(members),
          jwk.computeThumbprint().toString());
    } catch (ParseException
        | JOSEException
        | GeneralSecurityException
        | ClassCastException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw invalid("the key has invalid members");
    }
  }

  /** Returns whether the key matches the header: by type, {@code alg} and {@code use}. */
  boolean supports(JWSHeader header) {
    return forSignatures
        && verifier.supportedJWSAlgorithms().contains(header.getAlgorithm())
        && algorithm
            .map(own -> JwsAlgorithms.same(own, header.getAlgorithm().getName()))
            .orElse(true);
  }

  /** Returns the SHA-256 thumbprint (RFC 7638). */
  String thumbprint() {
    return thumbprint;
  }

  /**
   * Verifies a signature.
   *
   * @throws InvalidTokenException if the signature does not match this key
   */
  void verify(JWSHeader header, StrictJws jws) throws InvalidTokenException {
    try {
      if (!verifier.verify(header, jws.signingInput(), new Base64URL(jws.signature()))) {
        throw invalid("the signature does not match");
      }
    } catch (JOSEException e) {
      throw invalid("the signature cannot be verified");
    }
  }

  /** Returns whether the signature over these bytes matches this key. */
  boolean verifies(JWSHeader header, byte[] data, byte[] signature) {
    try {
      return verifier.verify(header, data, Base64URL.encode(signature));
    } catch (JOSEException e) {
      return false; // not a well-formed signature
    }
  }

  private static Map<String, Object> material(Map<String, Object> members) {
    Map<String, Object> material = new HashMap<>();
    MATERIAL.forEach(name -> material.computeIfAbsent(name, members::get));
    return material;
  }

  private static JWSVerifier verifier(JWK jwk, JcaKeyConverter keys, Optional<Provider> provider)
      throws GeneralSecurityException, JOSEException, InvalidTokenException {
    if (jwk instanceof RSAKey rsa) {
      requireSound(rsa.getModulus().decodeToBigInteger(), rsa.getPublicExponent());
      return new RSASSAVerifier((RSAPublicKey) keys.publicKey(jwk));
    }
    if (jwk instanceof ECKey ec && CURVES.contains(ec.getCurve())) {
      return new ECDSAVerifier((ECPublicKey) keys.publicKey(jwk));
    }
    if (jwk instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519)) {
      return new Ed25519Verifier(keys.publicKey(jwk), provider);
    }
    throw invalid("kty must be EC, RSA or OKP");
  }

  /** NIST SP 800-131A: at least 2048 bits. Upper limits bound the cost of verification. */
  private static void requireSound(BigInteger modulus, Base64URL exponent)
      throws InvalidTokenException {
    BigInteger e = exponent.decodeToBigInteger();
    if (modulus.bitLength() < MIN_RSA_BITS || modulus.bitLength() > MAX_RSA_BITS) {
      throw invalid("the RSA key must have " + MIN_RSA_BITS + " to " + MAX_RSA_BITS + " bits");
    }
    if (!e.testBit(0) || e.bitLength() < 2 || e.bitLength() > MAX_EXPONENT_BITS) {
      throw invalid("the RSA key has an invalid exponent");
    }
    if (!modulus.testBit(0) || RocaVulnerabilityCheck.isVulnerable(modulus)) {
      throw invalid("the RSA key is weak, because its modulus can be factored");
    }
  }

  /** RFC 7517 sections 4.2 and 4.3: returns whether the key may be used for signatures. */
  private static boolean forSignatures(Map<String, Object> members) {
    Object use = members.get("use");
    Object operations = members.get("key_ops");
    return (use == null || use.equals("sig"))
        && (operations == null || operations instanceof List<?> list && list.contains("verify"));
  }

  private static Optional<String> text(Map<String, Object> members, String name) {
    return Optional.ofNullable((String) members.get(name));
  }

  private static InvalidTokenException invalid(String message) {
    return new InvalidTokenException(message, false);
  }
}
