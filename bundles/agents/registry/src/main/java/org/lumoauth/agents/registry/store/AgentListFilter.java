/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import java.util.Optional;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.web.ApiException;

/**
 * Filters a list of agents.
 *
 * @param status the lifecycle status; empty means any
 * @param type the type of program; empty means any
 */
public record AgentListFilter(Optional<AgentStatus> status, Optional<String> type) {

  /** Matches all agents. */
  static final AgentListFilter ALL = new AgentListFilter(Optional.empty(), Optional.empty());

  /**
   * Creates the filter from query parameters. Agents registered before types were restricted are
   * found by their own type.
   *
   * @throws ApiException 422 {@code validation_error} if the status is unknown
   */
  public static AgentListFilter of(String status, String type) {
    return new AgentListFilter(
        Optional.ofNullable(status)
            .map(
                name ->
                    AgentStatus.fromWire(name)
                        .orElseThrow(
                            () ->
                                ApiException.invalid(
                                    "status",
                                    "status must be pending, active, suspended or retired."))),
        Optional.ofNullable(type));
  }
}
