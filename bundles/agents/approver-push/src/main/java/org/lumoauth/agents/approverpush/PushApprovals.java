package org.lumoauth.agents.approverpush;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.State;
import org.lumoauth.api.approval.ApprovalRequest;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.AskingAgents;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Members;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** An agent asks the user for whom it acts to confirm something, within two minutes. */
@Component(service = PushApprovals.class)
public final class PushApprovals {

  static final String ACTION = "agent.confirm";

  private static final Duration LIFETIME = Duration.ofSeconds(120);
  private static final Set<String> MEMBERS =
      Set.of("task_id", "reason", "impact", "on_behalf_of", "meta");
  private static final List<String> NEEDED = List.of("task_id", "reason", "impact", "on_behalf_of");
  private static final Set<String> IMPACTS = Set.of("low", "medium", "high", "critical");
  private static final String EMAIL = "email";
  private static final int MAX_TASK = 128;
  private static final int MAX_REASON = 480;
  private static final int MAX_WHO = 255;
  private static final int MAX_META = 50;

  private final AskingAgents agents;
  private final Approvals approvals;
  private final UserDirectory users;
  private final Providers<ApproverChannel> channels;

  @Activate
  public PushApprovals(
      @Reference AskingAgents agents,
      @Reference Approvals approvals,
      @Reference UserDirectory users,
      @Reference ProviderRegistry registry) {
    this.agents = agents;
    this.approvals = approvals;
    this.users = users;
    this.channels = registry.follow(ApproverChannel.class);
  }

  @Deactivate
  void close() {
    channels.close();
  }

  /**
   * What the agent is told.
   *
   * @param status the HTTP status: 201 or, where only mail reaches the user, 202
   * @param body the answer
   */
  record Made(int status, Map<String, Object> body) {}

  Made ask(TenantContext tenant, Caller caller, Initiator by, Map<String, Object> body) {
    Agent agent = agents.require(tenant, caller);
    agents.admit(tenant, agent);
    var members = Members.of(body, MEMBERS);
    NEEDED.stream()
        .filter(name -> isMissing(body.get(name)))
        .findFirst()
        .ifPresent(
            name -> {
              throw Problem.invalidRequest(name + " is needed.");
            });
    String taskId = members.required("task_id", MAX_TASK);
    String reason = members.required("reason", MAX_REASON);
    if (!(body.get("impact") instanceof String impact) || !IMPACTS.contains(impact)) {
      throw Problem.invalidRequest("impact is low, medium, high or critical.");
    }
    String named = members.required("on_behalf_of", MAX_WHO);
    SubjectRef user = agents.user(tenant, caller, agent, named);
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("task_id", taskId);
    parameters.put("meta", members.map("meta", MAX_META));
    Set<String> ways = ways(tenant, agent, user, reason);
    if (ways.isEmpty()) {
      throw new Problem(
          428, "no_approval_channel", "There is no way to reach the user for an answer.");
    }
    var asked =
        new NewApproval(
            new SubjectRef(SubjectRef.AGENT, agent.id()),
            othersWhoAsk(tenant, caller, user),
            Optional.of(user),
            ACTION,
            parameters,
            reason,
            impact,
            Optional.of(user),
            Optional.of(LIFETIME));
    Approval approval = approvals.ask(tenant, asked, by);
    boolean mail = ways.equals(Set.of(EMAIL));
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("approval_token", approval.id());
    view.put("status", mail ? "email_fallback_sent" : approval.state().wire());
    if (mail) {
      view.put("message", "The user was sent a mail with a link to answer.");
    }
    view.put("expires_at", approval.expiresAt().toString());
    view.put("task_id", taskId);
    view.put("impact", impact);
    return new Made(mail ? 202 : 201, view);
  }

  private static boolean isMissing(Object value) {
    return value == null || value instanceof String text && text.isBlank();
  }

  Map<String, Object> status(TenantContext tenant, Caller caller, String token) {
    Agent agent = agents.require(tenant, caller);
    Approval approval =
        approvals
            .find(tenant, token)
            .filter(found -> found.asked().action().equals(ACTION))
            .orElseThrow(() -> Problem.notFound("There is no such approval."));
    if (!approval.asked().requester().id().equals(agent.id())) {
      throw new Problem(403, "approval_of_another_agent", "The approval is of another agent.");
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("approval_token", approval.id());
    boolean counts = counts(tenant, caller, approval);
    view.put("status", counts ? wire(approval.state()) : State.EXPIRED.wire());
    view.put("task_id", approval.asked().parameters().get("task_id"));
    view.put("impact", approval.asked().risk());
    view.put("reason", approval.asked().reason());
    view.put("responded_at", approval.answeredAt().map(Instant::toString).orElse(null));
    view.put("approved_by", counts ? approvedBy(tenant, approval).orElse(null) : null);
    return view;
  }

  /** Not so where a deputy of the user agreed who had the token made that asks what they said. */
  private boolean counts(TenantContext tenant, Caller caller, Approval approval) {
    Set<SubjectRef> askedBy = agents.askedBy(tenant, caller);
    return approval.state() != State.APPROVED
        || askedBy.isEmpty()
        || approvals.agreedWhereTheyAsk(tenant, approval.id(), askedBy);
  }

  private static String wire(State state) {
    return switch (state) {
      case USED -> State.APPROVED.wire();
      case WITHDRAWN -> State.EXPIRED.wire();
      default -> state.wire();
    };
  }

  private Optional<Map<String, Object>> approvedBy(TenantContext tenant, Approval approval) {
    return approval.answers().stream()
        .filter(given -> given.answer().approve())
        .findFirst()
        .map(
            given -> {
              Map<String, Object> who = new LinkedHashMap<>();
              who.put("user_id", given.approver().id());
              users
                  .find(tenant, given.approver().id())
                  .ifPresent(user -> who.put("email", user.email()));
              return who;
            });
  }

  /**
   * Whoever had the token made answers in nobody's place. The user confirms what is for themselves,
   * whoever asks.
   */
  private List<SubjectRef> othersWhoAsk(TenantContext tenant, Caller caller, SubjectRef user) {
    return agents.askedBy(tenant, caller).stream().filter(who -> !who.equals(user)).toList();
  }

  /** Names of the channels that reach the user. */
  private Set<String> ways(TenantContext tenant, Agent agent, SubjectRef user, String reason) {
    var request =
        new ApprovalRequest(
            "apr_new",
            new SubjectRef(SubjectRef.AGENT, agent.id()),
            user,
            ACTION,
            Map.of(),
            reason,
            Instant.now().plus(LIFETIME));
    Set<String> ways = new TreeSet<>();
    for (Lease<ApproverChannel> held : channels.acquireAll()) {
      try (Lease<ApproverChannel> channel = held) {
        if (channel.get().reaches(tenant, request)) {
          ways.add(held.name());
        }
      }
    }
    return ways;
  }
}
