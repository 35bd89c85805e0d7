package org.lumoauth.agents.accessrequests;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;

/** Keeps the last approval that was asked for, of one tenant, until a test answers it. */
final class OneApproval implements Approvals {

  private final String tenantId;
  private Approval approval;

  /** Why nobody is asked; empty while somebody is. */
  Optional<Problem> refusal = Optional.empty();

  OneApproval(TenantContext tenant) {
    this.tenantId = tenant.id();
  }

  @Override
  public Approval ask(TenantContext tenant, NewApproval asked, Initiator by) {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    approval =
        new Approval(
            "apr_1",
            asked,
            "hash",
            1,
            Approval.State.PENDING,
            List.of(),
            Instant.now(),
            Instant.now().plusSeconds(3600));
    return approval;
  }

  /** What people were asked last. */
  NewApproval asked() {
    return approval.asked();
  }

  /** Somebody says yes, this long ago. */
  void approve(Duration ago, Optional<Duration> limit) {
    var answer = new Answer(true, Optional.empty(), Optional.empty(), limit);
    var given =
        new Approval.Given(
            new SubjectRef(SubjectRef.USER, "usr_grace"),
            Optional.empty(),
            answer,
            Instant.now().minus(ago));
    become(Approval.State.APPROVED, List.of(given));
  }

  void become(Approval.State state, List<Approval.Given> answers) {
    approval =
        new Approval(
            approval.id(),
            approval.asked(),
            approval.parametersHash(),
            approval.people(),
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
  public boolean withdraw(TenantContext tenant, String id, Initiator by) {
    become(Approval.State.WITHDRAWN, List.of());
    return true;
  }

  @Override
  public boolean agreedWhereTheyAsk(TenantContext tenant, String id, Set<SubjectRef> askers) {
    return approval.answers().stream().anyMatch(given -> !askers.contains(given.approver()));
  }

  @Override
  public boolean covers(Approval of, String action, Map<String, Object> parameters) {
    return of.asked().action().equals(action) && Binding.same(of.asked().parameters(), parameters);
  }

  @Override
  public boolean mayAnswer(TenantContext tenant, Approval of, SubjectRef who) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Approval> waiting(TenantContext tenant, SubjectRef who, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<Approval> waiting(TenantContext tenant, SubjectRef who, PageRequest page) {
    return new Page<>(List.of(), 0, page);
  }

  @Override
  public Approval answer(
      TenantContext tenant, String id, SubjectRef who, Answer answer, Initiator by) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Approval use(
      TenantContext tenant,
      String id,
      String action,
      Map<String, Object> parameters,
      Initiator by) {
    throw new UnsupportedOperationException();
  }
}
