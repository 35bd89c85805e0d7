/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.util.Set;

/** A verification key. */
public interface HttpVerificationKey {

  /**
   * Returns the algorithms that the key may be used with: at most one if a signature does not
   * declare its algorithm.
   */
  Set<SignatureAlgorithm> algorithms();

  /**
   * Returns whether the signature over these bytes was created with this key's private counterpart.
   */
  boolean verifies(SignatureAlgorithm algorithm, byte[] base, byte[] signature);
}
