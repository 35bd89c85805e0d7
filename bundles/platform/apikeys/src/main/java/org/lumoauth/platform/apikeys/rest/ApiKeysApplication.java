/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.platform.apikeys.StoredApiKeyService;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers the API key endpoints. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=platform-apikeys",
      "lumoauth.web.routes=~/admin/api-keys"
    })
public final class ApiKeysApplication extends Application {
  private final Set<Object> resources;

  @Activate
  public ApiKeysApplication(
      @Reference StoredApiKeyService keys, @Reference PrivilegeEscalationGuard guard) {
    this.resources = Set.of(new ApiKeysResource(keys, guard));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
