/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.tenant;

import java.util.Optional;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/** Manages tenants for the operator. Errors are {@link org.lumoauth.api.web.ApiException}s. */
@ProviderType
public interface TenantAdminService {

  /**
   * Creates a tenant, its first API key with full administration scope and, if requested, its first
   * administrator.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code duplicate_resource} if the slug is in use,
   *     422 {@code validation_error} if it is malformed, reserved or confusable
   */
  CreatedTenant create(NewTenant tenant);

  /** Returns the tenants, ordered by slug. */
  Page<Tenant> list(PageRequest page);

  /** Returns the tenant with this slug, enabled or not. */
  Optional<Tenant> find(String slug);

  /**
   * Changes the given values; others remain.
   *
   * @throws org.lumoauth.api.web.ApiException 404 {@code tenant_not_found}
   */
  Tenant change(String slug, TenantPatch change);

  /**
   * Deletes the tenant and, through every {@link TenantDataEraser}, its data. Its slug can be used
   * again; its id is never reused.
   *
   * @throws org.lumoauth.api.web.ApiException 404 {@code tenant_not_found}
   */
  void delete(String slug);
}
