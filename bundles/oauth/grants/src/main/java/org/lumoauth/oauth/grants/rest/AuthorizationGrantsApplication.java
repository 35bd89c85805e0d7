/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.oauth.grants.GrantAdminService;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the admin API of grants. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-grants",
      "lumoauth.web.routes=~/admin/tokens",
      "lumoauth.web.routes=~/admin/users/*/tokens",
      "lumoauth.web.routes=~/admin/clients/*/tokens"
    })
public final class AuthorizationGrantsApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public AuthorizationGrantsApplication(
      @Reference GrantAdminService grants, @Reference PrivilegeEscalationGuard guard) {
    this.singletons = Set.of(new AuthorizationGrantsResource(grants, guard));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
