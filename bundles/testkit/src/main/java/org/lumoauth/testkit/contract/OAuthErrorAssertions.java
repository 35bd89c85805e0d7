/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.oauth.OAuthException;

/**
 * The errors with which a contract lets a provider reject a request: a client error with a code and
 * a description that a response can contain (RFC 6749 section 5.2).
 *
 * @param codes the codes of the contract; empty for any
 */
public record OAuthErrorAssertions(Set<String> codes) {

  private static final String TEXT = "[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+";

  public static OAuthErrorAssertions withCodes(String... codes) {
    return new OAuthErrorAssertions(Set.of(codes));
  }

  /** Asserts that a call is rejected. */
  public OAuthException assertRefused(Executable call) {
    return sound(assertThrows(OAuthException.class, call));
  }

  /**
   * Returns the result of a call that may be rejected but must not fail otherwise; empty if it is
   * rejected.
   */
  public <T> Optional<T> callUnlessRefused(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (OAuthException refusal) {
      sound(refusal);
      return Optional.empty();
    }
  }

  /** Runs a call without a result, as {@link #callUnlessRefused} does. */
  public void runUnlessRefused(Runnable call) {
    callUnlessRefused(
        () -> {
          call.run();
          return call;
        });
  }

  private OAuthException sound(OAuthException refusal) {
    assertTrue(codes.isEmpty() || codes.contains(refusal.code()), refusal.code());
    assertTrue(refusal.code().matches(TEXT), refusal.code());
    assertTrue(refusal.status() / 100 == 4, "status " + refusal.status());
    assertNotNull(refusal.getMessage(), "no description");
    assertFalse(refusal.getMessage().isBlank(), "an empty description");
    assertFalse(
        refusal.isDescriptionSanitized(),
        refusal.getMessage()); // the description contains other characters
    return refusal;
  }
}
