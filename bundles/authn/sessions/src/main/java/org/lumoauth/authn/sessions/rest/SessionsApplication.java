/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.authn.sessions.DefaultSessionService;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers the session endpoints. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-sessions",
      "lumoauth.web.routes=~/admin/sessions",
      "lumoauth.web.routes=~/admin/users/*/sessions"
    })
public final class SessionsApplication extends Application {
  private final Set<Object> resources;

  @Activate
  public SessionsApplication(
      @Reference DefaultSessionService sessions,
      @Reference UserDirectory users,
      @Reference PrivilegeEscalationGuard guard) {
    var views = new SessionViewAssembler(sessions, users);
    this.resources =
        Set.of(
            new SessionsResource(sessions, users, views, guard),
            new UserSessionsResource(sessions, users, views, guard));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
