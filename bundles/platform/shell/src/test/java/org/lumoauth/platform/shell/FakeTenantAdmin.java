/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.tenant.CreatedTenant;
import org.lumoauth.api.tenant.NewTenant;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantAdminService;
import org.lumoauth.api.tenant.TenantPatch;
import org.lumoauth.api.tenant.TenantStatus;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

/** Tenants in the order in which they were made. */
final class FakeTenantAdmin implements TenantAdminService {
  private final List<Tenant> tenants = new ArrayList<>();
  private Optional<NewTenant.TenantAdministrator> administrator = Optional.empty();

  FakeTenantAdmin with(String slug) {
    create(new NewTenant(slug, slug, Optional.empty(), Optional.empty()));
    return this;
  }

  /** The administrator of the tenant that was made last. */
  Optional<NewTenant.TenantAdministrator> administrator() {
    return administrator;
  }

  Tenant last() {
    return tenants.get(tenants.size() - 1);
  }

  @Override
  public CreatedTenant create(NewTenant wanted) {
    if (find(wanted.slug()).isPresent()) {
      throw new ApiException(409, "duplicate_resource", "A tenant with this slug already exists.");
    }
    Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
    Tenant made =
        new Tenant(
            "ten_" + wanted.slug(),
            wanted.slug(),
            wanted.name(),
            TenantStatus.ACTIVE,
            wanted.region().orElse(""),
            now,
            now);
    tenants.add(made);
    administrator = wanted.administrator();
    return new CreatedTenant(made, "lmk_of_" + wanted.slug());
  }

  @Override
  public Page<Tenant> list(PageRequest page) {
    List<Tenant> found =
        tenants.stream()
            .filter(tenant -> tenant.slug().contains(page.search().orElse("")))
            .toList();
    int from = Math.min((page.page() - 1) * page.limit(), found.size());
    int to = Math.min(from + page.limit(), found.size());
    return new Page<>(found.subList(from, to), found.size(), page);
  }

  @Override
  public Optional<Tenant> find(String slug) {
    return tenants.stream().filter(tenant -> tenant.slug().equals(slug)).findFirst();
  }

  @Override
  public Tenant change(String slug, TenantPatch change) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(String slug) {
    throw new UnsupportedOperationException();
  }
}
