/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.CachingEventListenerContract;
import org.lumoauth.testkit.fake.FakeTenantAdminService;

class TenantNameCacheContractTest extends CachingEventListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private final FakeTenantAdminService operator = new FakeTenantAdminService("Acme");
  private TenantNameCache names;

  @Override
  protected void start() {
    names = new TenantNameCache(operator);
  }

  @Override
  protected DomainEventListener listener() {
    return names;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("tenant.changed", ACME.id(), ACME.slug());
  }

  @Override
  protected Object remembered() {
    return names.of(ACME);
  }

  @Override
  protected void changeElsewhere() {
    operator.rename("Acme & Sons");
  }
}
