package org.lumoauth.agents.aauth.consent;

import org.lumoauth.agents.aauth.grant.PendingRequest;
import org.lumoauth.agents.aauth.party.Party;

/**
 * A request as a person sees it.
 *
 * @param token stands for it
 * @param request what is asked for
 * @param agent who asks
 * @param resource for what
 */
record Shown(String token, PendingRequest request, Party agent, Party resource) {
  @Override
  public String toString() {
    return "Shown[" + agent.id() + "]";
  }
}
