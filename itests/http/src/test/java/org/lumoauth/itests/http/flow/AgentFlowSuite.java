/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestServer;

/**
 * Flows of agents and users that a restart interrupts: approvals, budgets, delegations and signed
 * requests.
 */
public final class AgentFlowSuite {
  public final AgentFlows agents;
  public final ApprovalFlows approvals;
  public final AccessRequestFlows access;
  public final DelegationFlows delegations;
  public final AAuthFlows aauth;
  public final McpFlows mcp;

  /**
   * @param others is told what was not tried, and where mail comes
   */
  public AgentFlowSuite(TestServer server, StubSite site, InterruptedFlowSuite others)
      throws IOException {
    agents = new AgentFlows(server, site, others);
    approvals = new ApprovalFlows(server, site, others);
    access = new AccessRequestFlows(server);
    delegations = new DelegationFlows(server);
    aauth = new AAuthFlows(server, site, others);
    mcp = new McpFlows(server);
  }

  /**
   * All but {@link ApprovalFlows#retriedAgentCallback}, {@link ApprovalFlows#confirmation} and
   * {@link AAuthFlows#code}, those that hold for the shortest time last.
   */
  public List<InterruptedFlow> all() {
    List<InterruptedFlow> all =
        new ArrayList<>(
            List.of(
                agents::partlyUsedBudget,
                agents::activeAndDisabledAgent,
                agents::mcpServer,
                mcp::userTokens,
                agents::workloads,
                agents::undeliveredEvent,
                delegations::activeAndRevokedDelegation,
                delegations::openConsentPage,
                delegations::linkedAndPendingAccounts,
                access::pendingRequest));
    all.addAll(aauth.all());
    all.addAll(approvals.all());
    return all;
  }
}
