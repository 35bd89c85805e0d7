package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenConfirmationVerifier;
import org.lumoauth.testkit.builder.TestBuilders;

/** What every {@link TokenConfirmationVerifier} does. */
public abstract class TokenConfirmationVerifierContract {

  /** The provider. */
  protected abstract TokenConfirmationVerifier confirmation();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** What {@code cnf} says of a key. */
  protected abstract Object value();

  /** A new request that proves that key. */
  protected abstract HttpRequestView proven();

  /** A new request that proves another key. */
  protected abstract HttpRequestView provenByAnother();

  /** A new request that proves none, with the token where it has to be sent. */
  protected HttpRequestView unproven() {
    return TestBuilders.aRequest().build();
  }

  @Test
  void letsATokenPassWithItsKey() {
    assertDoesNotThrow(() -> confirmation().check(tenant(), value(), proven()));
  }

  @Test
  void refusesATokenWithAnotherKey() {
    refusal(value(), provenByAnother());
  }

  @Test
  void refusesATokenWithoutAProof() {
    refusal(value(), unproven());
  }

  @Test
  void takesNothingElseForTheKeyThatWasProven() {
    HostileIdentifiers.lookalikes(value().toString()).forEach(other -> refusal(other, proven()));
    refusal(List.of(value()), proven());
    refusal(Map.of("key", value()), proven());
    HostileJsonValues.values().forEach(other -> refusal(other, proven()));
  }

  @Test
  void takesNothingForAKeyThatNobodyProved() {
    HostileJsonValues.values().forEach(other -> refusal(other, unproven()));
  }

  /** Who is told that a token is of another tenant looks for it there. */
  @Test
  void blamesNoOtherTenant() {
    assertFalse(refusal(value(), unproven()).isForeign());
    assertFalse(refusal(value(), provenByAnother()).isForeign());
  }

  @Test
  void writesNoTokenIntoTheLog() {
    var request = provenByAnother();
    var message = refusal(value(), request).getMessage();

    assertFalse(message.isBlank());
    request
        .header("Authorization")
        .map(header -> header.substring(header.indexOf(' ') + 1))
        .ifPresent(token -> assertFalse(message.contains(token), message));
  }

  private InvalidTokenException refusal(Object value, HttpRequestView request) {
    return assertThrows(
        InvalidTokenException.class,
        () -> confirmation().check(tenant(), value, request),
        () -> "taken: " + value);
  }
}
