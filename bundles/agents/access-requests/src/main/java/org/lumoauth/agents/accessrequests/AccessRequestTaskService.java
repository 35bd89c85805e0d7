/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages the tasks of the profile: an approval together with the caller that may query it. */
@Component(service = AccessRequestTaskService.class)
public final class AccessRequestTaskService {

  private static final String TASK = "access-request-task";
  private static final String KEY = "access-request-key";
  private static final String USED = "access-request-binding";
  private static final Duration KEPT = Duration.ofDays(8);

  private final ApprovalService approvals;
  private final ApprovedAccessAuthorizationModel model;
  private final ShortLivedRecordStore store;
  private final SecretProtectionService vault;
  private final SettingsStore settings;
  private final AgentTokenHolderResolver holders;

  @Activate
  public AccessRequestTaskService(
      @Reference ApprovalService approvals,
      @Reference ShortLivedRecordStore store,
      @Reference SecretProtectionService vault,
      @Reference SettingsStore settings,
      @Reference AgentTokenHolderResolver holders) {
    this.approvals = approvals;
    this.model = new ApprovedAccessAuthorizationModel(approvals, settings, holders);
    this.store = store;
    this.vault = vault;
    this.settings = settings;
    this.holders = holders;
  }

  /**
   * A stored task.
   *
   * @param approvalId the approval that people decide
   * @param caller the caller that created it: {@code type:id}
   */
  record StoredAccessTask(String approvalId, String caller) {}

  /**
   * The request that an idempotency key was used for.
   *
   * @param taskId the task
   * @param body the body
   */
  record AccessIdempotencyRecord(String taskId, Map<String, Object> body) {}

  /**
   * A task.
   *
   * @param id the id, which is a secret
   * @param approval the approval that people decide
   */
  record AccessRequestTask(String id, Approval approval) {}

  /**
   * The reason and requested duration of an access request.
   *
   * @param reason the reason
   * @param term the requested duration
   */
  record AccessJustification(
      String reason, AccessDurationCalculator.RequestedAccessDuration term) {}

  /** Returns the task that was created with this key, or empty. */
  Optional<AccessIdempotencyRecord> findByIdempotencyKey(
      TenantContext tenant, Caller caller, String key) {
    return store
        .find(tenant, KEY, keyed(caller, key), AccessIdempotencyRecord.class)
        .map(ShortLivedRecordStore.ShortLivedRecord::value);
  }

  /**
   * Creates a task; empty if the denial was already used for another task.
   *
   * @param key the idempotency key
   */
  Optional<AccessRequestTask> create(
      TenantContext tenant,
      Caller caller,
      DenialBindingTokenService.BoundDenial bound,
      Map<String, Object> body,
      AccessJustification wish,
      Optional<String> key,
      AuditInitiator by) {
    if (!store.add(tenant, USED, bound.id(), Map.of(), bound.expiresAt().plusSeconds(60))) {
      return Optional.empty();
    }
    Approval approval = ask(tenant, caller, bound, wish, by);
    String id = "arq_" + vault.newSecret();
    Instant until = approval.expiresAt().plus(KEPT).truncatedTo(ChronoUnit.SECONDS);
    store.add(
        tenant, TASK, id, new StoredAccessTask(approval.id(), caller.subject().toString()), until);
    key.ifPresent(
        of ->
            store.add(
                tenant, KEY, keyed(caller, of), new AccessIdempotencyRecord(id, body), until));
    return Optional.of(new AccessRequestTask(id, approval));
  }

  /** Creates the approval. If this fails, the denial can be presented again. */
  private Approval ask(
      TenantContext tenant,
      Caller caller,
      DenialBindingTokenService.BoundDenial bound,
      AccessJustification wish,
      AuditInitiator by) {
    try {
      return approvals.requestApproval(tenant, approval(tenant, caller, bound, wish), by);
    } catch (RuntimeException e) {
      store.remove(tenant, USED, bound.id());
      throw e;
    }
  }

  private NewApproval approval(
      TenantContext tenant,
      Caller caller,
      DenialBindingTokenService.BoundDenial bound,
      AccessJustification wish) {
    String[] subject = ((String) bound.decided().get("subject")).split(":", 2);
    var requester = new SubjectRef(subject[0], subject[1]);
    List<SubjectRef> chain = new ArrayList<>(caller.actors());
    if (!caller.subject().equals(requester)) {
      chain.add(caller.subject());
    }
    chain.addAll(holders.of(tenant, caller));
    return new NewApproval(
        requester,
        chain,
        Optional.empty(),
        ApprovedAccessAuthorizationModel.ACTION,
        AccessDurationCalculator.withRequestedDuration(
            bound.decided(),
            AccessRequestSettings.APPROVED_DURATION.read(settings, tenant),
            wish.term(),
            Instant.now()),
        wish.reason(),
        "high",
        Optional.empty(),
        Optional.empty());
  }

  /** Returns a task of this caller; empty if it does not exist. */
  Optional<AccessRequestTask> find(TenantContext tenant, Caller caller, String id) {
    return store
        .find(tenant, TASK, id, StoredAccessTask.class)
        .map(ShortLivedRecordStore.ShortLivedRecord::value)
        .filter(kept -> kept.caller().equals(caller.subject().toString()))
        .flatMap(kept -> approvals.find(tenant, kept.approvalId()))
        .map(approval -> new AccessRequestTask(id, approval));
  }

  /** Cancels a task; returns whether it was still open. */
  boolean cancel(TenantContext tenant, AccessRequestTask task, AuditInitiator by) {
    return task.approval().state() == Approval.ApprovalState.PENDING
        && approvals.withdraw(tenant, task.approval().id(), by);
  }

  /** Returns the JSON representation of a task. */
  Map<String, Object> view(TenantContext tenant, AccessRequestTask task) {
    Approval approval = task.approval();
    String status =
        switch (approval.state()) {
          case WITHDRAWN -> "cancelled";
          case USED -> "approved";
          default -> approval.state().wire();
        };
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", task.id());
    shown.put("status", status);
    shown.put("status_endpoint", AccessRequestUrls.of(tenant, task.id()));
    shown.put("expires_at", approval.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
    if (approval.requiredApprovals() > 1) {
      shown.put(
          "progress",
          Map.of(
              "current_step",
              Math.min(approval.answers().size() + 1, approval.requiredApprovals()),
              "total_steps",
              approval.requiredApprovals()));
    }
    shown.put("links", Map.of("cancel", AccessRequestUrls.of(tenant, task.id()) + "/cancel"));
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("task", shown);
    if (approval.state() == Approval.ApprovalState.APPROVED) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("id", approval.id());
      approval
          .answeredAt()
          .ifPresent(
              at -> result.put("approved_at", at.truncatedTo(ChronoUnit.SECONDS).toString()));
      result.put(
          "approved_until",
          model.expiresAt(tenant, approval).truncatedTo(ChronoUnit.SECONDS).toString());
      view.put("result", Map.of("mode", "reevaluate", "approval", result));
    }
    return view;
  }

  private static String keyed(Caller caller, String key) {
    return caller.subject() + "\n" + key;
  }
}
