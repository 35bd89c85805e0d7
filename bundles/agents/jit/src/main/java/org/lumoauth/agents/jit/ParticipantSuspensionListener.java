package org.lumoauth.agents.jit;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Has tasks ended, with what waits or was approved in them, when their agent or user is stopped or
 * the user's consent ends: notes it, however many they are, and {@link
 * ParticipantSuspensionProcessor} does it. An event may come late, when they go on: then what began
 * since stays. What is missed here is seen when the agent comes ({@link TaskStatusCheck}).
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=jit-task-stops",
      DomainEventListener.MISSES_NONE + "=subject.disabled",
      DomainEventListener.MISSES_NONE + "=subject.deleted",
      DomainEventListener.MISSES_NONE + "=delegation.revoked"
    })
public final class ParticipantSuspensionListener implements DomainEventListener {

  /** Type of the event that a user's consent ended. */
  static final String REVOKED = "delegation.revoked";

  /** How ids of agents begin. */
  static final String AGENT = "agt_";

  private static final String USER = "usr_";

  private final ParticipantSuspensionStore stops;
  private final Runnable soon;

  @Activate
  public ParticipantSuspensionListener(
      @Reference ParticipantSuspensionStore stops, @Reference ParticipantSuspensionWorker worker) {
    this(stops, worker::wake);
  }

  ParticipantSuspensionListener(ParticipantSuspensionStore stops, Runnable soon) {
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
      case "subject.disabled", "subject.deleted" ->
          event.id().startsWith(AGENT) || event.id().startsWith(USER);
      case "subject.changed" -> event.id().startsWith(AGENT);
      case REVOKED -> true;
      default -> false;
    };
  }
}
