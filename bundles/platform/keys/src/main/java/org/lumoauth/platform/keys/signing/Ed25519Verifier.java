/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;
import java.util.Set;

/** Verifies Ed25519 signatures (RFC 8037 section 3.1) through JCA. */
public final class Ed25519Verifier implements JWSVerifier {

  private static final int SIGNATURE_LENGTH = 64;

  /** The name of RFC 9864, and the older name, which is unambiguous with this type of key. */
  private static final Set<JWSAlgorithm> NAMES = Set.of(JWSAlgorithm.Ed25519, JWSAlgorithm.EdDSA);

  private final PublicKey key;
  private final JCAContext jca;

  public Ed25519Verifier(PublicKey key, Optional<Provider> provider) {
    this.key = key;
    this.jca = new JCAContext(provider.orElse(null), null);
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) {
    byte[] bytes = signature.decode();
    if (!supportedJWSAlgorithms().contains(header.getAlgorithm())
        || bytes.length != SIGNATURE_LENGTH) {
      return false;
    }
    try {
      Signature verification = Ed25519SignatureFactory.of(jca.getProvider());
      verification.initVerify(key);
      verification.update(signingInput);
      return verification.verify(bytes);
    } catch (GeneralSecurityException e) {
      return false; // not a well-formed signature, such as a point off the curve
    }
  }

  @Override
  public Set<JWSAlgorithm> supportedJWSAlgorithms() {
    return NAMES;
  }

  @Override
  public JCAContext getJCAContext() {
    return jca;
  }
}
