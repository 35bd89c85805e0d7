/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

import java.util.List;

/** Determines which changes of a participant permanently revoke its existing tokens. */
final class ParticipantTokenRevocationPolicy {

  private ParticipantTokenRevocationPolicy() {}

  /**
   * Returns true if the participant is disabled and, for an agent, if a key is removed, because
   * anyone with access to the key could continue to use tokens obtained with it, or if the agent of
   * the registry changes. Adding a key revokes no tokens.
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
