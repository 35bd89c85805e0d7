package org.lumoauth.agents.aauth.party;

import java.util.List;

/** Which changes of a party end the tokens that were made before, for good. */
final class Cuts {

  private Cuts() {}

  /**
   * Stopping it does, and for an agent losing a key, since whoever has that key could go on with
   * what it got by it, and becoming another agent of the registry. A key more ends nothing.
   */
  static boolean endWhatWasMade(PartySettings before, PartySettings after) {
    boolean stopped = before.enabled() && !after.enabled();
    boolean other = !before.agentId().equals(after.agentId());
    return stopped
        || (before.kind().equals(PartySettings.AGENT) && (other || loses(before, after)));
  }

  private static boolean loses(PartySettings before, PartySettings after) {
    return !before.jwksUri().equals(after.jwksUri()) && !before.jwksUri().isEmpty()
        || !keys(after).containsAll(keys(before));
  }

  private static List<?> keys(PartySettings settings) {
    return settings.jwks().get("keys") instanceof List<?> keys ? keys : List.of();
  }
}
