package org.lumoauth.api.token;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;

/**
 * With a change the tokens end that a subject had. Announced with the change, and published once
 * whoever made it has ended them ({@link TokenService#revokeAll}): if it does not come to that, the
 * token service hears of it later and ends those that were made before the change.
 *
 * @param tenantId in which tenant
 * @param of whose tokens
 */
public record TokenRevocationEvent(String tenantId, SubjectRef subject) {

  /** Type of the event; its id is the subject's type and id with a colon between them. */
  public static final String TYPE = "tokens.to-end";

  /** What an event says, if it is one of this type. */
  public static Optional<TokenRevocationEvent> fromEvent(DomainEvent event) {
    int colon = event.id().indexOf(':');
    return event.type().equals(TYPE) && colon > 0
        ? Optional.of(
            new TokenRevocationEvent(
                event.tenantId(),
                new SubjectRef(event.id().substring(0, colon), event.id().substring(colon + 1))))
        : Optional.empty();
  }

  /** The event. */
  public DomainEvent toEvent() {
    return new DomainEvent(TYPE, tenantId, subject.toString());
  }
}
