/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link ClientSource}. */
public abstract class ClientSourceContract {

  /** Returns the provider under test. */
  protected abstract ClientSource source();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns the id of a client; a confidential one if the source has any. */
  protected abstract String clientId();

  /** Returns its secret; empty for a source with clients without secrets. */
  protected abstract Optional<String> secret();

  /** Returns a tenant without the client. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  /** Removes the client; returns false if the source does not support removal. */
  protected boolean remove() {
    return false;
  }

  @Test
  void remembersIdOfDeletedClient() {
    var id = clientId();
    assertTrue(source().wasEverAssigned(tenant(), id));

    if (remove()) {
      assertEquals(Optional.empty(), source().find(tenant(), id));
    }

    assertTrue(source().wasEverAssigned(tenant(), id));
    assertFalse(source().wasEverAssigned(anotherTenant(), id));
    for (String other : HostileIdentifiers.lookalikes(id)) {
      assertFalse(source().wasEverAssigned(tenant(), other), other);
    }
  }

  @Test
  void findsAClientByItsId() {
    assertEquals(
        Optional.of(clientId()), source().find(tenant(), clientId()).map(Client::clientId));
  }

  @Test
  void doesNotFindClientsOfAnotherTenant() {
    assertEquals(Optional.empty(), source().find(anotherTenant(), clientId()));
  }

  @Test
  void comparesIdentifiersByteForByte() {
    for (String id : HostileIdentifiers.lookalikes(clientId())) {
      assertEquals(Optional.empty(), source().find(tenant(), id), id);
    }
  }

  @Test
  void reportsStatusOfClient() {
    assertEquals(
        source().find(tenant(), clientId()).map(Client::enabled),
        source().findEnabled(tenant(), clientId()));
    assertEquals(Optional.empty(), source().findEnabled(anotherTenant(), clientId()));
    for (String id : HostileIdentifiers.lookalikes(clientId())) {
      assertEquals(Optional.empty(), source().findEnabled(tenant(), id), id);
    }
  }

  @Test
  void findsNothingForInvalidIdentifier() {
    for (String id : HostileIdentifiers.identifiers()) {
      assertEquals(Optional.empty(), source().find(tenant(), id), id);
      for (String secret : secret().stream().toList()) {
        assertFalse(source().verifySecret(tenant(), id, secret), id);
      }
    }
  }

  @Test
  void acceptsCorrectSecret() {
    for (String secret : secret().stream().toList()) {
      assertTrue(source().verifySecret(tenant(), clientId(), secret));
    }
  }

  @Test
  void omitsSecretFromToString() {
    var shown = source().find(tenant(), clientId()).orElseThrow().toString();

    secret().ifPresent(secret -> assertFalse(shown.contains(secret)));
  }

  @Test
  void reportsWhetherClientIsConfidential() {
    assertEquals(
        secret().isPresent(), source().find(tenant(), clientId()).orElseThrow().confidential());
  }

  @Test
  void rejectsIncorrectSecret() {
    for (String other : HostileIdentifiers.identifiers()) {
      assertFalse(source().verifySecret(tenant(), clientId(), other), other);
    }
    assertFalse(source().verifySecret(tenant(), clientId(), clientId()));
    for (String secret : secret().stream().toList()) {
      for (String other : HostileIdentifiers.lookalikes(secret)) {
        assertFalse(source().verifySecret(tenant(), clientId(), other));
      }
      assertFalse(source().verifySecret(tenant(), clientId(), secret.substring(1)));
    }
  }

  @Test
  void rejectsSecretInAnotherTenant() {
    for (String secret : secret().stream().toList()) {
      assertFalse(source().verifySecret(anotherTenant(), clientId(), secret));
    }
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        true, () -> source().find(tenant(), clientId()).isPresent() && recognized());
  }

  private boolean recognized() {
    return secret().map(secret -> source().verifySecret(tenant(), clientId(), secret)).orElse(true);
  }

  @Test
  void answersWithoutSlowAccess() {
    var source = source();
    var tenant = tenant();
    var id = clientId();
    ConcurrencyAssertions.assertQuick(() -> source.find(tenant, id));
  }
}
