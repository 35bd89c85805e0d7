/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

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
import org.lumoauth.testkit.contract.HostileIdentifiers;
import org.lumoauth.testkit.contract.HostileJsonValues;

/** The contract of every {@link TokenConfirmationVerifier}. */
public abstract class TokenConfirmationVerifierContract {

  /** Returns the provider under test. */
  protected abstract TokenConfirmationVerifier confirmation();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns the value of {@code cnf} for a key. */
  protected abstract Object value();

  /** Returns a new request that proves that key. */
  protected abstract HttpRequestView proven();

  /** Returns a new request that proves another key. */
  protected abstract HttpRequestView provenByAnother();

  /** Returns a new request without a proof, with the token in the place where it is sent. */
  protected HttpRequestView unproven() {
    return TestBuilders.aRequest().build();
  }

  @Test
  void acceptsTokenWithItsKey() {
    assertDoesNotThrow(() -> confirmation().check(tenant(), value(), proven()));
  }

  @Test
  void rejectsTokenWithAnotherKey() {
    refusal(value(), provenByAnother());
  }

  @Test
  void rejectsTokenWithoutProof() {
    refusal(value(), unproven());
  }

  @Test
  void rejectsConfirmationOfAnotherKey() {
    HostileIdentifiers.lookalikes(value().toString()).forEach(other -> refusal(other, proven()));
    refusal(List.of(value()), proven());
    refusal(Map.of("key", value()), proven());
    HostileJsonValues.values().forEach(other -> refusal(other, proven()));
  }

  @Test
  void rejectsConfirmationWithoutProof() {
    HostileJsonValues.values().forEach(other -> refusal(other, unproven()));
  }

  /** An error about another tenant would make the client look for the token there. */
  @Test
  void errorDoesNotReportAForeignTenant() {
    assertFalse(refusal(value(), unproven()).isForeign());
    assertFalse(refusal(value(), provenByAnother()).isForeign());
  }

  @Test
  void omitsTokenFromError() {
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
