/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JwkProblemTest {

  @Test
  void acceptsPublicKey() {
    assertEquals(
        Optional.empty(),
        JwkProblem.of(
            Map.of(
                "kty", "EC", "crv", "P-256", "x", "AQ", "y", "Ag", "key_ops", List.of("verify"))));
    assertEquals(Optional.empty(), JwkProblem.of(Map.of("kty", "AKP", "pub", "AQ", "ours", 7)));
  }

  @Test
  void reportsKeyWithoutRequiredMembers() {
    for (Map<String, String> key :
        List.of(
            Map.of("kty", "EC"),
            Map.of("kty", "EC", "crv", "P-256", "x", "AQ"),
            Map.of("kty", "RSA", "n", "AQ"),
            Map.of("kty", "OKP", "crv", "Ed25519"))) {
      assertEquals(Optional.of(JwkProblem.INCOMPLETE), JwkProblem.of(key), key.toString());
    }
  }

  /** What no signature is verified by, and nothing encrypted to, is no key to keep. */
  @Test
  void reportsUnsupportedRsaKeySize() {
    for (int bits : List.of(1, 512, 1024, 2047, 8193, 16_384)) {
      assertEquals(Optional.of(JwkProblem.SIZE), JwkProblem.of(rsa(bits)), "" + bits);
    }
    for (int bits : List.of(2048, 3072, 4096, 8192)) {
      assertEquals(Optional.empty(), JwkProblem.of(rsa(bits)), "" + bits);
    }
    assertEquals(
        Optional.of(JwkProblem.SIZE), JwkProblem.of(Map.of("kty", "RSA", "n", "+/ä", "e", "AQAB")));
  }

  private static Map<String, String> rsa(int bits) {
    byte[] modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0).toByteArray();
    return Map.of(
        "kty",
        "RSA",
        "n",
        Base64.getUrlEncoder().withoutPadding().encodeToString(modulus),
        "e",
        "AQAB");
  }

  @Test
  void reportsValueThatIsNotJwk() {
    for (Object key : List.of("text", 7, List.of(), Map.of(), Map.of("n", "AQ"))) {
      assertEquals(Optional.of(JwkProblem.NO_JWK), JwkProblem.of(key));
    }
  }

  @Test
  void reportsPrivateOrSymmetricKeyMembers() {
    for (String part : List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv")) {
      assertEquals(
          Optional.of(JwkProblem.PRIVATE_PARTS), JwkProblem.of(Map.of("kty", "RSA", part, "AQ")));
    }
  }

  /** A number such as 1e400 is read as infinity, and written as what no parser takes. */
  @Test
  void reportsMemberThatIsNotString() {
    for (Object value : List.of(Double.POSITIVE_INFINITY, 65537, true, List.of("AQ"), Map.of())) {
      for (String member : List.of("n", "e", "x", "kid", "alg", "kty")) {
        var key = new java.util.HashMap<String, Object>(Map.of("kty", "RSA", "n", "AQ"));
        key.put(member, value);
        assertEquals(Optional.of(JwkProblem.NO_TEXT), JwkProblem.of(key), member);
      }
    }
  }
}
