package org.lumoauth.agents.delegation.chain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A token, who acts in it for whom, and what it was made from.
 *
 * @param tokenType its type, a URI of RFC 8693 section 3
 * @param jti its id; absent for what is no access token of this server, of which no more is known
 * @param principal who acts for whom
 * @param clientId the client that it was issued to
 * @param scopes what it permits
 * @param audience what it is for
 * @param issuedAt when it was made
 * @param expiresAt until when it holds
 * @param state {@code active}, {@code expired} or {@code ended}: taken back, or somebody or
 *     something that it hangs on was
 * @param consents what people consented to that it hangs on
 * @param subjectToken the token of the subject that it was made from
 * @param actorToken the token of the actor that it was made with
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
   * Who acts for whom.
   *
   * @param subject for whom
   * @param actorChain who acts, the current actor first
   */
  public record TokenChainPrincipal(
      TokenChainParty subject, @JsonProperty("actor_chain") List<TokenChainParty> actorChain) {}

  /**
   * Somebody.
   *
   * @param type as {@code user} or {@code agent}
   * @param id the id
   * @param name what people call them
   * @param enabled whether they may act now
   */
  public record TokenChainParty(String type, String id, String name, boolean enabled) {}

  /**
   * What somebody consented to.
   *
   * @param id {@code dlg_} and a ULID
   * @param userId who
   * @param agentId which agent may act for them
   * @param scopes what at most
   * @param givenAt when they last said so
   * @param expiresAt until when
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
