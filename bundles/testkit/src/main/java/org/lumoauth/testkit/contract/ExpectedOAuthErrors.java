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
 * How a contract lets a provider refuse: by a client's error, with a code and a description that
 * the answer can hold (RFC 6749 section 5.2).
 *
 * @param codes the codes that the contract names; any if it names none
 */
record ExpectedOAuthErrors(Set<String> codes) {

  private static final String TEXT = "[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+";

  static ExpectedOAuthErrors withCodes(String... codes) {
    return new ExpectedOAuthErrors(Set.of(codes));
  }

  /** Requires that a call is refused. */
  OAuthException assertRefused(Executable call) {
    return sound(assertThrows(OAuthException.class, call));
  }

  /** What a call gives that may be refused, and does not fail otherwise; empty if it is refused. */
  <T> Optional<T> callUnlessRefused(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (OAuthException refusal) {
      sound(refusal);
      return Optional.empty();
    }
  }

  /** The same of a call that gives nothing. */
  void runUnlessRefused(Runnable call) {
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
        refusal.getMessage()); // it was given with other characters
    return refusal;
  }
}
