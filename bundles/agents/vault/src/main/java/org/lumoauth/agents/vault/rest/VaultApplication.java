package org.lumoauth.agents.vault.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.vault.connection.ConnectionRegistry;
import org.lumoauth.agents.vault.grant.GrantEnd;
import org.lumoauth.agents.vault.grant.GrantStore;
import org.lumoauth.agents.vault.link.Links;
import org.lumoauth.agents.vault.retrieval.Access;
import org.lumoauth.agents.vault.retrieval.AgentConnectionsResource;
import org.lumoauth.agents.vault.retrieval.CurrentTokens;
import org.lumoauth.agents.vault.retrieval.Retrieval;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings the API of connections to the door. */
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
      @Reference GrantStore grants,
      @Reference GrantEnd end,
      @Reference CurrentTokens tokens,
      @Reference Links links,
      @Reference Access access,
      @Reference Retrieval retrieval,
      @Reference CredentialChangeGuard guard) {
    this.singletons =
        Set.of(
            new AdminConnectionsResource(connections),
            new AdminGrantsResource(connections, grants, end, tokens, guard),
            new MyConnectionsResource(links),
            new AgentConnectionsResource(access, grants, retrieval));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
