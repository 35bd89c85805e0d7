package org.lumoauth.api.agent;

/**
 * An agent just registered.
 *
 * @param agent the agent
 * @param clientSecret its secret in clear text, the only time that it is shown: a client secret or,
 *     where its identity type is {@link Agent#API_KEY}, an API key; the empty text where it has
 *     none
 */
public record RegisteredAgent(Agent agent, String clientSecret) {
  @Override
  public String toString() {
    return "RegisteredAgent[" + agent.id() + "]";
  }
}
