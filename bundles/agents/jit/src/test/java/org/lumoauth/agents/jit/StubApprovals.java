package org.lumoauth.agents.jit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.Given;
import org.lumoauth.api.approval.Approval.State;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;

/** Approvals in memory: whoever answers may, and one answer decides. */
final class StubApprovals implements Approvals {

  private final Map<String, Approval> all = new ConcurrentHashMap<>();
  private final InstantSource clock;

  /** Whose yes counts no more. */
  final Set<SubjectRef> gone = ConcurrentHashMap.newKeySet();

  /** What whoever asks may answer. */
  Predicate<Approval> answerable = approval -> true;

  StubApprovals(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Approval ask(TenantContext tenant, NewApproval asked, Initiator by) {
    Instant now = clock.instant();
    var approval =
        new Approval(
            "apr_" + (all.size() + 1),
            asked,
            asked.parameters().toString(),
            1,
            State.PENDING,
            List.of(),
            now,
            now.plus(asked.lifetime().orElse(java.time.Duration.ofHours(1))));
    all.put(approval.id(), approval);
    return approval;
  }

  @Override
  public Optional<Approval> find(TenantContext tenant, String id) {
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public Page<Approval> waiting(TenantContext tenant, SubjectRef who, PageRequest asked) {
    List<Approval> every = waiting(tenant, who, Integer.MAX_VALUE);
    return new Page<>(
        every.stream().skip(asked.offset()).limit(asked.limit()).toList(), every.size(), asked);
  }

  @Override
  public boolean mayAnswer(TenantContext tenant, Approval approval, SubjectRef who) {
    return true;
  }

  @Override
  public List<Approval> waiting(TenantContext tenant, SubjectRef who, int limit) {
    return all.values().stream().filter(each -> answerable.test(each)).limit(limit).toList();
  }

  @Override
  public Approval answer(
      TenantContext tenant, String id, SubjectRef who, Answer answer, Initiator by) {
    var given = new Given(who, Optional.empty(), answer, clock.instant());
    return put(id, answer.approve() ? State.APPROVED : State.DENIED, List.of(given));
  }

  @Override
  public boolean withdraw(TenantContext tenant, String id, Initiator by) {
    put(id, State.WITHDRAWN, all.get(id).answers());
    return true;
  }

  /** Nobody answered in time. */
  void expire(String id) {
    put(id, State.EXPIRED, List.of());
  }

  @Override
  public boolean agreedWhereTheyAsk(TenantContext tenant, String id, Set<SubjectRef> askers) {
    Approval approval = all.get(id);
    return approval.answers().stream()
        .map(Given::approver)
        .filter(who -> !gone.contains(who))
        .anyMatch(
            who -> !askers.contains(who) || approval.asked().onBehalfOf().equals(Optional.of(who)));
  }

  @Override
  public boolean covers(Approval approval, String action, Map<String, Object> parameters) {
    return approval.asked().action().equals(action)
        && JitJson.tree(approval.asked().parameters()).equals(JitJson.tree(parameters));
  }

  @Override
  public Approval use(
      TenantContext tenant,
      String id,
      String action,
      Map<String, Object> parameters,
      Initiator by) {
    Approval approval = all.get(id);
    if (!covers(approval, action, parameters)) {
      throw new Problem(403, "approval_mismatch", "Something else was approved.");
    }
    if (approval.state() != State.APPROVED) {
      throw new Problem(403, "not_approved", "Not approved.");
    }
    return put(id, State.USED, approval.answers());
  }

  private Approval put(String id, State state, List<Given> answers) {
    Approval was = all.get(id);
    var now =
        new Approval(
            id,
            was.asked(),
            was.parametersHash(),
            was.people(),
            state,
            answers,
            was.createdAt(),
            was.expiresAt());
    all.put(id, now);
    return now;
  }
}
