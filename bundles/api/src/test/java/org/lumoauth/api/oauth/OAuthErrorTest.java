package org.lumoauth.api.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OAuthErrorTest {

  @Test
  void describesInCharactersThatADescriptionMayHave() { // RFC 6749 section 5.2
    var refusal = OAuthError.invalidScope("No \"a\\b\" and no caf\u00e9\u2026\n");

    assertEquals("No 'a?b' and no caf?...?", refusal.getMessage());
    assertTrue(refusal.cleaned());
  }

  @Test
  void saysThatNothingWasReplacedWhereNothingWas() {
    assertFalse(OAuthError.invalidScope("It's not there.").cleaned());
    assertFalse(OAuthError.invalidScope(null).cleaned());
  }
}
