/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.Optional;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantAdminService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantPatch;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.text.DisplayNameValidator;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Reads and changes the tenant's name, which another module stores. */
@Component(service = TenantNameService.class)
public final class TenantNameService {
  private static final int MAX_NAME = 200;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile TenantAdminService tenants;

  Tenant of(TenantContext tenant) {
    return tenants().find(tenant.slug()).orElseThrow(ApiException::tenantNotFound);
  }

  void rename(TenantContext tenant, String name) {
    tenants()
        .change(
            tenant.slug(), new TenantPatch(Optional.of(name), Optional.empty(), Optional.empty()));
  }

  /**
   * Validates a name.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  static String validate(Object value) {
    if (value instanceof String name && name.length() <= MAX_NAME) {
      return DisplayNameValidator.requireValid("name", name);
    }
    throw ApiException.invalid(
        "name", "`name` must be a string of 1 to " + MAX_NAME + " characters.");
  }

  private TenantAdminService tenants() {
    var present = tenants;
    if (present == null) {
      throw ApiException.moduleUnavailable("platform-tenancy");
    }
    return present;
  }
}
