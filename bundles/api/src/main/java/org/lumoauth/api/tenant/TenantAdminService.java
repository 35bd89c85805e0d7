package org.lumoauth.api.tenant;

import java.util.Optional;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/** What the operator does with tenants. Refusals are {@link org.lumoauth.api.web.ApiException}s. */
@ProviderType
public interface TenantAdminService {

  /**
   * Makes a tenant, its first API key with full administration scope and, where asked, its first
   * administrator.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code duplicate_resource} when the slug is
   *     taken, 422 {@code validation_error} when it is malformed, reserved or confusable
   */
  CreatedTenant create(NewTenant tenant);

  /** The tenants in the order of their slugs. */
  Page<Tenant> list(PageRequest page);

  /** The tenant with this slug, enabled or not. */
  Optional<Tenant> find(String slug);

  /**
   * Changes what is given and leaves the rest.
   *
   * @throws org.lumoauth.api.web.ApiException 404 {@code tenant_not_found}
   */
  Tenant change(String slug, TenantChange change);

  /**
   * Removes the tenant and, through every {@link TenantDataEraser}, its data. Its slug is free
   * afterwards; its id is never used again.
   *
   * @throws org.lumoauth.api.web.ApiException 404 {@code tenant_not_found}
   */
  void delete(String slug);
}
