/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approverpush;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.approval.RequestingAgentResolver;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Requests a confirmation from the user that an agent acts for. The user has two minutes to answer.
 */
@Component(service = PushConfirmationRequestService.class)
public final class PushConfirmationRequestService {

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

  private final RequestingAgentResolver agents;
  private final ApprovalService approvals;
  private final UserDirectory users;
  private final ProviderTracker<ApproverChannel> channels;

  @Activate
  public PushConfirmationRequestService(
      @Reference RequestingAgentResolver agents,
      @Reference ApprovalService approvals,
      @Reference UserDirectory users,
      @Reference ProviderRegistry registry) {
    this.agents = agents;
    this.approvals = approvals;
    this.users = users;
    this.channels = registry.track(ApproverChannel.class);
  }

  @Deactivate
  void close() {
    channels.close();
  }

  /**
   * The response to the agent.
   *
   * @param status the HTTP status: 201, or 202 if only mail reaches the user
   * @param body the response body
   */
  record PushApprovalResult(int status, Map<String, Object> body) {}

  PushApprovalResult ask(
      TenantContext tenant, Caller caller, AuditInitiator by, Map<String, Object> body) {
    Agent agent = agents.requireAgent(tenant, caller);
    agents.countRequest(tenant, agent);
    var members = JsonObjectMemberReader.of(body, MEMBERS);
    NEEDED.stream()
        .filter(name -> isMissing(body.get(name)))
        .findFirst()
        .ifPresent(
            name -> {
              throw ApiException.invalidRequest("`" + name + "` is required.");
            });
    String taskId = members.requireText("task_id", MAX_TASK);
    String reason = members.requireText("reason", MAX_REASON);
    if (!(body.get("impact") instanceof String impact) || !IMPACTS.contains(impact)) {
      throw ApiException.invalidRequest("`impact` must be low, medium, high or critical.");
    }
    String named = members.requireText("on_behalf_of", MAX_WHO);
    SubjectRef user = agents.resolveUser(tenant, caller, agent, named);
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("task_id", taskId);
    parameters.put("meta", members.map("meta", MAX_META));
    Set<String> ways = ways(tenant, agent, user, reason);
    if (ways.isEmpty()) {
      throw new ApiException(
          428,
          "no_approval_channel",
          "No approval channel reaches the user. Have an administrator install one, "
              + "for example mail, or link the user's device.");
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
    Approval approval = approvals.requestApproval(tenant, asked, by);
    boolean mail = ways.equals(Set.of(EMAIL));
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("approval_token", approval.id());
    view.put("status", mail ? "email_fallback_sent" : approval.state().wire());
    if (mail) {
      view.put("message", "A mail with a link was sent to the user.");
    }
    view.put("expires_at", approval.expiresAt().toString());
    view.put("task_id", taskId);
    view.put("impact", impact);
    return new PushApprovalResult(mail ? 202 : 201, view);
  }

  private static boolean isMissing(@Nullable Object value) {
    return value == null || value instanceof String text && text.isBlank();
  }

  Map<String, Object> status(TenantContext tenant, Caller caller, String token) {
    Agent agent = agents.requireAgent(tenant, caller);
    Approval approval =
        approvals
            .find(tenant, token)
            .filter(found -> found.request().action().equals(ACTION))
            .orElseThrow(() -> ApiException.notFound("The approval was not found."));
    if (!approval.request().requester().id().equals(agent.id())) {
      throw new ApiException(
          403,
          "approval_of_another_agent",
          "The approval belongs to another agent. Use an approval that this agent " + "requested.");
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("approval_token", approval.id());
    boolean counts = counts(tenant, caller, approval);
    view.put("status", counts ? wire(approval.state()) : ApprovalState.EXPIRED.wire());
    view.put("task_id", approval.request().parameters().get("task_id"));
    view.put("impact", approval.request().risk());
    view.put("reason", approval.request().reason());
    view.put("responded_at", approval.answeredAt().map(Instant::toString).orElse(null));
    view.put("approved_by", counts ? approvedBy(tenant, approval).orElse(null) : null);
    return view;
  }

  /**
   * Returns whether an approval counts. It does not if a delegate of the user approved who also
   * created the token of this caller.
   */
  private boolean counts(TenantContext tenant, Caller caller, Approval approval) {
    Set<SubjectRef> askedBy = agents.findTokenHolders(tenant, caller);
    return approval.state() != ApprovalState.APPROVED
        || askedBy.isEmpty()
        || approvals.isApprovedExcludingRequesters(tenant, approval.id(), askedBy);
  }

  private static String wire(ApprovalState state) {
    return switch (state) {
      case USED -> ApprovalState.APPROVED.wire();
      case WITHDRAWN -> ApprovalState.EXPIRED.wire();
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
   * Returns the users that had the caller's token issued, without this user. They cannot answer for
   * another person; the user can always confirm their own request.
   */
  private List<SubjectRef> othersWhoAsk(TenantContext tenant, Caller caller, SubjectRef user) {
    return agents.findTokenHolders(tenant, caller).stream()
        .filter(who -> !who.equals(user))
        .toList();
  }

  /** Returns the names of the channels that reach the user. */
  private Set<String> ways(TenantContext tenant, Agent agent, SubjectRef user, String reason) {
    var request =
        new ApproverNotification(
            "apr_new",
            new SubjectRef(SubjectRef.AGENT, agent.id()),
            user,
            ACTION,
            Map.of(),
            reason,
            Instant.now().plus(LIFETIME));
    Set<String> ways = new TreeSet<>();
    for (ServiceLease<ApproverChannel> held : channels.leaseAvailable()) {
      try (ServiceLease<ApproverChannel> channel = held) {
        if (channel.get().canReach(tenant, request)) {
          ways.add(held.name());
        }
      }
    }
    return ways;
  }
}
