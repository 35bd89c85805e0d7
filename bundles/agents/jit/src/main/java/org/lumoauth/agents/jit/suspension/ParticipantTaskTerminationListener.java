/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.suspension;

import org.lumoauth.agents.jit.task.TaskParticipantCheck;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ends tasks with their pending and approved requests when the agent or user is disabled or the
 * user's consent is revoked. The listener only stores an entry; {@link
 * ParticipantTaskTerminationProcessor} ends the tasks. After a late event for a participant that is
 * active again, later tasks are not ended. If an event is lost, {@link TaskParticipantCheck}
 * detects the state at the next request.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=jit-task-stops",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DISABLED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.DELEGATION_REVOKED
    })
public final class ParticipantTaskTerminationListener implements DomainEventListener {

  /** Prefix of agent ids. */
  static final String AGENT = "agt_";

  private static final String USER = "usr_";

  private final ParticipantTaskTerminationStore stops;
  private final Runnable soon;

  @Activate
  public ParticipantTaskTerminationListener(
      @Reference ParticipantTaskTerminationStore stops,
      @Reference ParticipantTaskTerminationWorker worker) {
    this(stops, worker::wake);
  }

  ParticipantTaskTerminationListener(ParticipantTaskTerminationStore stops, Runnable soon) {
    this.stops = stops;
    this.soon = soon;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (concerns(event)) {
      stops.save(event);
      soon.run();
    }
  }

  private static boolean concerns(DomainEvent event) {
    return switch (event.type()) {
      case DomainEvent.SUBJECT_DISABLED, DomainEvent.SUBJECT_DELETED ->
          event.id().startsWith(AGENT) || event.id().startsWith(USER);
      case DomainEvent.SUBJECT_CHANGED -> event.id().startsWith(AGENT);
      case DomainEvent.DELEGATION_REVOKED -> true;
      default -> false;
    };
  }
}
