package org.lumoauth.agents.jit;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.ActorPolicy;
import org.lumoauth.api.oauth.ExchangedToken;
import org.lumoauth.api.oauth.ExchangedToken.Presented;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those who draw how tokens came to be of the tokens of tasks that are done for somebody. */
@Component(service = Lineage.class)
public final class Lineage {

  private static final Logger LOG = LoggerFactory.getLogger(Lineage.class);
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

  /** A token was made, of the agent's own token. Nothing happens for a task of nobody's. */
  void made(TenantContext tenant, Task task, IssuedToken token) {
    if (task.userId().isEmpty()) {
      return;
    }
    List<Lease<ActorPolicy>> held = policies.acquireAll();
    try {
      var agent = new SubjectRef(SubjectRef.AGENT, task.agentId());
      var own = new Presented(ACCESS_TOKEN, tenant.issuer(), agent, Optional.empty());
      var made = new ExchangedToken(tokens.inspect(tenant, token.value()), own, Optional.empty());
      held.forEach(policy -> policy.get().made(tenant, made));
    } catch (InvalidTokenException | RuntimeException e) { // it is in the audit log all the same
      LOG.warn("jit.lineage-not-kept: task={}", task.id(), e);
    } finally {
      held.forEach(Lease::close);
    }
  }
}
