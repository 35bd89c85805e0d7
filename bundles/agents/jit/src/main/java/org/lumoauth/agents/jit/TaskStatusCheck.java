package org.lumoauth.agents.jit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether a task still stands on the side of those who take part. Whoever was stopped since it
 * began, and goes on by now, does so without it: what ends their tokens for good ends it too, and
 * no event has to arrive for that.
 */
@Component(service = TaskStatusCheck.class)
public final class TaskStatusCheck {

  private final TokenService tokens;
  private final UserDelegationCheck onBehalf;

  @Activate
  public TaskStatusCheck(@Reference TokenService tokens, @Reference UserDelegationCheck onBehalf) {
    this.tokens = tokens;
    this.onBehalf = onBehalf;
  }

  /** Whether neither its agent nor its user was stopped, and the user's consent holds. */
  boolean isActive(TenantContext tenant, Agent agent, AgentTask task) {
    return onBehalf.isDelegationActive(tenant, task)
        && tokens.isStillValid(tenant, witness(tenant, agent, task));
  }

  /** The token that the agent would have got when the task began, had it asked. */
  private static VerifiedToken witness(TenantContext tenant, Agent agent, AgentTask task) {
    Map<String, Object> claims = new HashMap<>();
    task.userId().ifPresent(id -> claims.put("on_behalf_of", id));
    task.delegationId().ifPresent(id -> claims.put("delegation_ids", List.of(id)));
    return new VerifiedToken(
        task.witnessId(),
        tenant.id(),
        new SubjectRef(SubjectRef.AGENT, agent.id()),
        List.of(),
        agent.clientId(),
        Set.of(),
        List.of(tenant.issuer()),
        task.createdAt(),
        task.expiresAt(),
        Optional.empty(),
        claims);
  }
}
