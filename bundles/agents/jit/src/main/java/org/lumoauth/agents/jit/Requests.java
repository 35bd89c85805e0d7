package org.lumoauth.agents.jit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes requests: grants at once what is low in risk, and asks people for the rest. */
@Component(service = Requests.class)
public final class Requests {

  /** How long the token of an approved request can be fetched. */
  static final Duration FETCH = Duration.ofMinutes(15);

  /** How many requests of a task are shown with it. */
  private static final int SHOWN = 100;

  private static final int SECONDS = 60;

  private final RequestStore store;
  private final Tasks tasks;
  private final Bounds bounds;
  private final TaskWatch watch;
  private final RiskRuleStore rules;
  private final Approvals approvals;
  private final Callbacks callbacks;
  private final Dearness dearness;
  private final Identifiers identifiers;
  private final AttemptLimiter limiter;
  private final SettingsStore settings;
  private final JitAudit audit;

  @Activate
  public Requests(
      @Reference RequestStore store,
      @Reference Tasks tasks,
      @Reference Bounds bounds,
      @Reference TaskWatch watch,
      @Reference RiskRuleStore rules,
      @Reference Approvals approvals,
      @Reference Callbacks callbacks,
      @Reference Dearness dearness,
      @Reference Identifiers identifiers,
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
   * What is asked for.
   *
   * @param task for which task
   * @param wanted what
   * @param justification why
   * @param ttlSeconds how long its token is to live
   * @param callback where the agent wants to be told
   * @param askedBy the people who ask by the agent's token, which they had made
   */
  record NewRequest(
      Task task,
      Wanted wanted,
      String justification,
      int ttlSeconds,
      Optional<Callbacks.Wish> callback,
      Set<SubjectRef> askedBy) {}

  /** Makes a request. */
  Request ask(TenantContext tenant, Caller caller, Agent agent, NewRequest asked, Initiator by) {
    audit.requireWritable();
    var assessment = new RiskAssessment(rules.read(tenant.id()));
    int before = watch.counted(tenant, asked.task());
    Task task = watch.asked(tenant, agent, asked, before, assessment, by);
    // Counted by now: whoever tries what is out of bounds asks, too.
    boolean exceeded = bounds.exceeded(tenant, caller, agent, task, asked.wanted());
    Risk risk = assessment.of(agent, asked.wanted(), task, before);
    String id = identifiers.next("jit_");
    // Whatever the rules say is automatic: nobody widens what they have without a person, and the
    // budget has the last word on what costs much.
    boolean dear =
        exceeded
            || dearness.alone(tenant, agent, asked.wanted())
            || assessment.automatic(risk)
                && dearness.together(tenant, task, id, asked.wanted(), assessment.lookBack());
    if (dear) {
      risk = risk.atLeast(Risk.HIGH);
    }
    boolean automatic = !dear && assessment.automatic(risk);
    Instant now = tasks.now();
    Optional<Approval> approval =
        automatic
            ? Optional.empty()
            : Optional.of(approvals.ask(tenant, approval(caller, agent, asked, risk), by));
    var request =
        new Request(
            id,
            task.id(),
            agent.id(),
            automatic ? Request.Status.APPROVED : Request.Status.PENDING,
            risk,
            asked.wanted(),
            asked.justification(),
            asked.ttlSeconds(),
            approval.map(Approval::id),
            asked.callback().map(wish -> callbacks.sealed(tenant, id, wish)),
            now,
            earlier(approval.map(Approval::expiresAt).orElse(now.plus(FETCH)), task.expiresAt()));
    store.add(tenant.id(), request);
    audit.request(
        tenant,
        task,
        request,
        by,
        automatic ? "jit.granted" : "jit.requested",
        Outcome.SUCCESS,
        automatic ? "A permission was granted at once." : "People are asked for a permission.");
    return request;
  }

  /** A request as people left it by now. */
  Optional<Request> find(TenantContext tenant, String requestId) {
    return store.find(tenant.id(), requestId, tasks.now()).map(request -> settled(tenant, request));
  }

  /**
   * A request of the agent.
   *
   * @throws Problem 404 if there is none in this tenant, 403 if it is of another agent
   */
  Request require(TenantContext tenant, String agentId, String requestId) {
    Request request =
        find(tenant, requestId).orElseThrow(() -> Problem.notFound("There is no such request."));
    if (!request.agentId().equals(agentId)) {
      throw new Problem(403, "request_of_another_agent", "The request is of another agent.");
    }
    return request;
  }

  /** The requests of a task that are approved and whose token was not fetched, oldest first. */
  List<Request> approved(TenantContext tenant, Task task) {
    return store.ofTask(tenant.id(), task.id(), tasks.now()).stream()
        .map(request -> settled(tenant, request))
        .filter(request -> request.status() == Request.Status.APPROVED)
        .toList();
  }

  /** The latest requests of a task, the oldest of them first. */
  List<Request> latest(TenantContext tenant, Task task) {
    List<Request> all = store.ofTask(tenant.id(), task.id(), tasks.now());
    return all.subList(Math.max(0, all.size() - SHOWN), all.size()).stream()
        .map(request -> settled(tenant, request))
        .toList();
  }

  /** What became of an approval, kept here; nothing happens if it is of nothing here. */
  void settle(TenantContext tenant, String approvalId) {
    store
        .ofApproval(tenant.id(), approvalId, tasks.now())
        .ifPresent(request -> settled(tenant, request));
  }

  /** What the agent is told by an approver. */
  Optional<Approval> approvalOf(TenantContext tenant, Request request) {
    return request.approvalId().flatMap(id -> approvals.find(tenant, id));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Whether nobody took over yet what became of the approval; out of time says nothing of it. */
  private boolean waits(TenantContext tenant, Request request) {
    return request.status() == Request.Status.PENDING
        || request.status() == Request.Status.EXPIRED && store.waits(tenant.id(), request.id());
  }

  private Request settled(TenantContext tenant, Request request) {
    if (!waits(tenant, request)) {
      return request;
    }
    Optional<Approval> approval = approvalOf(tenant, request);
    Optional<Request.Status> status =
        approval.flatMap(
            found ->
                switch (found.state()) {
                  case APPROVED -> Optional.of(Request.Status.APPROVED);
                  case DENIED -> Optional.of(Request.Status.DENIED);
                  case EXPIRED -> Optional.of(Request.Status.EXPIRED);
                  case WITHDRAWN, USED -> Optional.of(Request.Status.CANCELLED);
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
    boolean mine = store.settle(tenant.id(), request, status.get(), ttl, until, tasks.now());
    Request after = store.find(tenant.id(), request.id(), tasks.now()).orElseThrow();
    if (mine) {
      callbacks.tell(tenant, after);
      if (status.get() == Request.Status.DENIED) {
        watch.denied(tenant, request.taskId());
      }
    }
    return after;
  }

  private NewApproval approval(Caller caller, Agent agent, NewRequest asked, Risk risk) {
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
        Optional.of(tasks.left(asked.task())));
  }

  /** What people approve, and what is compared with it when the token is made. */
  static Map<String, Object> parameters(Task task, Wanted wanted, int ttlSeconds) {
    Map<String, Object> parameters = new LinkedHashMap<>(wanted.json());
    parameters.put("task", task.name());
    parameters.put("task_id", task.id());
    parameters.put("seconds", ttlSeconds);
    return parameters;
  }

  /**
   * Counts a request of the agent, before anything is done for it.
   *
   * @throws Problem 429 {@code rate_limit_exceeded}
   */
  void admit(TenantContext tenant, Agent agent) {
    int most = JitSettings.requestsPerMinute(settings, tenant);
    limiter
        .count(
            tenant,
            "jit-request",
            agent.id(),
            new AttemptLimiter.Limit(most, Duration.ofSeconds(SECONDS)))
        .ifPresent(
            until -> {
              throw Problem.rateLimited("The agent asks too often.", most, until);
            });
  }
}
