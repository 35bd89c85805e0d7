/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Converts JWKs to JCA keys of one provider. A key is converted once, because a provider converts
 * another provider's key on every use.
 */
public final class JcaKeyConverter {

  /**
   * The prefixes of SubjectPublicKeyInfo and PrivateKeyInfo before the 32 bytes of an Ed25519 key
   * (RFC 8410).
   */
  private static final byte[] ED25519_SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final byte[] ED25519_PKCS8 =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private final Optional<Provider> provider;

  public JcaKeyConverter(Optional<Provider> provider) {
    this.provider = provider;
  }

  /** Returns the public part of a JWK as a key of the provider. */
  public PublicKey publicKey(JWK jwk) throws GeneralSecurityException, JOSEException {
    var spec = new X509EncodedKeySpec(encodedPublic(jwk));
    return factory(jwk).generatePublic(spec);
  }

  PrivateKey privateKey(JWK jwk) throws GeneralSecurityException, JOSEException {
    var spec = new PKCS8EncodedKeySpec(encodedPrivate(jwk));
    return factory(jwk).generatePrivate(spec);
  }

  private KeyFactory factory(JWK jwk) throws GeneralSecurityException {
    if (jwk instanceof OctetKeyPair) { // Corretto registers no Ed25519 key factory by default
      return KeyFactory.getInstance("Ed25519");
    }
    String name = jwk.getKeyType().getValue();
    return provider.isPresent()
        ? KeyFactory.getInstance(name, provider.get())
        : KeyFactory.getInstance(name);
  }

  private static byte[] encodedPublic(JWK jwk) throws JOSEException {
    if (jwk instanceof OctetKeyPair pair) {
      return concatenate(ED25519_SPKI, pair.getX().decode());
    }
    return jwk instanceof RSAKey rsa
        ? rsa.toPublicKey().getEncoded()
        : ((ECKey) jwk).toPublicKey().getEncoded();
  }

  private static byte[] encodedPrivate(JWK jwk) throws JOSEException {
    if (jwk instanceof OctetKeyPair pair) {
      return concatenate(ED25519_PKCS8, pair.getD().decode());
    }
    return jwk instanceof RSAKey rsa
        ? rsa.toPrivateKey().getEncoded()
        : ((ECKey) jwk).toPrivateKey().getEncoded();
  }

  private static byte[] concatenate(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
