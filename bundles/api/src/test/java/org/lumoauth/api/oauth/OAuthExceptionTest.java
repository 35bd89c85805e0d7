/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OAuthExceptionTest {

  @Test
  void replacesCharactersNotAllowedInErrorDescription() { // RFC 6749 section 5.2
    var refusal = OAuthException.invalidScope("No \"a\\b\" and no caf\u00e9\u2026\n");

    assertEquals("No 'a?b' and no caf?...?", refusal.getMessage());
    assertTrue(refusal.isDescriptionSanitized());
  }

  @Test
  void reportsUnchangedDescriptionAsNotSanitized() {
    assertFalse(OAuthException.invalidScope("It's not there.").isDescriptionSanitized());
    assertFalse(OAuthException.invalidScope(null).isDescriptionSanitized());
  }
}
