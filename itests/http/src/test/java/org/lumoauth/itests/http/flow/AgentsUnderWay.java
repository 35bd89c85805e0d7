package org.lumoauth.itests.http.flow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Site;

/**
 * Flows of agents and users that a restart interrupts: approvals, budgets, delegations and signed
 * requests.
 */
public final class AgentsUnderWay {
  public final AgentFlows agents;
  public final ApprovalFlows approvals;
  public final AccessFlows access;
  public final DelegationFlows delegations;
  public final AauthFlows aauth;
  public final McpFlows mcp;

  /**
   * @param others is told what was not tried, and where mail comes
   */
  public AgentsUnderWay(Server server, Site site, UnderWay others) throws IOException {
    agents = new AgentFlows(server, site, others);
    approvals = new ApprovalFlows(server, site, others);
    access = new AccessFlows(server);
    delegations = new DelegationFlows(server);
    aauth = new AauthFlows(server, site, others);
    mcp = new McpFlows(server);
  }

  /**
   * All but {@link ApprovalFlows#told}, {@link ApprovalFlows#confirmation} and {@link
   * AauthFlows#code}, those that hold for the shortest time last.
   */
  public List<Flow> all() {
    List<Flow> all =
        new ArrayList<>(
            List.of(
                agents::spent,
                agents::asking,
                agents::mcpServer,
                mcp::ofAPerson,
                agents::workloads,
                agents::events,
                delegations::acting,
                delegations::askedForConsent,
                delegations::linkedAccounts,
                access::requested));
    all.addAll(aauth.all());
    all.addAll(approvals.all());
    return all;
  }
}
