package org.lumoauth.agents.jit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.Usage;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.oauth.ActorPolicy;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.MadeToken;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the one token of an approved request, with exactly what was approved. */
@Component(service = Tokens.class)
public final class Tokens {

  private static final Set<String> FETCHABLE = Set.of("approved", "issued");

  private final ActingAgents agents;
  private final OnBehalf onBehalf;
  private final Requests requests;
  private final RequestStore store;
  private final Tasks tasks;
  private final Bounds bounds;
  private final TaskWatch watch;
  private final WantedReader reader;
  private final Targets targets;
  private final Approvals approvals;
  private final Neighbours neighbours;
  private final TokenService tokens;
  private final Lineage lineage;
  private final JitAudit audit;

  @Activate
  public Tokens(
      @Reference ActingAgents agents,
      @Reference OnBehalf onBehalf,
      @Reference Requests requests,
      @Reference RequestStore store,
      @Reference Tasks tasks,
      @Reference Bounds bounds,
      @Reference TaskWatch watch,
      @Reference WantedReader reader,
      @Reference Targets targets,
      @Reference Approvals approvals,
      @Reference Neighbours neighbours,
      @Reference TokenService tokens,
      @Reference Lineage lineage,
      @Reference JitAudit audit) {
    this.agents = agents;
    this.onBehalf = onBehalf;
    this.requests = requests;
    this.store = store;
    this.tasks = tasks;
    this.bounds = bounds;
    this.watch = watch;
    this.reader = reader;
    this.targets = targets;
    this.approvals = approvals;
    this.neighbours = neighbours;
    this.tokens = tokens;
    this.lineage = lineage;
    this.audit = audit;
  }

  /**
   * A token with what it is for.
   *
   * @param token the token
   * @param request the request that it was made for
   */
  record Made(IssuedToken token, Request request) {}

  /**
   * Makes the token.
   *
   * @param call by which the agent asks for it
   * @param said what the agent says that was approved; empty where it says nothing
   * @param confirmation the key that the token is bound to, as {@code cnf} (RFC 7800)
   * @throws Problem 403 if it was not approved, was fetched, is over, or something else is said;
   *     429 if the agent's budget is used up; 503 while nobody keeps how a token for somebody came
   *     to be; and as {@link OnBehalf#requireIn} does
   */
  Made make(
      Call call,
      Agent agent,
      String requestId,
      Optional<Object> said,
      Optional<Map<String, Object>> confirmation) {
    TenantContext tenant = call.tenant();
    Initiator by = call.by();
    Request request = requests.require(tenant, agent.id(), requestId);
    Task task = watch.requireActive(tenant, agent, request.taskId(), by);
    onBehalf.requireIn(call, task.userId());
    if (!FETCHABLE.contains(request.status().wire())) {
      throw new Problem(
          403, "request_" + request.status().wire(), "The request is " + request.status().wire());
    }
    said.ifPresent(details -> requireSame(tenant, task, request, details, by));
    // Held from here on: a token of which nobody can keep who holds it would be spent in vain.
    try (Lease<AgentRegistry> registry = agents.hold()) {
      requireOthersApproved(call, task, request);
      bounds.requireStill(tenant, agent, task, request);
      AccessTokenRequest wish = wish(tenant, agent, task, request, confirmation);
      targets.require(tenant, wish);
      return new Made(spent(call, agent, task, request, wish, registry.get()), request);
    }
  }

  private IssuedToken spent(
      Call call,
      Agent agent,
      Task task,
      Request request,
      AccessTokenRequest wish,
      AgentRegistry registry) {
    TenantContext tenant = call.tenant();
    Initiator by = call.by();
    audit.requireWritable();
    MadeToken token;
    try (Held<ActorPolicy> told = lineage.hold(task)) { // while nothing is spent yet
      token = spend(call, agent, task, request, wish, registry);
      lineage.made(told, tenant, task, token);
    }
    audit.request(
        tenant,
        task,
        store.find(tenant.id(), request.id(), tasks.now()).orElseThrow(),
        by,
        "jit.token_issued",
        Outcome.SUCCESS,
        "An agent got the token of an approved request.");
    return token.issued();
  }

  /** Makes the token, for which the request is used up. */
  private MadeToken spend(
      Call call,
      Agent agent,
      Task task,
      Request request,
      AccessTokenRequest wish,
      AgentRegistry registry) {
    TenantContext tenant = call.tenant();
    if (request.status() == Request.Status.APPROVED) {
      neighbours.budgets(budgets -> budgets.charge(tenant, agent.id(), Usage.oneCall()));
    }
    if (!store.take(tenant.id(), request.id(), tasks.now())) { // it may be an honest retry
      refused(tenant, task, request, call.by(), "It was fetched already.");
      throw new Problem(403, "approval_used", "The token of this request was fetched already.");
    }
    // What people saw is compared with what is stored now: nothing else is made a token of.
    request
        .approvalId()
        .ifPresent(
            id ->
                approvals.use(
                    tenant,
                    id,
                    request.wanted().action(),
                    approved(tenant, task, request),
                    call.by()));
    MadeToken token = make(tenant, wish);
    registry.madeFrom(tenant, token.issued(), Set.of(call.caller().credentialId()));
    return token;
  }

