package org.lumoauth.agents.aauth.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.token.AAuthSigner;

/**
 * What an agent asked for and a person is to say yes or no to. JSON can hold it.
 *
 * @param agentId the agent
 * @param delegate who acts for it
 * @param jwk the key that it signs with
 * @param thumbprint the key's thumbprint
 * @param resourceId the resource
 * @param scope what is asked for
 * @param redirectUri where the answer goes
 * @param presence whether the person has to be there: signed in since it was asked
 * @param askedAt when
 * @param expiresAt until when it can be answered
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

  /** Whether this is who asked, by the key that it asked with. */
  boolean askedBy(AAuthSigner signer) {
    return agentId.equals(signer.party().id())
        && delegate.equals(signer.delegate())
        && thumbprint.equals(signer.thumbprint());
  }

  /** Whether it is to this agent and resource still. */
  public boolean between(AAuthParticipant agent, AAuthParticipant resource) {
    return agentId.equals(agent.id())
        && resourceId.equals(resource.id())
        && agent.settings().redirectUris().contains(redirectUri);
  }
}
