package org.lumoauth.platform.keys.signing;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;

/** The JCA's Ed25519 of a provider, or of the JDK where none is given. */
final class Ed25519Signature {

  private Ed25519Signature() {}

  static Signature of(Provider provider) throws GeneralSecurityException {
    return provider == null
        ? Signature.getInstance("Ed25519")
        : Signature.getInstance("Ed25519", provider);
  }
}
