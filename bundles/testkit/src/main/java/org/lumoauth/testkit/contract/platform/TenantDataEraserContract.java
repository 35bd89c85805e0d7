/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link TenantDataEraser}. */
public abstract class TenantDataEraserContract {

  private final TenantContext leaving = TestBuilders.aTenant("contract-leaving").build();
  private final TenantContext staying = TestBuilders.aTenant("contract-staying").build();

  /** Returns the provider under test. */
  protected abstract TenantDataEraser owner();

  /** Makes the bundle store data of the tenant in each of its tables. */
  protected abstract void keepSomething(TenantContext tenant);

  /** Returns the number of the tenant's rows by table, including tables without rows. */
  protected abstract Map<String, Long> rows(TenantContext tenant);

  @Test
  void removesAllDataOfTheTenant() {
    keepSomething(leaving);
    var before = rows(leaving);
    assertFalse(before.isEmpty(), "the bundle has no tables");
    before.forEach((table, rows) -> assertTrue(rows > 0, "the sample stores no row in " + table));

    owner().erase(leaving.id());

    assertNothingLeft();
  }

  @Test
  void doesNotChangeOtherTenants() {
    keepSomething(leaving);
    keepSomething(staying);
    var before = rows(staying);

    owner().erase(leaving.id());

    assertEquals(before, rows(staying));
  }

  @Test
  void canBeCalledTwice() {
    keepSomething(leaving);
    owner().erase(leaving.id());

    owner().erase(leaving.id());

    assertNothingLeft();
  }

  @Test
  void removesNothingForUnknownTenant() {
    keepSomething(staying);
    var before = rows(staying);

    HostileIdentifiers.identifiers().forEach(id -> owner().erase(id));
    HostileIdentifiers.lookalikes(staying.id()).forEach(id -> owner().erase(id));

    assertEquals(before, rows(staying));
  }

  private void assertNothingLeft() {
    rows(leaving).forEach((table, rows) -> assertEquals(0, rows, table));
  }
}
