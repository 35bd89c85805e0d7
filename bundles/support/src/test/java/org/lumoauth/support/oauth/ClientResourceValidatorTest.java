/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.oauth;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;

class ClientResourceValidatorTest {

  private static final String LONG = "https://files.example.com/" + "x".repeat(998);

  @Test
  void acceptsAtMostTenResources() {
    assertDoesNotThrow(
        () ->
            ClientResourceValidator.requireWithinLimit(
                Collections.nCopies(10, "https://a.example")));
    assertRefused(Collections.nCopies(11, "https://a.example"));
  }

  @Test
  void rejectsResourcesExceedingAccessTokenSize() {
    assertDoesNotThrow(
        () -> ClientResourceValidator.requireWithinLimit(Collections.nCopies(4, LONG)));
    assertRefused(Collections.nCopies(5, LONG));
  }

  private static void assertRefused(List<String> resources) {
    var refusal =
        assertThrows(
            OAuthException.class, () -> ClientResourceValidator.requireWithinLimit(resources));

    assertEquals("invalid_target", refusal.code());
  }
}
