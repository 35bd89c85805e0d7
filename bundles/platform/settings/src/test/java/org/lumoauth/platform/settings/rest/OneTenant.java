package org.lumoauth.platform.settings.rest;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.tenant.CreatedTenant;
import org.lumoauth.api.tenant.NewTenant;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantAdmin;
import org.lumoauth.api.tenant.TenantChange;
import org.lumoauth.api.tenant.TenantStatus;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

/** Every tenant has the same name, which can be changed. */
final class OneTenant implements TenantAdmin {
  private String name;

  OneTenant(String name) {
    this.name = name;
  }

  @Override
  public Optional<Tenant> find(String slug) {
    return Optional.of(
        new Tenant(
            "ten_" + slug, slug, name, TenantStatus.ACTIVE, "", Instant.EPOCH, Instant.EPOCH));
  }

  @Override
  public CreatedTenant create(NewTenant tenant) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<Tenant> list(PageRequest page) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tenant change(String slug, TenantChange change) {
    change.name().ifPresent(wanted -> name = wanted);
    return find(slug).orElseThrow();
  }

  @Override
  public void delete(String slug) {
    throw new UnsupportedOperationException();
  }
}
