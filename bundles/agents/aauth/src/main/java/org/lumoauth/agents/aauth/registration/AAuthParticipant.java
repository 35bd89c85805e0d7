/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

import java.time.Instant;

/**
 * A registered agent or resource.
 *
 * @param id {@code aag_} or {@code aar_} and a ULID
 * @param settings the settings
 * @param createdAt when it was registered
 */
public record AAuthParticipant(String id, ParticipantSettings settings, Instant createdAt) {

  /** Returns its URL. */
  public String identifier() {
    return settings.identifier();
  }
}
