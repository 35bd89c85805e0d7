package org.lumoauth.agents.jit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.ActorPolicy;
import org.lumoauth.api.oauth.ExchangedToken;
import org.lumoauth.api.oauth.ExchangedToken.Presented;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.MadeToken;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Tells those who draw how tokens came to be of the tokens of tasks that are done for somebody. */
@Component(service = Lineage.class)
public final class Lineage {

  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  private final Providers<ActorPolicy> policies;
  private final TokenService tokens;

  @Activate
  public Lineage(@Reference ProviderRegistry registry, @Reference TokenService tokens) {
    this.policies = registry.follow(ActorPolicy.class);
    this.tokens = tokens;
  }

  @Deactivate
  void close() {
    policies.close();
  }

  /**
   * Holds all who are to be told of a token of this task; nobody for a task of nobody's.
   *
   * @throws Problem 503 {@code module_unavailable} while one is away
   */
  Held<ActorPolicy> hold(Task task) {
    if (task.userId().isEmpty()) {
      return new Held<>(List.of(), Map.of());
    }
    Held<ActorPolicy> held = policies.hold();
    try {
      held.requireAll();
      return held;
    } catch (Problem e) {
      held.close();
      throw e;
    }
  }

  /**
   * Tells those who are held of a token that was made, of the agent's own token.
   *
   * @throws Problem 403 {@code agent_inactive} if it has ended already
   */
  void made(Held<ActorPolicy> held, TenantContext tenant, Task task, MadeToken token) {
    if (held.leases().isEmpty()) {
      return;
    }
    var agent = new SubjectRef(SubjectRef.AGENT, task.agentId());
    var own = new Presented(ACCESS_TOKEN, tenant.issuer(), agent, Optional.empty());
    if (!tokens.holds(tenant, token.token())) { // somebody was stopped while it was made
      throw new Problem(403, "agent_inactive", "The agent may not get tokens now.");
    }
    var made = new ExchangedToken(token.token(), own, Optional.empty());
    held.leases().forEach(policy -> policy.get().made(tenant, made));
  }
}
