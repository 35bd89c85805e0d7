/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.key.TenantSigningAlgorithmProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link TenantSigningAlgorithmProvider}. */
public abstract class TenantSigningAlgorithmProviderContract {

  /** Returns the provider under test. */
  protected abstract TenantSigningAlgorithmProvider choice();

  /** Returns a tenant. */
  protected abstract TenantContext tenant();

  /**
   * Selects the algorithm for a tenant, as its administrator does; does nothing if it cannot be
   * selected.
   */
  protected abstract void choose(TenantContext tenant, SigningAlgorithm algorithm);

  /**
   * Returns the algorithms that a tenant can select. If it cannot select any, returns the only
   * supported algorithm.
   */
  protected List<SigningAlgorithm> choosable() {
    return List.of(SigningAlgorithm.values());
  }

  /** Returns another tenant. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  /** The first verifier reads and caches the key set. */
  @Test
  void usesSelectedAlgorithmImmediately() {
    assertFalse(choosable().isEmpty());
    for (SigningAlgorithm algorithm : choosable()) {
      choose(tenant(), algorithm);

      assertEquals(Optional.of(algorithm), choice().defaultAlgorithm(tenant()));
    }
  }

  /** A relying party caches the key set that it read before the selection. */
  @Test
  void supportsEachAlgorithmBeforeItsSelection() {
    for (SigningAlgorithm algorithm : choosable()) {
      var before = choice().supportedAlgorithms(tenant());
      choose(tenant(), algorithm);

      assertTrue(before.contains(algorithm), algorithm + " is not in " + before);
    }
  }

  @Test
  void keepsAlgorithmsOfOtherTenants() {
    var was = choice().defaultAlgorithm(anotherTenant());
    for (SigningAlgorithm algorithm : choosable()) {
      choose(tenant(), algorithm);

      assertEquals(was, choice().defaultAlgorithm(anotherTenant()));
    }
  }

  @Test
  void hasADefaultWithoutSelection() {
    assertNotNull(choice().defaultAlgorithm(anotherTenant()));
  }

  /** Anyone may read the key set at any rate. */
  @Test
  void answersWithoutSlowAccess() {
    ConcurrencyAssertions.assertQuick(() -> choice().defaultAlgorithm(tenant()));
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        choice().defaultAlgorithm(tenant()), () -> choice().defaultAlgorithm(tenant()));
  }
}
