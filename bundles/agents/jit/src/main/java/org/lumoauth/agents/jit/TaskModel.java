package org.lumoauth.agents.jit;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Permits a task what the scope of its token names, which is what was approved. The agent behind it
 * is judged beside it, so that nothing goes beyond its capabilities.
 */
@Component(
    property = {
      "lumoauth.kind=authorization-model",
      "lumoauth.name=agents-jit",
      AuthorizationModel.SUBJECTS + "=" + TaskSubjects.TYPE
    })
public final class TaskModel implements AuthorizationModel {

  private final TaskSubjects tasks;

  @Activate
  public TaskModel(@Reference TaskSubjects tasks) {
    this.tasks = tasks;
  }

  @Override
  public Vote vote(TenantContext tenant, Question question) {
    Optional<Task> task = tasks.find(tenant, question.subject());
    if (task.isEmpty()) {
      return Vote.notApplicable(
          Reason.of("not_a_task", "This is about tasks of agents only.", Map.of()),
          Optional.empty());
    }
    Map<String, Object> facts = Map.of("task_id", task.get().id(), "action", question.action());
    if (tasks.status(tenant, question.subject()) != SubjectStatus.ENABLED) {
      return Vote.deny(
          Reason.of("task_ended", "The task has ended.", facts), "Begin another task.");
    }
    boolean approved =
        question.credentialScope().filter(scope -> scope.contains(question.action())).isPresent();
    return approved
        ? Vote.permit(Reason.of("approved_for_task", "It was approved for this task.", facts))
        : Vote.notApplicable(
            Reason.of("not_approved_for_task", "It was not approved for this task.", facts),
            Optional.of("Ask for it with POST " + tenant.issuer() + "/jit/request."));
  }
}