  /** With the time that was asked for, which an approver may have cut since. */
  private Map<String, Object> approved(TenantContext tenant, Task task, Request request) {
    int asked =
        requests
            .approvalOf(tenant, request)
            .map(approval -> approval.asked().parameters().get("seconds"))
            .map(seconds -> ((Number) seconds).intValue())
            .orElse(request.ttlSeconds());
    if (request.ttlSeconds() > asked) {
      throw new Problem(403, "approval_mismatch", "Something else was approved.");
    }
    return Requests.parameters(task, request.wanted(), asked);
  }

  /** Who approved it and had a token made since asks now for what they approved. */
  private void requireOthersApproved(Call call, Task task, Request request) {
    TenantContext tenant = call.tenant();
    Set<SubjectRef> askedBy = agents.askedBy(tenant, call.caller());
    if (askedBy.isEmpty()
        || request
            .approvalId()
            .filter(id -> !approvals.agreedWhereTheyAsk(tenant, id, askedBy))
            .isEmpty()) {
      return;
    }
    // Where it counts no more whoever asks, that is what is wrong with it, as approvals say it.
    boolean gone = !approvals.agreedWhereTheyAsk(tenant, request.approvalId().get(), Set.of());
    String why =
        gone
            ? "Somebody who approved this was blocked since, or may not approve it any more."
            : "Somebody who approved this had the agent's token made.";
    refused(
        tenant,
        task,
        request,
        call.by(),
        why,
        Map.of("reason", gone ? "approver_gone" : "approver_asks"));
    throw new Problem(403, "not_approved", why);
  }

  private void requireSame(
      TenantContext tenant, Task task, Request request, Object details, Initiator by) {
    Object mine = request.wanted().details();
    Object said = details instanceof List<?> ? details : List.of(details);
    if (!JitJson.tree(mine).equals(JitJson.tree(said))) {
      watch.anomaly(tenant, request.taskId(), Anomaly.DETAILS_DIFFER, by);
      refused(tenant, task, request, by, "Something else was approved.");
      throw new Problem(403, "approval_mismatch", "Something else was approved.");
    }
  }

  private void refused(TenantContext tenant, Task task, Request request, Initiator by, String why) {
    refused(tenant, task, request, by, why, Map.of());
  }

  private void refused(
      TenantContext tenant,
      Task task,
      Request request,
      Initiator by,
      String why,
      Map<String, Object> more) {
    audit.request(tenant, task, request, by, "jit.token_refused", Outcome.DENIED, why, more);
  }

  private AccessTokenRequest wish(
      TenantContext tenant,
      Agent agent,
      Task task,
      Request request,
      Optional<Map<String, Object>> confirmation) {
    Duration most = Duration.ofSeconds(Math.min(request.ttlSeconds(), JitSettings.MOST_TTL));
    Duration left = tasks.left(task);
    return new AccessTokenRequest(
        reader.client(tenant, agent),
        new SubjectRef(TaskSubjects.TYPE, task.subject()),
        List.of(new SubjectRef(SubjectRef.AGENT, agent.id())),
        request.wanted().scopes(),
        request.wanted().audience(),
        most.compareTo(left) > 0 ? left : most,
        confirmation,
        claims(agent, task, request));
  }

  private MadeToken make(TenantContext tenant, AccessTokenRequest wish) {
    try {
      return tokens.make(tenant, wish);
    } catch (OAuthError e) {
      throw new Problem(403, "agent_inactive", "The agent may not get tokens now.");
    }
  }

  private static Map<String, Object> claims(Agent agent, Task task, Request request) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("agent_id", agent.id());
    claims.put("task_id", task.id());
    task.parentId().ifPresent(id -> claims.put("parent_task_id", id));
    task.userId().ifPresent(id -> claims.put("on_behalf_of", id));
    // By these it ends with the user's consent, and does not come back with another one.
    task.delegationId().ifPresent(id -> claims.put("delegation_ids", List.of(id)));
    claims.put("jit", true);
    claims.put("jit_request_id", request.id());
    if (!request.wanted().details().isEmpty()) {
      claims.put("authorization_details", request.wanted().details());
    }
    claims.put("grant_id", task.id()); // by which it ends with the task
    return claims;
  }
}
