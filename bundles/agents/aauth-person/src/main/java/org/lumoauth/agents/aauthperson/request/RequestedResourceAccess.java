package org.lumoauth.agents.aauthperson.request;

import java.util.Optional;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;

/**
 * What a resource wants an agent to have.
 *
 * @param resourceToken what the resource says
 * @param presented what the agent had shown to it
 * @param resourcePage where the resource wants the person to be first, if anywhere
 */
public record RequestedResourceAccess(
    VerifiedAAuthToken resourceToken,
    VerifiedAAuthToken presented,
    Optional<ResourceInteractionPage> resourcePage) {

  /** One of a resource that wants nothing of the person itself. */
  RequestedResourceAccess(VerifiedAAuthToken resourceToken, VerifiedAAuthToken presented) {
    this(resourceToken, presented, Optional.empty());
  }

  /** Whose it is. */
  public String resource() {
    return resourceToken.text("iss");
  }

  /** Who gives it: this server, or an access server. */
  public String issuingServer() {
    return resourceToken.text("aud");
  }
}
