/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

/**
 * A newly registered agent with its secret.
 *
 * @param agent the agent
 * @param clientSecret the secret in clear text, which is shown only here: a client secret or, for
 *     the identity type {@link Agent#API_KEY}, an API key; the empty string if the agent has no
 *     secret
 */
public record AgentRegistrationResult(Agent agent, String clientSecret) {
  @Override
  public String toString() {
    return "RegisteredAgent[" + agent.id() + "]";
  }
}
