/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.chain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A token, its subject and actors, and its source tokens.
 *
 * @param tokenType the token type, a URI of RFC 8693 section 3
 * @param jti the token id; absent for tokens of other servers, which have no further data
 * @param principal the subject and its actors
 * @param clientId the client that it was issued to
 * @param scopes its scopes
 * @param audience its audience
 * @param issuedAt when it was issued
 * @param expiresAt when it expires
 * @param state {@code active}, {@code expired} or {@code ended}: the token or a consent that it
 *     depends on was revoked, or a party was disabled
 * @param consents the consents that it depends on
 * @param subjectToken the subject token it was issued for
 * @param actorToken the actor token of that exchange
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenChainNode(
    String tokenType,
    String jti,
    TokenChainPrincipal principal,
    String clientId,
    List<String> scopes,
    List<String> audience,
    String issuedAt,
    String expiresAt,
    String state,
    List<TokenChainConsent> consents,
    TokenChainNode subjectToken,
    TokenChainNode actorToken) {

  /**
   * A subject and its actors.
   *
   * @param subject the subject
   * @param actorChain the actors, the current actor first
   */
  public record TokenChainPrincipal(
      TokenChainParty subject, @JsonProperty("actor_chain") List<TokenChainParty> actorChain) {}

  /**
   * A party of a token chain.
   *
   * @param type the type, such as {@code user} or {@code agent}
   * @param id the id
   * @param name the display name
   * @param enabled whether the party may act now
   */
  public record TokenChainParty(String type, String id, String name, boolean enabled) {}

  /**
   * A consent that a token depends on.
   *
   * @param id {@code dlg_} and a ULID
   * @param userId the user that consented
   * @param agentId the agent that may act for the user
   * @param scopes the maximum scopes
   * @param givenAt when it was last given
   * @param expiresAt when it expires
   * @param state {@code active}, {@code expired} or {@code revoked}
   */
  public record TokenChainConsent(
      String id,
      String userId,
      String agentId,
      List<String> scopes,
      String givenAt,
      String expiresAt,
      String state) {}
}
