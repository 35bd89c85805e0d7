package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.oauth.OAuthError;

/** Refusals in the form of RFC 6749 section 5.2. */
final class Refusals {

  private static final String TEXT = "[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+";

  private Refusals() {}

  /** The refusal of this call, in a form that an answer can hold. */
  static OAuthError of(Executable call, String what) {
    return wellFormed(assertThrows(OAuthError.class, call, what));
  }

  /** The call goes well or is refused, and does not fail otherwise. */
  static void assertDecided(Executable call, String what) {
    try {
      call.execute();
    } catch (OAuthError refused) {
      wellFormed(refused);
    } catch (Throwable failure) {
      throw new AssertionError("failed on " + what, failure);
    }
  }

  private static OAuthError wellFormed(OAuthError refusal) {
    assertTrue(refusal.code().matches(TEXT), refusal.code());
    assertTrue(refusal.getMessage().matches(TEXT), refusal.getMessage());
    assertEquals(4, refusal.status() / 100, "status " + refusal.status());
    return refusal;
  }
}
