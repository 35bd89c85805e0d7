package org.lumoauth.agents.vault.link;

/**
 * Somebody is at a provider; kept under the {@code state} that they come back with.
 *
 * @param connectionId for which connection
 * @param version of which it was when they left: whoever changed it changed where the code goes
 * @param userId who left
 * @param sessionId from which session
 * @param verifier the PKCE verifier (RFC 7636 section 4.1)
 */
public record PendingConnectionLink(
    String connectionId, long version, String userId, String sessionId, String verifier) {

  @Override
  public String toString() {
    return "PendingLink[" + connectionId + "]";
  }
}
