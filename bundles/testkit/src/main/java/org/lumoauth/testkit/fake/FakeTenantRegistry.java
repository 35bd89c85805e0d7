/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;

/** The active tenants of a test. */
public final class FakeTenantRegistry implements TenantRegistry {

  private final List<TenantContext> served = new CopyOnWriteArrayList<>();
  private final List<TenantContext> disabled = new CopyOnWriteArrayList<>();

  /** Adds an active tenant. */
  public FakeTenantRegistry with(TenantContext tenant) {
    served.add(tenant);
    return this;
  }

  /** Removes a tenant. */
  public FakeTenantRegistry without(TenantContext tenant) {
    served.remove(tenant);
    return this;
  }

  /** Disables a tenant without removing it. */
  public FakeTenantRegistry disable(TenantContext tenant) {
    served.remove(tenant);
    disabled.add(tenant);
    return this;
  }

  @Override
  public Optional<TenantContext> findActive(String slug) {
    return served.stream().filter(tenant -> tenant.slug().equals(slug)).findFirst();
  }

  @Override
  public Optional<TenantContext> findActiveById(String tenantId) {
    return withId(served, tenantId);
  }

  @Override
  public Optional<TenantContext> findById(String tenantId) {
    return findActiveById(tenantId).or(() -> withId(disabled, tenantId));
  }

  private static Optional<TenantContext> withId(List<TenantContext> tenants, String tenantId) {
    return tenants.stream().filter(tenant -> tenant.id().equals(tenantId)).findFirst();
  }
}
