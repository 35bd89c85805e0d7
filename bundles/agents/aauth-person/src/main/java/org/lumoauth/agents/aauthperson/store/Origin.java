package org.lumoauth.agents.aauthperson.store;

/**
 * Who got a token, for whom, and from what. What does not apply is the empty text.
 *
 * @param provider who vouches for the agent
 * @param agent who asked
 * @param subAgent who got it, if a sub-agent of the agent did
 * @param user the person; empty where another server speaks for them
 * @param presented the key of the token that was shown for it ({@link IssuedToken#key()})
 * @param upstream the key of the token that the agent had received as a resource
 * @param depth how many agents handed on before this one
 */
public record Origin(
    String provider,
    String agent,
    String subAgent,
    String user,
    String presented,
    String upstream,
    int depth) {

  /** An agent that asked for itself. */
  public static Origin of(String provider, String agent, String user) {
    return new Origin(provider, agent, "", user, "", "", 0);
  }
}
