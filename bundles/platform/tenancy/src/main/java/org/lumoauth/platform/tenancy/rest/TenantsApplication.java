/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.platform.tenancy.DefaultTenantAdminService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the tenants' endpoints. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=platform-tenancy",
      "lumoauth.web.routes=/api/v1/platform/tenants"
    })
public final class TenantsApplication extends Application {
  private final Set<Object> resources;

  @Activate
  public TenantsApplication(@Reference DefaultTenantAdminService tenants) {
    this.resources = Set.of(new TenantsResource(tenants));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
