/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.token.AAuthSigner;

/**
 * An agent's request that a user has to decide; serializable as JSON.
 *
 * @param agentId the agent
 * @param delegate the delegate of the agent
 * @param jwk the signing key
 * @param thumbprint the key's thumbprint
 * @param resourceId the resource
 * @param scope the requested scope
 * @param redirectUri the redirect URI for the response
 * @param presence whether the user must have signed in after the request
 * @param askedAt when it was requested
 * @param expiresAt when it expires
 */
public record PendingConsentRequest(
    String agentId,
    String delegate,
    Map<String, Object> jwk,
    String thumbprint,
    String resourceId,
    Set<String> scope,
    String redirectUri,
    boolean presence,
    Instant askedAt,
    Instant expiresAt) {
  public PendingConsentRequest {
    jwk = Map.copyOf(jwk);
    scope = Set.copyOf(scope);
  }

  /** Whether this signer made the request, with the same key. */
  boolean askedBy(AAuthSigner signer) {
    return agentId.equals(signer.party().id())
        && delegate.equals(signer.delegate())
        && thumbprint.equals(signer.thumbprint());
  }

  /** Whether the request is still for this agent and this resource. */
  public boolean between(AAuthParticipant agent, AAuthParticipant resource) {
    return agentId.equals(agent.id())
        && resourceId.equals(resource.id())
        && agent.settings().redirectUris().contains(redirectUri);
  }
}
