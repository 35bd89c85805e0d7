package org.lumoauth.agents.aauthperson.store;

import java.util.Optional;

/**
 * Who got a token, for whom, and from what. What does not apply is the empty text.
 *
 * @param provider who vouches for the agent
 * @param agent who asked
 * @param subAgent who got it, if a sub-agent of the agent did
 * @param user the person; empty where another server speaks for them
 * @param presented the key of the token that was shown for it ({@link IssuedTokenRecord#key()})
 * @param upstream the key of the token that the agent had received as a resource
 * @param depth how many agents handed on before this one
 * @param mission the {@code s256} of the mission in which it was given
 */
public record TokenOrigin(
    String provider,
    String agent,
    String subAgent,
    String user,
    String presented,
    String upstream,
    int depth,
    String mission) {

  /** In no mission. */
  public TokenOrigin(
      String provider,
      String agent,
      String subAgent,
      String user,
      String presented,
      String upstream,
      int depth) {
    this(provider, agent, subAgent, user, presented, upstream, depth, "");
  }

  /** An agent that asked for itself. */
  public static TokenOrigin of(String provider, String agent, String user) {
    return new TokenOrigin(provider, agent, "", user, "", "", 0);
  }

  /**
   * The same in a mission.
   *
   * @param id its {@code s256}; empty if it is in none
   */
  public TokenOrigin in(Optional<String> id) {
    return new TokenOrigin(
        provider, agent, subAgent, user, presented, upstream, depth, id.orElse(""));
  }
}
