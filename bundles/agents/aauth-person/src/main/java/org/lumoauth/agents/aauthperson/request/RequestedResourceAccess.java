/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import java.util.Optional;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;

/**
 * The access that a resource requires.
 *
 * @param resourceToken the resource token
 * @param presented the token that the agent presented to the resource
 * @param resourcePage the page of the resource that the person must visit first, if any
 */
public record RequestedResourceAccess(
    VerifiedAAuthToken resourceToken,
    VerifiedAAuthToken presented,
    Optional<ResourceInteractionPage> resourcePage) {

  /** Creates an access without a page of the resource. */
  RequestedResourceAccess(VerifiedAAuthToken resourceToken, VerifiedAAuthToken presented) {
    this(resourceToken, presented, Optional.empty());
  }

  /** Returns the resource. */
  public String resource() {
    return resourceToken.text("iss");
  }

  /** Returns the issuer of the token: this server, or an access server. */
  public String issuingServer() {
    return resourceToken.text("aud");
  }
}
