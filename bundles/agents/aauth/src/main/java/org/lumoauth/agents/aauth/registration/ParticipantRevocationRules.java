package org.lumoauth.agents.aauth.registration;

import java.util.List;

/** Which changes of a party end the tokens that were made before, for good. */
final class ParticipantRevocationRules {

  private ParticipantRevocationRules() {}

  /**
   * Stopping it does, and for an agent losing a key, since whoever has that key could go on with
   * what it got by it, and becoming another agent of the registry. A key more ends nothing.
   */
  static boolean requiresTokenRevocation(ParticipantSettings before, ParticipantSettings after) {
    boolean stopped = before.enabled() && !after.enabled();
    boolean other = !before.agentId().equals(after.agentId());
    return stopped
        || (before.kind().equals(ParticipantSettings.AGENT) && (other || loses(before, after)));
  }

  private static boolean loses(ParticipantSettings before, ParticipantSettings after) {
    return !before.jwksUri().equals(after.jwksUri()) && !before.jwksUri().isEmpty()
        || !keys(after).containsAll(keys(before));
  }

  private static List<?> keys(ParticipantSettings settings) {
    return settings.jwks().get("keys") instanceof List<?> keys ? keys : List.of();
  }
}
