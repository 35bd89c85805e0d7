/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.token;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.JitSettings;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.agents.jit.request.JitRequestedAccessParser;
import org.lumoauth.agents.jit.request.JitResourceIndicatorValidator;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.agents.jit.task.TaskAnomalyMonitor;
import org.lumoauth.agents.jit.task.TaskSubjectSource;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Issues the single token of an approved request, with exactly the approved access. */
@Component(service = TaskTokenIssuer.class)
public final class TaskTokenIssuer {

  private final JitAgentResolver agents;
  private final TaskTokenRequestVerifier verifier;
  private final ApprovedJitRequestConsumer consumer;
  private final AgentTaskLifecycleService tasks;
  private final JitRequestedAccessParser reader;
  private final JitResourceIndicatorValidator targets;

  @Activate
  public TaskTokenIssuer(
      @Reference JitAgentResolver agents,
      @Reference TaskTokenRequestVerifier verifier,
      @Reference ApprovedJitRequestConsumer consumer,
      @Reference AgentTaskLifecycleService tasks,
      @Reference JitRequestedAccessParser reader,
      @Reference JitResourceIndicatorValidator targets) {
    this.agents = agents;
    this.verifier = verifier;
    this.consumer = consumer;
    this.tasks = tasks;
    this.reader = reader;
    this.targets = targets;
  }

  /**
   * An issued token and its request.
   *
   * @param token the token
   * @param request the request that it was issued for
   */
  public record IssuedTaskToken(IssuedToken token, JitRequest request) {}

  /**
   * Issues the token.
   *
   * @param call the call of the agent
   * @param said the approved access according to the agent; empty if it sent none
   * @param confirmation the key that the token is bound to, as {@code cnf} (RFC 7800)
   * @throws ApiException 403 if the request is not approved, its token was fetched, it has expired,
   *     or the access differs; 429 if the agent's budget is exhausted; 503 if the module that
   *     records token lineage is unavailable; and as {@link TaskAnomalyMonitor#requireActive} does
   */
  public IssuedTaskToken issue(
      JitCallerContext call,
      Agent agent,
      String requestId,
      Optional<Object> said,
      Optional<Map<String, Object>> confirmation) {
    var wanted = verifier.require(call, agent, requestId, said);
    // Leased until the token is issued: if the user of the token could not be recorded, the
    // approval would be used up without a token.
    try (ServiceLease<AgentRegistry> registry = agents.leaseRegistry()) {
      verifier.requireAllowed(call, agent, wanted);
      AgentTask task = wanted.task();
      JitRequest request = wanted.request();
      AccessTokenIssuanceRequest wish = wish(call.tenant(), agent, task, request, confirmation);
      targets.require(call.tenant(), wish);
      return new IssuedTaskToken(
          consumer.issue(call, agent, task, request, wish, registry.get()), request);
    }
  }

  private AccessTokenIssuanceRequest wish(
      TenantContext tenant,
      Agent agent,
      AgentTask task,
      JitRequest request,
      Optional<Map<String, Object>> confirmation) {
    Duration most = Duration.ofSeconds(Math.min(request.ttlSeconds(), JitSettings.MOST_TTL));
    Duration left = tasks.remainingTime(task);
    return new AccessTokenIssuanceRequest(
        reader.client(tenant, agent),
        new SubjectRef(TaskSubjectSource.TYPE, task.subject()),
        List.of(new SubjectRef(SubjectRef.AGENT, agent.id())),
        request.wanted().scopes(),
        request.wanted().audience(),
        most.compareTo(left) > 0 ? left : most,
        confirmation,
        claims(agent, task, request));
  }

  private static Map<String, Object> claims(Agent agent, AgentTask task, JitRequest request) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("agent_id", agent.id());
    claims.put("task_id", task.id());
    task.parentId().ifPresent(id -> claims.put("parent_task_id", id));
    task.userId().ifPresent(id -> claims.put("on_behalf_of", id));
    // The token is revoked with the user's consent; a later consent does not restore it.
    task.delegationId().ifPresent(id -> claims.put("delegation_ids", List.of(id)));
    claims.put("jit", true);
    claims.put("jit_request_id", request.id());
    if (!request.wanted().details().isEmpty()) {
      claims.put("authorization_details", request.wanted().details());
    }
    claims.put("grant_id", task.id()); // the token is revoked with the task
    return claims;
  }
}
