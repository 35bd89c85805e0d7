/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.CredentialAbuseKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Tasks as token subjects, {@code agent:<slug>:task:<id>}: active while the task is active and the
 * user consents to the agent. The agent is the actor of the token and is checked separately.
 */
@Component(
    service = {SubjectSource.class, TaskSubjectSource.class},
    property = {"lumoauth.kind=subject-source", "lumoauth.name=agent_task"})
public final class TaskSubjectSource implements SubjectSource {

  /** The type of task subjects. */
  public static final String TYPE = "agent_task";

  private static final String MARK = ":task:";
  private static final int MAX_KEPT = 10_000;
  private static final Duration KEPT = Duration.ofSeconds(30);

  private record TaskCacheKey(String tenantId, String taskId) {}

  private final AgentTaskStore store;
  private final UserDelegationCheck onBehalf;

  /** Optional: tokens of tasks remain valid while it is unavailable. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public volatile TaskAnomalyMonitor watch;

  private final Cache<TaskCacheKey, AgentTask> kept =
      MeasuredCacheFactory.build(
          "agents-jit.tasks",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MAX_KEPT)
              .expireAfterWrite(KEPT));

  @Activate
  public TaskSubjectSource(
      @Reference AgentTaskStore store, @Reference UserDelegationCheck onBehalf) {
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
    return find(tenant, subject).map(AgentTask::name).orElse(subject.id());
  }

  /** Returns the scope that the user consents to now; it limits every token. */
  @Override
  public Optional<Set<String>> findScopeLimit(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject).flatMap(task -> onBehalf.findConsentedScopes(tenant, task));
  }

  @Override
  public Optional<SubjectRef> findPrincipal(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject)
        .flatMap(AgentTask::userId)
        .map(id -> new SubjectRef(SubjectRef.USER, id));
  }

  @Override
  public void reportCredentialAbuse(
      TenantContext tenant, SubjectRef subject, CredentialAbuseKind how, String address) {
    TaskAnomalyMonitor counting = watch;
    TaskAnomaly what =
        how == CredentialAbuseKind.PROOF_FAILED
            ? TaskAnomaly.PROOF_FAILED
            : TaskAnomaly.RULE_BROKEN;
    if (counting != null) {
      find(tenant, subject)
          .ifPresent(task -> counting.recordTokenMisuse(tenant, task, what, address));
    }
  }

  /** Removes an ended task from the cache. */
  void forget(String tenantId, String taskId) {
    kept.invalidate(new TaskCacheKey(tenantId, taskId));
  }

  /** Returns the task of a subject; empty if it is not a task of this tenant. */
  Optional<AgentTask> find(TenantContext tenant, SubjectRef subject) {
    int mark = subject.id().lastIndexOf(MARK);
    if (!subject.type().equals(TYPE) || mark < 0) {
      return Optional.empty();
    }
    return find(tenant, subject.id().substring(mark + MARK.length()))
        .filter(task -> task.subject().equals(subject.id()));
  }

  private Optional<AgentTask> find(TenantContext tenant, String taskId) {
    var key = new TaskCacheKey(tenant.id(), taskId);
    AgentTask found = kept.getIfPresent(key);
    if (found == null) {
      found = store.find(tenant.id(), taskId, Instant.now()).orElse(null);
      if (found != null) {
        kept.put(key, found);
      }
    }
    return Optional.ofNullable(found);
  }

  /** Returns whether the task and its ancestors are active and the user consents to the agent. */
  private boolean mayAct(TenantContext tenant, AgentTask task) {
    Optional<AgentTask> each = Optional.of(task);
    while (each.filter(TaskSubjectSource::goesOn).isPresent()) {
      Optional<String> above = each.get().parentId();
      if (above.isEmpty()) {
        return onBehalf.isDelegationActive(tenant, task);
      }
      each = find(tenant, above.get());
    }
    return false;
  }

  private static boolean goesOn(AgentTask task) {
    return task.isActive() && Instant.now().isBefore(task.expiresAt());
  }
}
