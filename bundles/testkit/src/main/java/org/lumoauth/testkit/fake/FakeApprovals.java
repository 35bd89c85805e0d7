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
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.Given;
import org.lumoauth.api.approval.Approval.State;
import org.lumoauth.api.approval.ApprovalInbox;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;

/** Approvals in memory: whoever answers may, and one answer decides where nothing else is said. */
public class FakeApprovals implements Approvals, ApprovalInbox {

  private record Key(String tenantId, String id) {}

  private final Map<Key, Approval> all = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();
  private final InstantSource clock;

  /** Whose yes counts no more. */
  public final Set<SubjectRef> gone = ConcurrentHashMap.newKeySet();

  /** What whoever asks may answer. */
  public Predicate<Approval> answerable = approval -> true;

  /** How many people have to agree to what is asked from now on. */
  public int people = 1;

  /** Who may answer what waits. */
  public BiPredicate<Approval, SubjectRef> approvers = (approval, who) -> true;

  public FakeApprovals(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Approval ask(TenantContext tenant, NewApproval asked, Initiator by) {
    Instant now = clock.instant();
    var approval =
        new Approval(
            "apr_" + last.incrementAndGet(),
            asked,
            asked.parameters().toString(),
            people,
            State.PENDING,
            List.of(),
            now,
            now.plus(asked.lifetime().orElse(Duration.ofHours(1))));
    all.put(new Key(tenant.id(), approval.id()), approval);
    return approval;
  }

  @Override
  public Optional<Approval> find(TenantContext tenant, String id) {
    return Optional.ofNullable(all.get(new Key(tenant.id(), id)));
  }

  @Override
  public Page<Approval> waiting(TenantContext tenant, SubjectRef who, PageRequest asked) {
    List<Approval> every = waiting(tenant, who, Integer.MAX_VALUE);
    return new Page<>(
        every.stream().skip(asked.offset()).limit(asked.limit()).toList(), every.size(), asked);
  }

  @Override
  public boolean mayAnswer(TenantContext tenant, Approval approval, SubjectRef who) {
    return approval.state() == State.PENDING && approvers.test(approval, who);
  }

  @Override
  public List<Approval> waiting(TenantContext tenant, SubjectRef who, int limit) {
    return of(tenant).filter(answerable).limit(limit).toList();
  }

  @Override
  public Shown page(TenantContext tenant, SubjectRef who, int page, int size) {
    List<Approval> every =
        of(tenant)
            .filter(each -> mayAnswer(tenant, each, who))
            .sorted(Comparator.comparing(Approval::createdAt).reversed())
            .toList();
    int last = Math.max(1, (every.size() + size - 1) / size);
    return new Shown(
        every.stream().skip((page - 1L) * size).limit(size).toList(),
        page == 1 ? Optional.empty() : Optional.of(Math.min(page - 1, last)),
        every.size() > (long) page * size);
  }

  @Override
  public Set<SubjectRef> gone(TenantContext tenant, Approval approval) {
    return approval.answers().stream()
        .map(Given::approver)
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
      TenantContext tenant, String id, SubjectRef who, Answer answer, Initiator by) {
    Approval was = all.get(new Key(tenant.id(), id));
    List<Given> answers = new ArrayList<>(was.answers());
    answers.add(new Given(who, Optional.empty(), answer, clock.instant()));
    State agreed = answers.size() < was.people() ? State.PENDING : State.APPROVED;
    return put(tenant, id, answer.approve() ? agreed : State.DENIED, answers);
  }

  @Override
  public boolean withdraw(TenantContext tenant, String id, Initiator by) {
    put(tenant, id, State.WITHDRAWN, all.get(new Key(tenant.id(), id)).answers());
    return true;
  }

  /** Nobody answered in time. */
  public void expire(TenantContext tenant, String id) {
    put(tenant, id, State.EXPIRED, List.of());
  }

  @Override
  public boolean agreedWhereTheyAsk(TenantContext tenant, String id, Set<SubjectRef> askers) {
    Approval approval = all.get(new Key(tenant.id(), id));
    return approval.answers().stream()
        .map(Given::approver)
        .filter(who -> !gone.contains(who))
        .anyMatch(
            who -> !askers.contains(who) || approval.asked().onBehalfOf().equals(Optional.of(who)));
  }

  @Override
  public boolean covers(Approval approval, String action, Map<String, Object> parameters) {
    return approval.asked().action().equals(action)
        && approval.asked().parameters().equals(parameters);
  }

  @Override
  public Approval use(
      TenantContext tenant,
      String id,
      String action,
      Map<String, Object> parameters,
      Initiator by) {
    Approval approval = all.get(new Key(tenant.id(), id));
    if (!covers(approval, action, parameters)) {
      throw new Problem(403, "approval_mismatch", "Something else was approved.");
    }
    if (approval.state() != State.APPROVED) {
      throw new Problem(403, "not_approved", "Not approved.");
    }
    return put(tenant, id, State.USED, approval.answers());
  }

  private Approval put(TenantContext tenant, String id, State state, List<Given> answers) {
    Approval was = all.get(new Key(tenant.id(), id));
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
    all.put(new Key(tenant.id(), id), now);
    return now;
  }
}
