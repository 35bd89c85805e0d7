/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A past or intended use by an agent.
 *
 * @param calls calls of this server; 0 or more
 * @param tokens tokens of a language model; 0 or more
 * @param costUsd the cost in US dollars; 0 or more
 * @param model the language model, if one is used
 */
public record AgentUsage(long calls, long tokens, BigDecimal costUsd, Optional<String> model) {

  /** Returns the usage of one call of this server. */
  public static AgentUsage oneCall() {
    return new AgentUsage(1, 0, BigDecimal.ZERO, Optional.empty());
  }
}
