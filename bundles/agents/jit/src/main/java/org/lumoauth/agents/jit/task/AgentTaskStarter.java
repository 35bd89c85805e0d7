/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.time.Instant;
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
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Begins tasks of agents. */
@Component(service = AgentTaskStarter.class)
public final class AgentTaskStarter {

  /** Maximum depth of a task, including the root task. */
  static final int MOST_DEEP = 16;

  private static final int MAX_SLUG = 60;

  private final AgentTaskStore store;
  private final AgentTaskLifecycleService tasks;
  private final UserDelegationCheck onBehalf;
  private final IdGenerator identifiers;
  private final SettingsStore settings;
  private final JitAudit audit;

  @Activate
  public AgentTaskStarter(
      @Reference AgentTaskStore store,
      @Reference AgentTaskLifecycleService tasks,
      @Reference UserDelegationCheck onBehalf,
      @Reference IdGenerator identifiers,
      @Reference SettingsStore settings,
      @Reference JitAudit audit) {
    this.store = store;
    this.tasks = tasks;
    this.onBehalf = onBehalf;
    this.identifiers = identifiers;
    this.settings = settings;
    this.audit = audit;
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
   *     another user, and as {@link AgentTaskLifecycleService#requireActive} and {@link
   *     UserDelegationCheck#requireTaskUser} do for the parent task
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
    Instant now = tasks.now();
    List<AgentTask> above =
        wanted.parentId().map(id -> tasks.requireActiveLine(tenant, agent, id)).orElse(List.of());
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

  private static void requireRoom(List<AgentTask> above) {
    if (above.size() >= MOST_DEEP) {
      throw new ApiException(
          400,
          "task_too_deep",
          "The maximum task depth is " + MOST_DEEP + ". Use a parent task closer to the root.");
    }
  }

  private static String slug(String name) {
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String cut = slug.substring(0, Math.min(slug.length(), MAX_SLUG));
    return cut.isEmpty() ? "agent" : cut;
  }
}
