package org.lumoauth.agents.cards;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.store.AttemptLimiter;
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
      @Reference SignedAgentCardFactory cards,
      @Reference AgentCardVerifier verifier,
      @Reference AttemptLimiter limiter,
      @Reference AuditLog audit) {
    this.resources =
        Set.of(
            new AgentCardsResource(agents, store, cards, verifier, limiter),
            new AgentCardAdminResource(agents, store, audit));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
