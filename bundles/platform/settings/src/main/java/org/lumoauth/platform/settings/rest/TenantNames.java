package org.lumoauth.platform.settings.rest;

import java.util.Optional;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantAdmin;
import org.lumoauth.api.tenant.TenantChange;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.DisplayName;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The tenant's own row, which another module keeps. */
@Component(service = TenantNames.class)
public final class TenantNames {
  private static final int MAX_NAME = 200;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile TenantAdmin tenants;

  Tenant of(TenantContext tenant) {
    return tenants().find(tenant.slug()).orElseThrow(Problem::tenantNotFound);
  }

  void rename(TenantContext tenant, String name) {
    tenants()
        .change(
            tenant.slug(), new TenantChange(Optional.of(name), Optional.empty(), Optional.empty()));
  }

  /**
   * Refuses what is no name.
   *
   * @throws Problem 422 {@code validation_error}
   */
  static String checked(Object value) {
    if (value instanceof String name && name.length() <= MAX_NAME) {
      return DisplayName.checked("name", name);
    }
    throw Problem.invalid("name", "name is text of 1 to " + MAX_NAME + " characters.");
  }

  private TenantAdmin tenants() {
    var present = tenants;
    if (present == null) {
      throw Problem.moduleUnavailable("platform-tenancy");
    }
    return present;
  }
}
