/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.jit.JitAudit;
import org.lumoauth.agents.jit.risk.RiskLevel;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Processes permission requests: grants low-risk requests immediately and submits the others for
 * approval.
 */
@Component(service = JitRequestProcessor.class)
public final class JitRequestProcessor {

  /** How long the token of an approved request can be fetched. */
  static final Duration FETCH = Duration.ofMinutes(15);

  private final JitRequestStore store;
  private final AgentTaskLifecycleService tasks;
  private final JitRequestRiskEvaluator risks;
  private final ApprovalService approvals;
  private final JitCallbackNotifier callbacks;
  private final IdGenerator identifiers;
  private final JitAudit audit;

  @Activate
  public JitRequestProcessor(
      @Reference JitRequestStore store,
      @Reference AgentTaskLifecycleService tasks,
      @Reference JitRequestRiskEvaluator risks,
      @Reference ApprovalService approvals,
      @Reference JitCallbackNotifier callbacks,
      @Reference IdGenerator identifiers,
      @Reference JitAudit audit) {
    this.store = store;
    this.tasks = tasks;
    this.risks = risks;
    this.approvals = approvals;
    this.callbacks = callbacks;
    this.identifiers = identifiers;
    this.audit = audit;
  }

  /**
   * The values of a new permission request.
   *
   * @param task the task
   * @param wanted the requested access
   * @param justification the reason
   * @param ttlSeconds the requested lifetime of the token, in seconds
   * @param callback the callback of the agent
   * @param askedBy the people who created the agent's token and thus count as requesters
   */
  public record NewJitRequest(
      AgentTask task,
      JitRequestedAccess wanted,
      String justification,
      int ttlSeconds,
      Optional<JitCallbackNotifier.CallbackTarget> callback,
      Set<SubjectRef> askedBy) {}

  /**
   * Reads the callback of a request.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  JitCallbackNotifier.CallbackTarget readCallback(String url) {
    return callbacks.read(url);
  }

  /** Creates a permission request. */
  JitRequest ask(
      TenantContext tenant, Caller caller, Agent agent, NewJitRequest asked, AuditInitiator by) {
    audit.requireWritable();
    String id = identifiers.next("jit_");
    var assessed = risks.evaluate(tenant, caller, agent, asked, id, by);
    AgentTask task = assessed.task();
    boolean automatic = assessed.automatic();
    Instant now = tasks.now();
    Optional<Approval> approval =
        automatic
            ? Optional.empty()
            : Optional.of(
                approvals.requestApproval(
                    tenant, approval(caller, agent, asked, assessed.risk()), by));
    var request =
        new JitRequest(
            id,
            task.id(),
            agent.id(),
            automatic ? JitRequest.JitRequestStatus.APPROVED : JitRequest.JitRequestStatus.PENDING,
            assessed.risk(),
            asked.wanted(),
            asked.justification(),
            asked.ttlSeconds(),
            approval.map(Approval::id),
            asked.callback().map(wish -> callbacks.seal(tenant, id, wish)),
            now,
            JitRequestLookup.earlier(
                approval.map(Approval::expiresAt).orElse(now.plus(FETCH)), task.expiresAt()));
    store.add(tenant.id(), request);
    audit.request(
        tenant,
        task,
        request,
        by,
        automatic ? "jit.granted" : "jit.requested",
        AuditOutcome.SUCCESS,
        automatic
            ? "The permission was granted automatically."
            : "The permission was submitted for approval.");
    return request;
  }

  private NewApproval approval(Caller caller, Agent agent, NewJitRequest asked, RiskLevel risk) {
    var requester = new SubjectRef(SubjectRef.AGENT, agent.id());
    List<SubjectRef> chain = new ArrayList<>(caller.actors());
    chain.remove(requester);
    chain.addAll(asked.askedBy());
    return new NewApproval(
        requester,
        chain,
        asked.task().userId().map(id -> new SubjectRef(SubjectRef.USER, id)),
        asked.wanted().action(),
        parameters(asked.task(), asked.wanted(), asked.ttlSeconds()),
        asked.justification(),
        risk.wire(),
        Optional.empty(),
        Optional.of(tasks.remainingTime(asked.task())));
  }

  /**
   * Returns the parameters that people approve; they are compared again when the token is issued.
   */
  public static Map<String, Object> parameters(
      AgentTask task, JitRequestedAccess wanted, int ttlSeconds) {
    Map<String, Object> parameters = new LinkedHashMap<>(wanted.json());
    parameters.put("task", task.name());
    parameters.put("task_id", task.id());
    parameters.put("seconds", ttlSeconds);
    return parameters;
  }
}
