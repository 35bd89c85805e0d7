/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;

/** Creates Ed25519 signatures of a provider, or of the JDK if the provider has none. */
final class Ed25519SignatureFactory {

  private static final String NAME = "Ed25519";

  private Ed25519SignatureFactory() {}

  static Signature of(Provider provider) throws GeneralSecurityException {
    return provider == null || provider.getService("Signature", NAME) == null
        ? Signature.getInstance(NAME)
        : Signature.getInstance(NAME, provider);
  }
}
