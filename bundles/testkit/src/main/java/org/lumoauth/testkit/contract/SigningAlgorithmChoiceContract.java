package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.key.SigningAlgorithmChoice;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.tenant.TenantContext;

/** What every {@link SigningAlgorithmChoice} does. */
public abstract class SigningAlgorithmChoiceContract {

  /** The provider. */
  protected abstract SigningAlgorithmChoice choice();

  /** A tenant. */
  protected abstract TenantContext tenant();

  /**
   * Chooses the algorithm for a tenant, as its administrator does; nothing happens where there is
   * no choice.
   */
  protected abstract void choose(TenantContext tenant, Algorithm algorithm);

  /** What a tenant can choose; the only one there is, where there is no choice. */
  protected List<Algorithm> choosable() {
    return List.of(Algorithm.values());
  }

  /** Another tenant. */
  protected TenantContext anotherTenant() {
    return Hostile.stranger();
  }

  /** The key set is read by the first token's verifier, and kept. */
  @Test
  void followsTheTenantsChoiceAtOnce() {
    assertFalse(choosable().isEmpty());
    for (Algorithm algorithm : choosable()) {
      choose(tenant(), algorithm);

      assertEquals(Optional.of(algorithm), choice().of(tenant()));
    }
  }

  /** A relying party keeps the key set that it read before the choice. */
  @Test
  void offersEveryAlgorithmBeforeItIsChosen() {
    for (Algorithm algorithm : choosable()) {
      var before = choice().offered(tenant());
      choose(tenant(), algorithm);

      assertTrue(before.contains(algorithm), algorithm + " is not among " + before);
    }
  }

  @Test
  void leavesOtherTenantsTheirOwn() {
    var was = choice().of(anotherTenant());
    for (Algorithm algorithm : choosable()) {
      choose(tenant(), algorithm);

      assertEquals(was, choice().of(anotherTenant()));
    }
  }

  @Test
  void saysSomethingOfATenantThatChoseNothing() {
    assertNotNull(choice().of(anotherTenant()));
  }

  /** Anybody may read the key set, as often as they like. */
  @Test
  void answersFromMemory() {
    Load.assertQuick(() -> choice().of(tenant()));
  }

  @Test
  void answersManyThreadsAlike() {
    Load.assertSameFromManyThreads(choice().of(tenant()), () -> choice().of(tenant()));
  }
}
