package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.testkit.builder.Builders;

/** What every {@link TenantDataOwner} does. */
public abstract class TenantDataOwnerContract {

  private final TenantContext leaving = Builders.aTenant("contract-leaving").build();
  private final TenantContext staying = Builders.aTenant("contract-staying").build();

  /** The provider. */
  protected abstract TenantDataOwner owner();

  /** Makes the bundle keep something of the tenant, in each of its tables. */
  protected abstract void keepSomething(TenantContext tenant);

  /** How many rows the bundle keeps of the tenant, in all tables. */
  protected abstract long rows(TenantContext tenant);

  @Test
  void removesEverythingOfTheTenant() {
    keepSomething(leaving);
    assertTrue(rows(leaving) > 0, "the sample keeps nothing");

    owner().erase(leaving.id());

    assertEquals(0, rows(leaving));
  }

  @Test
  void leavesOtherTenantsAlone() {
    keepSomething(leaving);
    keepSomething(staying);
    long before = rows(staying);

    owner().erase(leaving.id());

    assertEquals(before, rows(staying));
  }

  @Test
  void mayBeCalledAgain() {
    keepSomething(leaving);
    owner().erase(leaving.id());

    owner().erase(leaving.id());

    assertEquals(0, rows(leaving));
  }

  @Test
  void removesNothingForWhatIsNoTenant() {
    keepSomething(staying);
    long before = rows(staying);

    Hostile.identifiers().forEach(id -> owner().erase(id));
    Hostile.lookalikes(staying.id()).forEach(id -> owner().erase(id));

    assertEquals(before, rows(staying));
  }
}
