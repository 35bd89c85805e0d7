/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.token;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;

/**
 * Announces that a change revokes the tokens of a subject. Prepared with the change, and published
 * when the caller has revoked the tokens ({@link TokenService#revokeAll}). If the caller fails
 * before, the token service receives the event later and revokes the tokens issued before the
 * change.
 *
 * @param tenantId the tenant
 * @param subject the subject of the tokens
 */
public record TokenRevocationEvent(String tenantId, SubjectRef subject) {

  /** Type of the event; its id is the subject's type and id with a colon between them. */
  public static final String TYPE = "tokens.to-end";

  /** Returns the content of an event, if it has this type. */
  public static Optional<TokenRevocationEvent> fromEvent(DomainEvent event) {
    int colon = event.id().indexOf(':');
    return event.type().equals(TYPE) && colon > 0
        ? Optional.of(
            new TokenRevocationEvent(
                event.tenantId(),
                new SubjectRef(event.id().substring(0, colon), event.id().substring(colon + 1))))
        : Optional.empty();
  }

  /** Returns this as a domain event. */
  public DomainEvent toEvent() {
    return new DomainEvent(TYPE, tenantId, subject.toString());
  }
}
