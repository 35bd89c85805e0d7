package org.lumoauth.agents.jit;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Forgets tasks that ended on whichever node. */
@Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=jit-task-ends"})
public final class TaskEnds implements DomainEventListener {

  private final TaskSubjects subjects;

  @Activate
  public TaskEnds(@Reference TaskSubjects subjects) {
    this.subjects = subjects;
  }

  @Override
  public void on(DomainEvent event) {
    if (event.type().equals(Tasks.ENDED)) {
      subjects.forget(event.tenantId(), event.id());
    }
  }
}
