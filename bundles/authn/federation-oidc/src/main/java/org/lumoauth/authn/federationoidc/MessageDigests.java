/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digest functions that every Java platform supports. */
final class MessageDigests {
  private MessageDigests() {}

  static byte[] of(String algorithm, byte[] data) {
    try {
      return MessageDigest.getInstance(algorithm).digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "this Java platform does not support the digest algorithm", e);
    }
  }
}
