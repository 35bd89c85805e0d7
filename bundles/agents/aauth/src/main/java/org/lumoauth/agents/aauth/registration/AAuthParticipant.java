package org.lumoauth.agents.aauth.registration;

import java.time.Instant;

/**
 * A registered agent or resource.
 *
 * @param id {@code aag_} or {@code aar_} and a ULID
 * @param settings what was set
 * @param createdAt when it was registered
 */
public record AAuthParticipant(String id, ParticipantSettings settings, Instant createdAt) {

  /** Its URL. */
  public String identifier() {
    return settings.identifier();
  }
}
