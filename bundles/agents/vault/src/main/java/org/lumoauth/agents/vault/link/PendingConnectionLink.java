/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.link;

/**
 * A pending authorization request at a provider, stored under its {@code state}.
 *
 * @param connectionId the id of the connection
 * @param version the version of the connection at the start: after a change the code must not be
 *     sent to the new endpoint
 * @param userId the id of the user
 * @param sessionId the id of the session
 * @param verifier the PKCE verifier (RFC 7636 section 4.1)
 */
public record PendingConnectionLink(
    String connectionId, long version, String userId, String sessionId, String verifier) {

  @Override
  public String toString() {
    return "PendingLink[" + connectionId + "]";
  }
}
