/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Binds an authorization code to the client that requested it (RFC 7636). */
public final class PkceChallengeCalculator {

  /** The only supported {@code code_challenge_method}. */
  public static final String METHOD = "S256";

  private PkceChallengeCalculator() {}

  /**
   * Returns the {@code code_challenge} of a {@code code_verifier} (section 4.2).
   *
   * @param verifier ASCII
   */
  public static String computeChallenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing in this Java runtime", e);
    }
  }
}
