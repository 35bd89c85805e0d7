/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.tenant.CreatedTenant;
import org.lumoauth.api.tenant.NewTenant;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantAdminService;
import org.lumoauth.api.tenant.TenantPatch;
import org.lumoauth.api.tenant.TenantStatus;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

/**
 * Every tenant exists and has the same name, until a test changes this. Does not create tenants.
 */
public final class FakeTenantAdminService implements TenantAdminService {

  private Optional<String> name;
  private int asked;

  /** Creates the service with this tenant name. */
  public FakeTenantAdminService(String name) {
    this.name = Optional.of(name);
  }

  /** Changes the tenants' name without an event. */
  public void rename(String other) {
    name = Optional.of(other);
  }

  /** Removes all tenants. */
  public void remove() {
    name = Optional.empty();
  }

  /** Returns the number of tenant lookups. */
  public int lookupCount() {
    return asked;
  }

  @Override
  public Optional<Tenant> find(String slug) {
    asked++;
    return name.map(
        text ->
            new Tenant(
                "ten_" + slug, slug, text, TenantStatus.ACTIVE, "", Instant.EPOCH, Instant.EPOCH));
  }

  @Override
  public Tenant change(String slug, TenantPatch change) {
    change.name().ifPresent(this::rename);
    return find(slug).orElseThrow();
  }

  @Override
  public CreatedTenant create(NewTenant tenant) {
    throw new UnsupportedOperationException("the fake does not create tenants");
  }

  @Override
  public Page<Tenant> list(PageRequest page) {
    throw new UnsupportedOperationException("the fake does not list tenants");
  }

  @Override
  public void delete(String slug) {
    throw new UnsupportedOperationException("the fake does not delete tenants");
  }
}
