/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.consent;

import org.lumoauth.agents.aauth.grant.PendingConsentRequest;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;

/**
 * A consent request as shown to a user.
 *
 * @param token the secret that identifies the request
 * @param request the request
 * @param agent the requesting agent
 * @param resource the requested resource
 */
record AAuthConsentPageModel(
    String token,
    PendingConsentRequest request,
    AAuthParticipant agent,
    AAuthParticipant resource) {
  @Override
  public String toString() {
    return "Shown[" + agent.id() + "]";
  }
}
