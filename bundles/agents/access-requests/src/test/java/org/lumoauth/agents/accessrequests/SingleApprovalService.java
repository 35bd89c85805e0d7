/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

/** Stores the last requested approval of one tenant until a test answers it. */
final class SingleApprovalService implements ApprovalService {

  private final String tenantId;
  private Approval approval;

  /** Why nobody is asked; empty while somebody is. */
  Optional<ApiException> refusal = Optional.empty();

  SingleApprovalService(TenantContext tenant) {
    this.tenantId = tenant.id();
  }

  @Override
  public Approval requestApproval(TenantContext tenant, NewApproval asked, AuditInitiator by) {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    approval =
        new Approval(
            "apr_1",
            asked,
            "hash",
            1,
            Approval.ApprovalState.PENDING,
            List.of(),
            Instant.now(),
            Instant.now().plusSeconds(3600));
    return approval;
  }

  /** What people were asked last. */
  NewApproval asked() {
    return approval.request();
  }

  /** Somebody says yes, this long ago. */
  void approve(Duration ago, Optional<Duration> limit) {
    var answer = new ApprovalAnswer(true, Optional.empty(), Optional.empty(), limit);
    var given =
        new Approval.RecordedAnswer(
            new SubjectRef(SubjectRef.USER, "usr_grace"),
            Optional.empty(),
            answer,
            Instant.now().minus(ago));
    become(Approval.ApprovalState.APPROVED, List.of(given));
  }

  void become(Approval.ApprovalState state, List<Approval.RecordedAnswer> answers) {
    approval =
        new Approval(
            approval.id(),
            approval.request(),
            approval.parametersHash(),
            approval.requiredApprovals(),
            state,
            answers,
            approval.createdAt(),
            approval.expiresAt());
  }

  @Override
  public Optional<Approval> find(TenantContext tenant, String id) {
    return Optional.ofNullable(approval)
        .filter(found -> tenant.id().equals(tenantId) && found.id().equals(id));
  }

  @Override
  public boolean withdraw(TenantContext tenant, String id, AuditInitiator by) {
    become(Approval.ApprovalState.WITHDRAWN, List.of());
    return true;
  }

  @Override
  public boolean isApprovedExcludingRequesters(
      TenantContext tenant, String id, Set<SubjectRef> askers) {
    return approval.answers().stream().anyMatch(given -> !askers.contains(given.approver()));
  }

  @Override
  public boolean covers(Approval of, String action, Map<String, Object> parameters) {
    return of.request().action().equals(action)
        && DenialBindingTokenService.same(of.request().parameters(), parameters);
  }

  @Override
  public boolean canAnswer(TenantContext tenant, Approval of, SubjectRef who) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Approval> listPending(TenantContext tenant, SubjectRef who, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<Approval> listPending(TenantContext tenant, SubjectRef who, PageRequest page) {
    return new Page<>(List.of(), 0, page);
  }

  @Override
  public Approval answer(
      TenantContext tenant, String id, SubjectRef who, ApprovalAnswer answer, AuditInitiator by) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Approval consume(
      TenantContext tenant,
      String id,
      String action,
      Map<String, Object> parameters,
      AuditInitiator by) {
    throw new UnsupportedOperationException();
  }
}
