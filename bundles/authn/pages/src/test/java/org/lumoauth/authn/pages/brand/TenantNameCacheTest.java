/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeTenantAdminService;

class TenantNameCacheTest {
  private final TenantContext tenant = TestBuilders.aTenant().build();
  private final FakeTenantAdminService operator = new FakeTenantAdminService("Acme");
  private final TenantNameCache names = new TenantNameCache(operator);

  @Test
  void returnsSlugWithoutTenantDirectory() {
    assertEquals(tenant.slug(), new TenantNameCache().of(tenant));
  }

  @Test
  void returnsSlugOfDeletedTenant() {
    operator.remove();

    assertEquals(tenant.slug(), names.of(tenant));
  }

  @Test
  void cachesTenantName() {
    names.of(tenant);
    names.of(tenant);

    assertEquals(1, operator.lookupCount());
  }

  @Test
  void returnsNewNameAfterChange() {
    names.of(tenant);
    operator.rename("Acme & Sons");
    names.onEvent(new DomainEvent("tenant.changed", tenant.id(), tenant.slug()));

    assertEquals("Acme & Sons", names.of(tenant));
  }
}
