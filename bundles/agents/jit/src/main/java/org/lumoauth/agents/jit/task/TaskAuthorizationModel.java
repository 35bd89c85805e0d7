/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Permits a task the actions in the scope of its token, which is the approved access. The decision
 * about its agent applies in addition, so that a task cannot exceed the agent's capabilities.
 */
@Component(
    property = {
      "lumoauth.kind=authorization-model",
      "lumoauth.name=agents-jit",
      AuthorizationModel.SUBJECTS + "=" + TaskSubjectSource.TYPE
    })
public final class TaskAuthorizationModel implements AuthorizationModel {

  private final TaskSubjectSource tasks;

  @Activate
  public TaskAuthorizationModel(@Reference TaskSubjectSource tasks) {
    this.tasks = tasks;
  }

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    Optional<AgentTask> task = tasks.find(tenant, question.subject());
    if (task.isEmpty()) {
      return AuthorizationVote.notApplicable(
          DecisionReason.of("not_a_task", "This model decides for tasks of agents only.", Map.of()),
          Optional.empty());
    }
    Map<String, Object> facts = Map.of("task_id", task.get().id(), "action", question.action());
    if (tasks.status(tenant, question.subject()) != SubjectStatus.ENABLED) {
      return AuthorizationVote.deny(
          DecisionReason.of("task_ended", "The task has ended.", facts), "Start another task.");
    }
    boolean approved =
        question.credentialScope().filter(scope -> scope.contains(question.action())).isPresent();
    return approved
        ? AuthorizationVote.permit(
            DecisionReason.of("approved_for_task", "The action is approved for this task.", facts))
        : AuthorizationVote.notApplicable(
            DecisionReason.of(
                "not_approved_for_task", "The action is not approved for this task.", facts),
            Optional.of("Request the permission with POST " + tenant.issuer() + "/jit/request."));
  }
}
