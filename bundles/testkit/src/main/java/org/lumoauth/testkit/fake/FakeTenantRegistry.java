package org.lumoauth.testkit.fake;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;

/** The tenants that a test serves. */
public final class FakeTenantRegistry implements TenantRegistry {

  private final List<TenantContext> served = new CopyOnWriteArrayList<>();

  /** Serves a tenant. */
  public FakeTenantRegistry with(TenantContext tenant) {
    served.add(tenant);
    return this;
  }

  /** Stops serving a tenant. */
  public FakeTenantRegistry without(TenantContext tenant) {
    served.remove(tenant);
    return this;
  }

  @Override
  public Optional<TenantContext> active(String slug) {
    return served.stream().filter(tenant -> tenant.slug().equals(slug)).findFirst();
  }

  @Override
  public Optional<TenantContext> activeById(String tenantId) {
    return served.stream().filter(tenant -> tenant.id().equals(tenantId)).findFirst();
  }
}
