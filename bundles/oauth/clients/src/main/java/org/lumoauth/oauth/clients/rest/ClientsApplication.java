/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.oauth.clients.ClientRegistry;
import org.lumoauth.oauth.clients.ClientSubjectGrantProvider;
import org.lumoauth.oauth.clients.ClientTokenLifetimeResolver;
import org.lumoauth.oauth.clients.metadata.SupportedClientOptionValidator;
import org.lumoauth.oauth.clients.scope.ScopeCache;
import org.lumoauth.oauth.clients.scope.ScopeRegistry;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the admin API of clients and their scopes. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-clients",
      "lumoauth.web.routes=~/admin/clients",
      "lumoauth.web.routes=~/admin/oauth-clients",
      "lumoauth.web.routes=~/admin/scopes"
    })
public final class ClientsApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public ClientsApplication(
      @Reference ClientRegistry clients,
      @Reference ClientTokenLifetimeResolver lifetimes,
      @Reference ScopeRegistry scopes,
      @Reference ScopeCache known,
      @Reference SupportedClientOptionValidator kinds,
      @Reference ClientSubjectGrantProvider grants,
      @Reference PrivilegeEscalationGuard guard) {
    this.singletons =
        Set.of(
            new ClientsResource(clients, lifetimes, known, kinds, grants, guard),
            new ClientsAliasResource(clients, lifetimes, known, kinds, grants, guard),
            new ScopesResource(scopes));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
