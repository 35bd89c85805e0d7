package org.lumoauth.agents.jit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.Misuse;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Tasks as subjects of tokens, {@code agent:<slug>:task:<id>}: they may act while they go on, and
 * while the user for whom they are done lets the agent. The agent is the actor beside them, whom
 * the gate judges by itself.
 */
@Component(
    service = {SubjectSource.class, TaskSubjects.class},
    property = {"lumoauth.kind=subject-source", "lumoauth.name=agent_task"})
public final class TaskSubjects implements SubjectSource {

  /** The type of subjects that are tasks. */
  static final String TYPE = "agent_task";

  private static final String MARK = ":task:";
  private static final int MAX_KEPT = 10_000;
  private static final Duration KEPT = Duration.ofSeconds(30);

  private record Key(String tenantId, String taskId) {}

  private final TaskStore store;
  private final OnBehalf onBehalf;

  /** Who may be away while tokens of tasks still hold. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile TaskWatch watch;

  private final Cache<Key, Task> kept =
      MeasuredCache.build(
          "agents-jit.tasks",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MAX_KEPT)
              .expireAfterWrite(KEPT));

  @Activate
  public TaskSubjects(@Reference TaskStore store, @Reference OnBehalf onBehalf) {
    this.store = store;
    this.onBehalf = onBehalf;
  }

  @Override
  public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject)
        .map(task -> mayAct(tenant, task) ? SubjectStatus.ENABLED : SubjectStatus.DISABLED)
        .orElse(SubjectStatus.UNKNOWN);
  }

  @Override
  public String displayName(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject).map(Task::name).orElse(subject.id());
  }

  /** What the user lets the agent have now; a token that has more has less by it. */
  @Override
  public Optional<Set<String>> scopeLimit(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject).flatMap(task -> onBehalf.consented(tenant, task));
  }

  @Override
  public Optional<SubjectRef> actsFor(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject)
        .flatMap(Task::userId)
        .map(id -> new SubjectRef(SubjectRef.USER, id));
  }

  @Override
  public void misused(TenantContext tenant, SubjectRef subject, Misuse how, String address) {
    TaskWatch counting = watch;
    Anomaly what = how == Misuse.PROOF_FAILED ? Anomaly.PROOF_FAILED : Anomaly.RULE_BROKEN;
    if (counting != null) {
      find(tenant, subject).ifPresent(task -> counting.shown(tenant, task, what, address));
    }
  }

  /** Forgets a task that ended. */
  void forget(String tenantId, String taskId) {
    kept.invalidate(new Key(tenantId, taskId));
  }

  /** The task that a subject is; empty if it is none of this tenant. */
  Optional<Task> find(TenantContext tenant, SubjectRef subject) {
    int mark = subject.id().lastIndexOf(MARK);
    if (!subject.type().equals(TYPE) || mark < 0) {
      return Optional.empty();
    }
    return find(tenant, subject.id().substring(mark + MARK.length()))
        .filter(task -> task.subject().equals(subject.id()));
  }

  private Optional<Task> find(TenantContext tenant, String taskId) {
    var key = new Key(tenant.id(), taskId);
    Task found = kept.getIfPresent(key);
    if (found == null) {
      found = store.find(tenant.id(), taskId, Instant.now()).orElse(null);
      if (found != null) {
        kept.put(key, found);
      }
    }
    return Optional.ofNullable(found);
  }

  /** While it goes on, with all that it is a part of, and the user lets the agent. */
  private boolean mayAct(TenantContext tenant, Task task) {
    Optional<Task> each = Optional.of(task);
    while (each.filter(TaskSubjects::goesOn).isPresent()) {
      Optional<String> above = each.get().parentId();
      if (above.isEmpty()) {
        return onBehalf.holds(tenant, task);
      }
      each = find(tenant, above.get());
    }
    return false;
  }

  private static boolean goesOn(Task task) {
    return task.active() && Instant.now().isBefore(task.expiresAt());
  }
}
