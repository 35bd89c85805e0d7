/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;

class PublicJwksValidatorTest {

  private static final Map<String, Object> SOUND = Map.of("kty", "OKP", "x", "x");

  /** Takes what has no private part. */
  private static final RawSignatureVerifier CHECKS =
      new RawSignatureVerifier() {
        @Override
        public String thumbprint(Map<String, Object> jwk) throws InvalidTokenException {
          if (jwk.containsKey("d")) {
            throw new InvalidTokenException("it is private", false);
          }
          return "thumbprint";
        }

        @Override
        public boolean isUsableWith(Map<String, Object> jwk, String algorithm) {
          throw new UnsupportedOperationException();
        }

        @Override
        public boolean verifies(
            Map<String, Object> jwk, String algorithm, byte[] data, byte[] signature) {
          throw new UnsupportedOperationException();
        }
      };

  @Test
  void retainsOnlyKeysOfJwks() {
    var keys = List.of(SOUND);

    assertEquals(
        Map.of("keys", keys),
        PublicJwksValidator.check(Map.of("keys", keys, "more", "text"), CHECKS));
  }

  @Test
  void rejectsInvalidJwks() {
    for (Object wrong :
        List.of(
            "text",
            Map.of(),
            Map.of("keys", "text"),
            Map.of("keys", List.of()),
            Map.of("keys", List.of("text")),
            Map.of("keys", Collections.nCopies(21, SOUND)),
            Map.of("keys", List.of(Map.of("kty", "OKP", "x", "x".repeat(32_000)))),
            Map.of("keys", List.of(SOUND, Map.of("kty", "OKP", "x", "x", "d", "d"))))) {
      var refusal =
          assertThrows(ApiException.class, () -> PublicJwksValidator.check(wrong, CHECKS));
      assertEquals(422, refusal.status());
    }
  }
}
