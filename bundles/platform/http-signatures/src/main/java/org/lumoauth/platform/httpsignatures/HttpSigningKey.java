/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

/** A signing key. */
@FunctionalInterface
public interface HttpSigningKey {

  /** Returns the signature over these bytes, with the only algorithm of the key. */
  byte[] sign(byte[] base);
}
