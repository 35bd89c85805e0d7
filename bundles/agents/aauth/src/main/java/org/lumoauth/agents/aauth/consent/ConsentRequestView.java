package org.lumoauth.agents.aauth.consent;

import org.lumoauth.agents.aauth.grant.PendingConsentRequest;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;

/**
 * A request as a person sees it.
 *
 * @param token stands for it
 * @param request what is asked for
 * @param agent who asks
 * @param resource for what
 */
record ConsentRequestView(
    String token,
    PendingConsentRequest request,
    AAuthParticipant agent,
    AAuthParticipant resource) {
  @Override
  public String toString() {
    return "Shown[" + agent.id() + "]";
  }
}
