/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

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
 * Checks whether the participants of a task still allow it. If a participant was disabled since the
 * task began and is active again, the task does not become active again: it is checked like a token
 * issued when the task began, independently of events.
 */
@Component(service = TaskParticipantCheck.class)
public final class TaskParticipantCheck {

  private final TokenService tokens;
  private final UserDelegationCheck onBehalf;

  @Activate
  public TaskParticipantCheck(
      @Reference TokenService tokens, @Reference UserDelegationCheck onBehalf) {
    this.tokens = tokens;
    this.onBehalf = onBehalf;
  }

  /**
   * Returns whether neither its agent nor its user was disabled since it began, and the user's
   * consent is valid.
   */
  public boolean isActive(TenantContext tenant, Agent agent, AgentTask task) {
    return onBehalf.isDelegationActive(tenant, task)
        && tokens.isStillValid(tenant, witness(tenant, agent, task));
  }

  /** Returns a token as it would have been issued when the task began, for the revocation check. */
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
