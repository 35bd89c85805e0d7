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
import org.lumoauth.agents.jit.JitSettings;
import org.lumoauth.agents.jit.approval.JitApprovalCostCheck;
import org.lumoauth.agents.jit.risk.PermissionRiskAssessor;
import org.lumoauth.agents.jit.risk.RiskLevel;
import org.lumoauth.agents.jit.risk.RiskRuleStore;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.agents.jit.task.TaskAnomalyMonitor;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.AttemptLimiter;
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

  /** Maximum number of requests in the view of a task. */
  private static final int SHOWN = 100;

  private static final int SECONDS = 60;

  private final JitRequestStore store;
  private final AgentTaskLifecycleService tasks;
  private final JitRequestedAccessLimitCheck bounds;
  private final TaskAnomalyMonitor watch;
  private final RiskRuleStore rules;
  private final ApprovalService approvals;
  private final JitCallbackNotifier callbacks;
  private final JitApprovalCostCheck dearness;
  private final IdGenerator identifiers;
  private final AttemptLimiter limiter;
  private final SettingsStore settings;
  private final JitAudit audit;

  @Activate
  public JitRequestProcessor(
      @Reference JitRequestStore store,
      @Reference AgentTaskLifecycleService tasks,
      @Reference JitRequestedAccessLimitCheck bounds,
      @Reference TaskAnomalyMonitor watch,
      @Reference RiskRuleStore rules,
      @Reference ApprovalService approvals,
      @Reference JitCallbackNotifier callbacks,
      @Reference JitApprovalCostCheck dearness,
      @Reference IdGenerator identifiers,
      @Reference AttemptLimiter limiter,
      @Reference SettingsStore settings,
      @Reference JitAudit audit) {
    this.store = store;
    this.tasks = tasks;
    this.bounds = bounds;
    this.watch = watch;
    this.rules = rules;
    this.approvals = approvals;
    this.callbacks = callbacks;
    this.dearness = dearness;
    this.identifiers = identifiers;
    this.limiter = limiter;
    this.settings = settings;
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

  /** Creates a permission request. */
  JitRequest ask(
      TenantContext tenant, Caller caller, Agent agent, NewJitRequest asked, AuditInitiator by) {
    audit.requireWritable();
    var assessment = new PermissionRiskAssessor(rules.read(tenant.id()));
    int before = watch.countRequest(tenant, asked.task());
    AgentTask task = watch.assessRequest(tenant, agent, asked, before, assessment, by);
    // The request is already counted, so attempts beyond the limits count, too.
    boolean exceeded = bounds.isExceeded(tenant, caller, agent, task, asked.wanted());
    RiskLevel risk = assessment.of(agent, asked.wanted(), task, before);
    String id = identifiers.next("jit_");
    // Overrides automatic rules: access beyond the agent's limits requires a person, and so does a
    // cost above the limit of the budget.
    boolean dear =
        exceeded
            || dearness.isExceeded(tenant, agent, asked.wanted())
            || assessment.isAutomatic(risk)
                && dearness.isExceededWithEarlier(
                    tenant, task, id, asked.wanted(), assessment.lookBack());
    if (dear) {
      risk = risk.atLeast(RiskLevel.HIGH);
    }
    boolean automatic = !dear && assessment.isAutomatic(risk);
    Instant now = tasks.now();
    Optional<Approval> approval =
        automatic
            ? Optional.empty()
            : Optional.of(
                approvals.requestApproval(tenant, approval(caller, agent, asked, risk), by));
    var request =
        new JitRequest(
            id,
            task.id(),
            agent.id(),
            automatic ? JitRequest.JitRequestStatus.APPROVED : JitRequest.JitRequestStatus.PENDING,
            risk,
            asked.wanted(),
            asked.justification(),
            asked.ttlSeconds(),
            approval.map(Approval::id),
            asked.callback().map(wish -> callbacks.seal(tenant, id, wish)),
            now,
            earlier(approval.map(Approval::expiresAt).orElse(now.plus(FETCH)), task.expiresAt()));
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

  /** Returns a request with the current answer of its approvers. */
  public Optional<JitRequest> find(TenantContext tenant, String requestId) {
    return store.find(tenant.id(), requestId, tasks.now()).map(request -> settled(tenant, request));
  }

  /**
   * Returns a request of the agent.
   *
   * @throws ApiException 404 if it does not exist in this tenant, 403 if it belongs to another
   *     agent
   */
  public JitRequest require(TenantContext tenant, String agentId, String requestId) {
    JitRequest request =
        find(tenant, requestId)
            .orElseThrow(() -> ApiException.notFound("The permission request was not found."));
    if (!request.agentId().equals(agentId)) {
      throw new ApiException(
          403,
          "request_of_another_agent",
          "The permission request belongs to another agent. Use a request of this " + "agent.");
    }
    return request;
  }

  /**
   * Returns the approved requests of a task with a token that was not fetched yet, oldest first.
   */
  public List<JitRequest> findApproved(TenantContext tenant, AgentTask task) {
    return store.findByTask(tenant.id(), task.id(), tasks.now()).stream()
        .map(request -> settled(tenant, request))
        .filter(request -> request.status() == JitRequest.JitRequestStatus.APPROVED)
        .toList();
  }

  /** Returns the latest requests of a task, the oldest of them first. */
  public List<JitRequest> findLatest(TenantContext tenant, AgentTask task) {
    List<JitRequest> all = store.findByTask(tenant.id(), task.id(), tasks.now());
    return all.subList(Math.max(0, all.size() - SHOWN), all.size()).stream()
        .map(request -> settled(tenant, request))
        .toList();
  }

  /** Stores the result of an approval; has no effect if the approval belongs to another module. */
  public void applyApproval(TenantContext tenant, String approvalId) {
    store
        .findByApproval(tenant.id(), approvalId, tasks.now())
        .ifPresent(request -> settled(tenant, request));
  }

  /** Returns the approval of a request with the approver's message to the agent. */
  public Optional<Approval> approvalOf(TenantContext tenant, JitRequest request) {
    return request.approvalId().flatMap(id -> approvals.find(tenant, id));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * Returns whether the result of the approval was not stored yet; an expired request may still be
   * in that state.
   */
  private boolean waits(TenantContext tenant, JitRequest request) {
    return request.status() == JitRequest.JitRequestStatus.PENDING
        || request.status() == JitRequest.JitRequestStatus.EXPIRED
            && store.isPending(tenant.id(), request.id());
  }

  private JitRequest settled(TenantContext tenant, JitRequest request) {
    if (!waits(tenant, request)) {
      return request;
    }
    Optional<Approval> approval = approvalOf(tenant, request);
    Optional<JitRequest.JitRequestStatus> status =
        approval.flatMap(
            found ->
                switch (found.state()) {
                  case APPROVED -> Optional.of(JitRequest.JitRequestStatus.APPROVED);
                  case DENIED -> Optional.of(JitRequest.JitRequestStatus.DENIED);
                  case EXPIRED -> Optional.of(JitRequest.JitRequestStatus.EXPIRED);
                  case WITHDRAWN, USED -> Optional.of(JitRequest.JitRequestStatus.CANCELLED);
                  case PENDING -> Optional.empty();
                });
    if (status.isEmpty()) {
      return request;
    }
    Approval found = approval.get();
    int ttl =
        found
            .limit()
            .map(limit -> (int) Math.min(request.ttlSeconds(), limit.toSeconds()))
            .orElse(request.ttlSeconds());
    Instant until =
        found
            .answeredAt()
            .map(at -> earlier(at.plus(FETCH), tasks.find(tenant, request.taskId()).expiresAt()))
            .orElse(request.expiresAt());
    boolean mine = store.recordOutcome(tenant.id(), request, status.get(), ttl, until, tasks.now());
    JitRequest after = store.find(tenant.id(), request.id(), tasks.now()).orElseThrow();
    if (mine) {
      callbacks.sendNotification(tenant, after);
      if (status.get() == JitRequest.JitRequestStatus.DENIED) {
        watch.recordDenial(tenant, request.taskId());
      }
    }
    return after;
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

  /**
   * Counts a request of the agent before it is processed.
   *
   * @throws ApiException 429 {@code rate_limit_exceeded}
   */
  void admit(TenantContext tenant, Agent agent) {
    int most = JitSettings.REQUESTS_PER_MINUTE.read(settings, tenant);
    limiter
        .count(
            tenant,
            "jit-request",
            agent.id(),
            new AttemptLimiter.AttemptLimit(most, Duration.ofSeconds(SECONDS)))
        .ifPresent(
            until -> {
              throw ApiException.rateLimited(
                  "The agent sent too many permission requests. Try again after the time in "
                      + "the Retry-After header.",
                  most,
                  until);
            });
  }
}
