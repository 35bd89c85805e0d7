package org.lumoauth.platform.httpsignatures;

import java.util.Set;

/** A key to verify by. */
public interface HttpVerificationKey {

  /** What the key may be used with: never more than one where a signature does not say its own. */
  Set<SignatureAlgorithm> algorithms();

  /** Whether the key's owner made the signature over these bytes. */
  boolean verifies(SignatureAlgorithm algorithm, byte[] base, byte[] signature);
}
