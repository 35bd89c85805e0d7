/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The JAX-RS application of agent cards. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-cards",
      "lumoauth.web.routes=~/agents/*/agent-card",
      "lumoauth.web.routes=~/agents/agent-card/verify",
      "lumoauth.web.routes=~/admin/agents/*/card"
    })
public final class AgentCardsApplication extends Application {

  private final Set<Object> resources;

  @Activate
  public AgentCardsApplication(
      @Reference CardAgentLookup agents,
      @Reference AgentCardStore store,
      @Reference SigningKeyService keys,
      @Reference OutboundHttpClient http,
      @Reference ForeignJwtVerifier jws,
      @Reference AttemptLimiter limiter,
      @Reference AuditLog audit) {
    this.resources =
        Set.of(
            new AgentCardsResource(
                agents,
                store,
                new SignedAgentCardFactory(keys),
                new AgentCardVerifier(keys, new CallerSuppliedJwksFetcher(http), jws),
                limiter),
            new AgentCardAdminResource(agents, store, audit));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
