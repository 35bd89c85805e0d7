package org.lumoauth.agents.aauthperson.store;

/**
 * Who acts for a person.
 *
 * @param agent the agent that the person knows
 * @param via the resources through which it reaches another, in their order and with {@code " > "}
 *     between them; empty if it goes there itself
 */
public record ActorPath(String agent, String via) {

  /** An agent that goes there itself. */
  public static ActorPath ofAgent(String agent) {
    return new ActorPath(agent, "");
  }
}
