package org.lumoauth.agents.registry;

import java.util.Optional;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.web.ApiException;

/**
 * Which agents a list is to have.
 *
 * @param status where they stand; empty: anywhere
 * @param type what sort of program they are; empty: any
 */
record AgentListFilter(Optional<AgentStatus> status, Optional<String> type) {

  /** Lets all through. */
  static final AgentListFilter ALL = new AgentListFilter(Optional.empty(), Optional.empty());

  /**
   * What was sent as query parameters. Agents that were registered when any type could be said are
   * found by theirs.
   *
   * @throws ApiException 422 {@code validation_error} if there is no such status
   */
  static AgentListFilter of(String status, String type) {
    return new AgentListFilter(
        Optional.ofNullable(status)
            .map(
                name ->
                    AgentStatus.fromWire(name)
                        .orElseThrow(
                            () ->
                                ApiException.invalid(
                                    "status", "status is pending, active, suspended or retired."))),
        Optional.ofNullable(type));
  }
}
