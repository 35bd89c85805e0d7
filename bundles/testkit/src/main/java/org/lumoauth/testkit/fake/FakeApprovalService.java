/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.approval.Approval.RecordedAnswer;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.approval.ApprovalInbox;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

/** In-memory approvals: by default every user may answer, and one answer decides. */
public class FakeApprovalService implements ApprovalService, ApprovalInbox {

  private record FakeApprovalKey(String tenantId, String id) {}

  private final Map<FakeApprovalKey, Approval> all = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();
  private final InstantSource clock;

  /** The users with approvals that no longer count. */
  public final Set<SubjectRef> gone = ConcurrentHashMap.newKeySet();

  /** The approvals that the requester may answer. */
  public Predicate<Approval> answerable = approval -> true;

  /** The number of required approvals of new requests. */
  public int people = 1;

  /** Decides whether a user may answer a pending request. */
  public BiPredicate<Approval, SubjectRef> approvers = (approval, who) -> true;

  public FakeApprovalService(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Approval requestApproval(TenantContext tenant, NewApproval asked, AuditInitiator by) {
    Instant now = clock.instant();
    var approval =
        new Approval(
            "apr_" + last.incrementAndGet(),
            asked,
            asked.parameters().toString(),
            people,
            ApprovalState.PENDING,
            List.of(),
            now,
            now.plus(asked.lifetime().orElse(Duration.ofHours(1))));
    all.put(new FakeApprovalKey(tenant.id(), approval.id()), approval);
    return approval;
  }

  @Override
  public Optional<Approval> find(TenantContext tenant, String id) {
    return Optional.ofNullable(all.get(new FakeApprovalKey(tenant.id(), id)));
  }

  @Override
  public Page<Approval> listPending(TenantContext tenant, SubjectRef who, PageRequest asked) {
    List<Approval> every = listPending(tenant, who, Integer.MAX_VALUE);
    return new Page<>(
        every.stream().skip(asked.offset()).limit(asked.limit()).toList(), every.size(), asked);
  }

  @Override
  public boolean canAnswer(TenantContext tenant, Approval approval, SubjectRef who) {
    return approval.state() == ApprovalState.PENDING && approvers.test(approval, who);
  }

  @Override
  public List<Approval> listPending(TenantContext tenant, SubjectRef who, int limit) {
    return of(tenant).filter(answerable).limit(limit).toList();
  }

  @Override
  public ApprovalInboxPage listPage(TenantContext tenant, SubjectRef who, int page, int size) {
    List<Approval> every =
        of(tenant)
            .filter(each -> canAnswer(tenant, each, who))
            .sorted(Comparator.comparing(Approval::createdAt).reversed())
            .toList();
    int last = Math.max(1, (every.size() + size - 1) / size);
    return new ApprovalInboxPage(
        every.stream().skip((page - 1L) * size).limit(size).toList(),
        page == 1 ? Optional.empty() : Optional.of(Math.min(page - 1, last)),
        every.size() > (long) page * size);
  }

  @Override
  public Set<SubjectRef> findInvalidatedApprovers(TenantContext tenant, Approval approval) {
    return approval.answers().stream()
        .map(RecordedAnswer::approver)
        .filter(gone::contains)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Stream<Approval> of(TenantContext tenant) {
    return all.entrySet().stream()
        .filter(each -> each.getKey().tenantId().equals(tenant.id()))
        .map(Map.Entry::getValue);
  }

  @Override
  public Approval answer(
      TenantContext tenant, String id, SubjectRef who, ApprovalAnswer answer, AuditInitiator by) {
    Approval was = all.get(new FakeApprovalKey(tenant.id(), id));
    List<RecordedAnswer> answers = new ArrayList<>(was.answers());
    answers.add(new RecordedAnswer(who, Optional.empty(), answer, clock.instant()));
    ApprovalState agreed =
        answers.size() < was.requiredApprovals() ? ApprovalState.PENDING : ApprovalState.APPROVED;
    return put(tenant, id, answer.approve() ? agreed : ApprovalState.DENIED, answers);
  }

  @Override
  public boolean withdraw(TenantContext tenant, String id, AuditInitiator by) {
    put(
        tenant,
        id,
        ApprovalState.WITHDRAWN,
        all.get(new FakeApprovalKey(tenant.id(), id)).answers());
    return true;
  }

  /** Lets a request expire. */
  public void expire(TenantContext tenant, String id) {
    put(tenant, id, ApprovalState.EXPIRED, List.of());
  }

  @Override
  public boolean isApprovedExcludingRequesters(
      TenantContext tenant, String id, Set<SubjectRef> askers) {
    Approval approval = all.get(new FakeApprovalKey(tenant.id(), id));
    return approval.answers().stream()
        .map(RecordedAnswer::approver)
        .filter(who -> !gone.contains(who))
        .anyMatch(
            who ->
                !askers.contains(who) || approval.request().onBehalfOf().equals(Optional.of(who)));
  }

  @Override
  public boolean covers(Approval approval, String action, Map<String, Object> parameters) {
    return approval.request().action().equals(action)
        && approval.request().parameters().equals(parameters);
  }

  @Override
  public Approval consume(
      TenantContext tenant,
      String id,
      String action,
      Map<String, Object> parameters,
      AuditInitiator by) {
    Approval approval = all.get(new FakeApprovalKey(tenant.id(), id));
    if (!covers(approval, action, parameters)) {
      throw new ApiException(403, "approval_mismatch", "The approval is for a different request.");
    }
    if (approval.state() != ApprovalState.APPROVED) {
      throw new ApiException(403, "not_approved", "Not approved.");
    }
    return put(tenant, id, ApprovalState.USED, approval.answers());
  }

  private Approval put(
      TenantContext tenant, String id, ApprovalState state, List<RecordedAnswer> answers) {
    Approval was = all.get(new FakeApprovalKey(tenant.id(), id));
    var now =
        new Approval(
            id,
            was.request(),
            was.parametersHash(),
            was.requiredApprovals(),
            state,
            answers,
            was.createdAt(),
            was.expiresAt());
    all.put(new FakeApprovalKey(tenant.id(), id), now);
    return now;
  }
}
