package org.lumoauth.agents.aauth.party;

import java.time.Instant;

/**
 * A registered agent or resource.
 *
 * @param id {@code aag_} or {@code aar_} and a ULID
 * @param settings what was set
 * @param createdAt when it was registered
 */
public record Party(String id, PartySettings settings, Instant createdAt) {

  /** Its URL. */
  public String identifier() {
    return settings.identifier();
  }
}
