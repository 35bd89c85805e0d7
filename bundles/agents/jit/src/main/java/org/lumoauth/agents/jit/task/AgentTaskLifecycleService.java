/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lumoauth.agents.jit.JitAudit;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.JitSettings;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDelegationLookup.AgentDelegation;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Begins and ends tasks. When a task ends, its permissions and its subtasks end, too. */
@Component(service = AgentTaskLifecycleService.class)
public final class AgentTaskLifecycleService {

  /** Type of the event for an ended task; the id of the event is the id of the task. */
  public static final String ENDED = "jit.task.ended";

  /** Type of the event after all dependents of an ended task have ended. */
  static final String CLOSING = "jit.task.closing";

  /** Maximum depth of a task, including the root task. */
  static final int MOST_DEEP = 16;

  private static final int MAX_SLUG = 60;

  private final AgentTaskStore store;
  private final TaskTreeTerminator family;
  private final UserDelegationCheck onBehalf;
  private final TaskParticipantCheck standing;
  private final IdGenerator identifiers;
  private final SettingsStore settings;
  private final JitAudit audit;
  private final InstantSource clock;

  @Activate
  public AgentTaskLifecycleService(
      @Reference AgentTaskStore store,
      @Reference TaskTreeTerminator family,
      @Reference UserDelegationCheck onBehalf,
      @Reference TaskParticipantCheck standing,
      @Reference IdGenerator identifiers,
      @Reference SettingsStore settings,
      @Reference JitAudit audit,
      @Reference InstantSource clock) {
    this.store = store;
    this.family = family;
    this.onBehalf = onBehalf;
    this.standing = standing;
    this.identifiers = identifiers;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The values of a new task.
   *
   * @param name the display name
   * @param type the type of the task
   * @param parentId the id of the parent task
   * @param onBehalfOf the id or e-mail address of the user that the task is on behalf of
   */
  public record NewAgentTask(
      String name, Optional<String> type, Optional<String> parentId, Optional<String> onBehalfOf) {}

  /**
   * Begins a task unless the agent reached its limit of active tasks.
   *
   * @throws ApiException 429 {@code too_many_tasks}, and as {@link #beginForRequest} does
   */
  AgentTask begin(JitCallerContext call, Agent agent, NewAgentTask wanted) {
    int most = JitSettings.OPEN_TASKS.read(settings, call.tenant());
    return begin(
        call,
        agent,
        wanted,
        task -> {
          if (!store.addWithin(call.tenant().id(), task, most)) {
            throw new ApiException(
                429,
                "too_many_tasks",
                "The agent can have at most "
                    + most
                    + " active tasks. End some, or wait until they expire.",
                Map.of("limit", most),
                Map.of("Retry-After", "60"));
          }
        });
  }

  /**
   * Begins a task for a request without a task. The task limit does not apply, since requests have
   * their own limit.
   *
   * @throws ApiException 400 {@code task_too_deep} beyond the maximum depth, 400 {@code
   *     delegation_not_authorized} if the agent may not act for the user or the parent task is for
   *     another user, and as {@link #requireActive} and {@link UserDelegationCheck#requireTaskUser}
   *     do for the parent task
   */
  public AgentTask beginForRequest(JitCallerContext call, Agent agent, NewAgentTask wanted) {
    return begin(call, agent, wanted, task -> store.add(call.tenant().id(), task));
  }

  private AgentTask begin(
      JitCallerContext call, Agent agent, NewAgentTask wanted, Consumer<AgentTask> keeping) {
    TenantContext tenant = call.tenant();
    audit.requireWritable();
    // Created before the checks, so that a later revocation of a participant applies to this task.
    String witness = identifiers.next("tok_");
    Instant now = now();
    List<AgentTask> above =
        wanted.parentId().map(id -> active(tenant, agent, id)).orElse(List.of());
    Optional<AgentTask> parent = above.stream().findFirst();
    parent.ifPresent(of -> onBehalf.requireTaskUser(call, of.userId()));
    requireRoom(above);
    Optional<AgentDelegation> given =
        wanted.onBehalfOf().map(named -> onBehalf.require(tenant, agent, named));
    Optional<String> delegation =
        given.map(AgentDelegation::id).or(() -> parent.flatMap(AgentTask::delegationId));
    if (parent.isPresent() && !parent.get().delegationId().equals(delegation)) {
      throw new ApiException(
          400,
          "delegation_not_authorized",
          "A subtask must be on behalf of the same user as its parent task.");
    }
    Instant end =
        Stream.of(
                Optional.of(now.plus(JitSettings.TASK_LIFETIME.read(settings, tenant))),
                parent.map(AgentTask::expiresAt),
                given.flatMap(AgentDelegation::expiresAt))
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    String id = identifiers.next("task_");
    var task =
        new AgentTask(
            id,
            agent.id(),
            "agent:" + slug(agent.name()) + ":task:" + id,
            wanted.name(),
            wanted.type(),
            wanted.parentId(),
            given.map(of -> of.user().id()).or(() -> parent.flatMap(AgentTask::userId)),
            delegation,
            witness,
            AgentTask.AgentTaskStatus.ACTIVE,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            now,
            end,
            Optional.empty());
    keeping.accept(task);
    audit.task(tenant, task, call.by(), "jit.task_created", "An agent started a task.", "");
    return task;
  }

  /**
   * Returns a task of the agent in any status.
   *
   * @throws ApiException 404 if it does not exist in this tenant, 403 if it belongs to another
   *     agent
   */
  AgentTask require(TenantContext tenant, String agentId, String taskId) {
    AgentTask task = find(tenant, taskId);
    if (!task.agentId().equals(agentId)) {
      throw new ApiException(
          403,
          "task_of_another_agent",
          "The task belongs to another agent. Use a task of this agent.");
    }
    return task;
  }

  /**
   * Returns an active task of the agent; all of its ancestors must be active, too. Ends a task if
   * its agent or user was disabled since it began.
   *
   * @throws ApiException 403 {@code task_} and the status, and as {@link #require} does
   */
  AgentTask requireActive(TenantContext tenant, Agent agent, String taskId) {
    return active(tenant, agent, taskId).get(0);
  }

  /** Returns the task and its ancestors, the task first. */
  private List<AgentTask> active(TenantContext tenant, Agent agent, String taskId) {
    List<AgentTask> line = new ArrayList<>();
    Optional<String> next = Optional.of(taskId);
    while (next.isPresent()) {
      AgentTask task = requireOneActive(tenant, agent, next.get());
      line.add(task);
      next = task.parentId();
    }
    return line;
  }

  private AgentTask requireOneActive(TenantContext tenant, Agent agent, String taskId) {
    AgentTask task = require(tenant, agent.id(), taskId);
    if (task.isActive() && !standing.isActive(tenant, agent, task)) {
      String why = "a participant was disabled";
      task =
          end(
              tenant,
              taskId,
              AgentTask.AgentTaskStatus.SUSPENDED,
              why,
              AuditInitiator.server("jit"));
    }
    if (!task.isActive()) {
      throw new ApiException(
          403,
          "task_" + task.status().wire(),
          "The task is " + task.status().wire() + ". Start another task.");
    }
    return task;
  }

  private static void requireRoom(List<AgentTask> above) {
    if (above.size() >= MOST_DEEP) {
      throw new ApiException(
          400,
          "task_too_deep",
          "The maximum task depth is " + MOST_DEEP + ". Use a parent task closer to the root.");
    }
  }

  /** Returns the root task of a task; the task itself if it has no parent. */
  public AgentTask rootTask(TenantContext tenant, AgentTask task) {
    AgentTask whole = task;
    while (whole.parentId().isPresent()) {
      whole = find(tenant, whole.parentId().get());
    }
    return whole;
  }

  /** Returns a task of any agent in the tenant. */
  public AgentTask find(TenantContext tenant, String taskId) {
    return store
        .find(tenant.id(), taskId, now())
        .orElseThrow(() -> ApiException.notFound("The task was not found."));
  }

  /** Returns whether the user of a task must consent to the agent before the task can continue. */
  public boolean isConsentMissing(TenantContext tenant, AgentTask task) {
    return !onBehalf.isDelegationActive(tenant, task);
  }

  /** Ends a task and its subtasks, their tokens first; ended tasks do not change. */
  public AgentTask end(
      TenantContext tenant,
      String taskId,
      AgentTask.AgentTaskStatus status,
      String why,
      AuditInitiator by) {
    AgentTask task = find(tenant, taskId);
    audit.requireWritable();
    family.end(tenant, task, why, new TaskTreeTerminator.TaskTermination(status, by, now()));
    return find(tenant, taskId);
  }

  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns the remaining lifetime of a task. */
  public Duration remainingTime(AgentTask task) {
    return Duration.between(now(), task.expiresAt());
  }

  private static String slug(String name) {
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String cut = slug.substring(0, Math.min(slug.length(), MAX_SLUG));
    return cut.isEmpty() ? "agent" : cut;
  }
}
