package org.lumoauth.api.agent;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What an agent used, or is about to use.
 *
 * @param calls calls of this server; 0 or more
 * @param tokens tokens of a language model; 0 or more
 * @param costUsd what it cost, in US dollars; 0 or more
 * @param model the language model, where one was used
 */
public record AgentUsage(long calls, long tokens, BigDecimal costUsd, Optional<String> model) {

  /** One call of this server. */
  public static AgentUsage oneCall() {
    return new AgentUsage(1, 0, BigDecimal.ZERO, Optional.empty());
  }
}
