package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenConfirmation;
import org.lumoauth.testkit.builder.Builders;

/** What every {@link TokenConfirmation} does. */
public abstract class TokenConfirmationContract {

  /** The provider. */
  protected abstract TokenConfirmation confirmation();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** What {@code cnf} says of a key. */
  protected abstract Object value();

  /** A new request that proves that key. */
  protected abstract RequestView proven();

  /** A new request that proves another key. */
  protected abstract RequestView provenByAnother();

  /** A new request that proves none, with the token where it has to be sent. */
  protected RequestView unproven() {
    return Builders.aRequest().build();
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
    Hostile.lookalikes(value().toString()).forEach(other -> refusal(other, proven()));
    refusal(List.of(value()), proven());
    refusal(Map.of("key", value()), proven());
    HostileJson.values().forEach(other -> refusal(other, proven()));
  }

  @Test
  void takesNothingForAKeyThatNobodyProved() {
    HostileJson.values().forEach(other -> refusal(other, unproven()));
  }

  /** Who is told that a token is of another tenant looks for it there. */
  @Test
  void blamesNoOtherTenant() {
    assertFalse(refusal(value(), unproven()).foreign());
    assertFalse(refusal(value(), provenByAnother()).foreign());
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

  private InvalidTokenException refusal(Object value, RequestView request) {
    return assertThrows(
        InvalidTokenException.class,
        () -> confirmation().check(tenant(), value, request),
        () -> "taken: " + value);
  }
}
