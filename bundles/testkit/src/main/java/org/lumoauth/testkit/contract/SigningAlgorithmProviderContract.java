package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.key.SigningAlgorithmProvider;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.tenant.TenantContext;

/** What every {@link SigningAlgorithmProvider} does. */
public abstract class SigningAlgorithmProviderContract {

  /** The provider. */
  protected abstract SigningAlgorithmProvider choice();

  /** A tenant. */
  protected abstract TenantContext tenant();

  /**
   * Chooses the algorithm for a tenant, as its administrator does; nothing happens where there is
   * no choice.
   */
  protected abstract void choose(TenantContext tenant, SigningAlgorithm algorithm);

  /** What a tenant can choose; the only one there is, where there is no choice. */
  protected List<SigningAlgorithm> choosable() {
    return List.of(SigningAlgorithm.values());
  }

  /** Another tenant. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  /** The key set is read by the first token's verifier, and kept. */
  @Test
  void followsTheTenantsChoiceAtOnce() {
    assertFalse(choosable().isEmpty());
    for (SigningAlgorithm algorithm : choosable()) {
      choose(tenant(), algorithm);

      assertEquals(Optional.of(algorithm), choice().defaultAlgorithm(tenant()));
    }
  }

  /** A relying party keeps the key set that it read before the choice. */
  @Test
  void offersEveryAlgorithmBeforeItIsChosen() {
    for (SigningAlgorithm algorithm : choosable()) {
      var before = choice().supportedAlgorithms(tenant());
      choose(tenant(), algorithm);

      assertTrue(before.contains(algorithm), algorithm + " is not among " + before);
    }
  }

  @Test
  void leavesOtherTenantsTheirOwn() {
    var was = choice().defaultAlgorithm(anotherTenant());
    for (SigningAlgorithm algorithm : choosable()) {
      choose(tenant(), algorithm);

      assertEquals(was, choice().defaultAlgorithm(anotherTenant()));
    }
  }

  @Test
  void saysSomethingOfATenantThatChoseNothing() {
    assertNotNull(choice().defaultAlgorithm(anotherTenant()));
  }

  /** Anybody may read the key set, as often as they like. */
  @Test
  void answersFromMemory() {
    ConcurrencyAssertions.assertQuick(() -> choice().defaultAlgorithm(tenant()));
  }

  @Test
  void answersManyThreadsAlike() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        choice().defaultAlgorithm(tenant()), () -> choice().defaultAlgorithm(tenant()));
  }
}
