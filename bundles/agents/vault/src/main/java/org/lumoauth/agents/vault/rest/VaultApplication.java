/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.vault.connection.ConnectionRegistry;
import org.lumoauth.agents.vault.grant.VaultGrantRevocationService;
import org.lumoauth.agents.vault.grant.VaultGrantStore;
import org.lumoauth.agents.vault.link.UserConnectionService;
import org.lumoauth.agents.vault.retrieval.AgentConnectionsResource;
import org.lumoauth.agents.vault.retrieval.ConnectionAccessPolicy;
import org.lumoauth.agents.vault.retrieval.GrantAccessTokenProvider;
import org.lumoauth.agents.vault.retrieval.TokenRetrievalService;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers the REST resources of connections. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-vault",
      "lumoauth.web.routes=~/admin/connections",
      "lumoauth.web.routes=~/me/connections",
      "lumoauth.web.routes=~/agents/me/connections"
    })
public final class VaultApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public VaultApplication(
      @Reference ConnectionRegistry connections,
      @Reference VaultGrantStore grants,
      @Reference VaultGrantRevocationService end,
      @Reference GrantAccessTokenProvider tokens,
      @Reference UserConnectionService links,
      @Reference ConnectionAccessPolicy access,
      @Reference TokenRetrievalService retrieval,
      @Reference PrivilegeEscalationGuard guard) {
    this.singletons =
        Set.of(
            new AdminConnectionsResource(connections),
            new AdminConnectionGrantsResource(connections, grants, end, tokens, guard),
            new MyConnectionsResource(links),
            new AgentConnectionsResource(access, grants, retrieval));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
