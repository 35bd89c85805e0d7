/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.itests.http.fixture.MailOutboxReader;
import org.lumoauth.itests.http.flow.AgentFlowSuite;
import org.lumoauth.itests.http.flow.AuthorizationRequestFlows;
import org.lumoauth.itests.http.flow.BoundTokenFlows;
import org.lumoauth.itests.http.flow.ClientFlows;
import org.lumoauth.itests.http.flow.InterruptedFlow;
import org.lumoauth.itests.http.flow.InterruptedFlowSuite;
import org.lumoauth.itests.http.flow.SignInPageFlows;
import org.lumoauth.itests.http.flow.TokenFlows;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestCertificates;
import org.lumoauth.itests.http.support.TestServer;

/**
 * The upgrades of modules during flows. Each module of OAuth, sign-in, agents or the platform has a
 * case here or a reason in {@link #OTHERS}.
 */
final class ModuleUpgradeCases {

  /** Modules that are replaced in the middle of nothing here, and why. */
  static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry(
              "oauth-grant-device-code", "ModuleUpgradeFlowIT takes it away and brings it back"),
          Map.entry("authn-profiling", "ProfileCompletionIT replaces it while it asks"),
          Map.entry("authn-federation-oauth", "what it remembers is kept by authn-federation"),
          Map.entry("agents-cards", "keeps nothing from one request to the next"),
          Map.entry("platform-modules", "it replaces the others"),
          Map.entry("platform-http", "every connection ends with it"),
          Map.entry("platform-persistence", "others are wired to its classes"),
          Map.entry("platform-web", "others are wired to its classes"),
          Map.entry("platform-cache", "others are wired to its classes"),
          Map.entry("platform-http-signatures", "others are wired to its classes"),
          Map.entry("platform-audit-http", "what waits in its queue goes with it"),
          Map.entry("platform-audit-syslog", "what waits in its queue goes with it"),
          Map.entry("platform-cel", "keeps nothing from one request to the next"),
          Map.entry("platform-health", "keeps nothing from one request to the next"),
          Map.entry("platform-shell", "keeps nothing from one command to the next"),
          Map.entry("platform-transfer", "an export or import is one request"));

  private final InterruptedFlowSuite others;
  private final AgentFlowSuite agents;
  private final SignInPageFlows pages;
  private final TokenFlows tokens;
  private final AuthorizationRequestFlows requests;
  private final BoundTokenFlows keys;
  private final ClientFlows clients;
  private final TestCertificates certificates;

  ModuleUpgradeCases(TestServer server, StubSite site, TestCertificates certificates)
      throws IOException {
    others =
        new InterruptedFlowSuite(server, address -> MailOutboxReader.awaitMail(server, address));
    agents = new AgentFlowSuite(server, site, others);
    pages = new SignInPageFlows(server);
    tokens = new TokenFlows(server);
    requests = new AuthorizationRequestFlows(server);
    keys = new BoundTokenFlows(server);
    clients = new ClientFlows(server, site);
    this.certificates = certificates;
  }

  List<ModuleUpgradeCase> all() {
    List<ModuleUpgradeCase> all = new ArrayList<>(ofSignIn());
    all.addAll(ofRequests());
    all.addAll(ofClients());
    all.addAll(ofGrants());
    all.addAll(ofAgents());
    all.add(ofThePlatform());
    return all;
  }

  /**
   * Shows the test as skipped where the machine took so long that something had ended meanwhile.
   */
  void requireAllTried() {
    others.requireAllTried();
  }

  private List<ModuleUpgradeCase> ofSignIn() {
    return List.of(
        ModuleUpgradeCase.of("authn/pages", pages::identifierPage),
        ModuleUpgradeCase.of("authn/flow", pages::passwordPage),
        ModuleUpgradeCase.of("authn/password", pages::passwordPage, others::passwordReset),
        ModuleUpgradeCase.of("authn/registration", pages::registrationForm, others::registration),
        ModuleUpgradeCase.of("authn/sessions", pages::session),
        ModuleUpgradeCase.of("authn/account", pages::accountForm),
        ModuleUpgradeCase.of("authn/magic-link", pages::magicLink),
        new ModuleUpgradeCase(
            List.of("authn/federation", "authn/federation-oidc"),
            List.of(pages::federatedCallback)));
  }

  private List<ModuleUpgradeCase> ofRequests() {
    return List.of(
        ModuleUpgradeCase.of("oauth/par", others::pushedRequest),
        ModuleUpgradeCase.of("oauth/jar", requests::requestObject),
        ModuleUpgradeCase.of("oauth/jarm", requests::signedAnswer),
        ModuleUpgradeCase.of("oauth/rich-authorization", requests::details),
        ModuleUpgradeCase.of("oauth/fapi2", requests::profileClient),
        ModuleUpgradeCase.of("oauth/dpop", keys::boundTokensAndNonce, others::proof),
        ModuleUpgradeCase.of("oauth/openid", tokens::identity),
        ModuleUpgradeCase.of(
            "oauth/logout",
            others::logoutConfirmation,
            others::postedLogout,
            clients::backchannelLogout));
  }

  private List<ModuleUpgradeCase> ofClients() {
    return List.of(
        ModuleUpgradeCase.of(
            "oauth/client-auth-secret",
            clients::publicClient,
            clients::secretInTheHeader,
            clients::secretInTheBody),
        ModuleUpgradeCase.of("oauth/client-auth-tls", () -> clients.certificate(certificates)),
        new ModuleUpgradeCase(
            List.of("oauth/client-auth-private-key-jwt", "oauth/client-keys"),
            List.of(clients::remoteKeys, others::clientAssertion)),
        ModuleUpgradeCase.of("oauth/client-id-metadata", clients::metadataDocumentClient),
        ModuleUpgradeCase.of("oauth/dcr", others::registeredClient),
        ModuleUpgradeCase.of("oauth/clients", clients::secretInTheHeader, others::consent));
  }

  private List<ModuleUpgradeCase> ofGrants() {
    return List.of(
        ModuleUpgradeCase.of("oauth/grant-authorization-code", tokens::code, others::consent),
        ModuleUpgradeCase.of("oauth/grant-refresh-token", tokens::refresh),
        ModuleUpgradeCase.of("oauth/grant-client-credentials", tokens::credentials),
        ModuleUpgradeCase.of(
            "oauth/ciba", others::pendingBackchannelRequest, others::approvedBackchannelRequest),
        new ModuleUpgradeCase(
            List.of("oauth/grant-jwt-bearer", "oauth/trusted-issuers"), List.of(others::assertion)),
        new ModuleUpgradeCase(
            List.of("oauth/grant-token-exchange", "oauth/id-jag", "oauth/txn-tokens"),
            List.of(tokens::exchanges)),
        ModuleUpgradeCase.of("oauth/grants", tokens::consent),
        ModuleUpgradeCase.of("oauth/server", tokens::revoked));
  }

  private List<ModuleUpgradeCase> ofAgents() {
    List<InterruptedFlow> approvals = new ArrayList<>(List.of(agents.access::pendingRequest));
    approvals.addAll(agents.approvals.all());
    approvals.add(agents.approvals::confirmation);
    return List.of(
        new ModuleUpgradeCase(
            List.of("agents/registry", "agents/capability", "agents/budgets"),
            List.of(agents.agents::activeAndDisabledAgent, agents.agents::partlyUsedBudget)),
        new ModuleUpgradeCase(
            List.of(
                "agents/ask",
                "agents/interpreter",
                "agents/interpreter-embeddings",
                "agents/ask-mcp"),
            List.of(agents.agents::activeAndDisabledAgent)),
        new ModuleUpgradeCase(
            List.of(
                "agents/workload",
                "agents/workload-aws",
                "agents/workload-issuers",
                "agents/workload-spiffe"),
            List.of(agents.agents::workloads)),
        new ModuleUpgradeCase(
            List.of(
                "agents/approvals",
                "agents/jit",
                "agents/access-requests",
                "agents/approver-inbox",
                "agents/approver-mail",
                "agents/approver-push",
                "agents/approver-webhook"),
            approvals),
        ModuleUpgradeCase.of(
            "agents/delegation",
            agents.delegations::activeAndRevokedDelegation,
            agents.delegations::openConsentPage),
        ModuleUpgradeCase.of("agents/vault", agents.delegations::linkedAndPendingAccounts),
        ModuleUpgradeCase.of("agents/mcp", agents.agents::mcpServer),
        ModuleUpgradeCase.of("agents/ssf", agents.agents::undeliveredEvent),
        new ModuleUpgradeCase(List.of("agents/aauth", "agents/aauth-person"), agents.aauth.all()));
  }

  private ModuleUpgradeCase ofThePlatform() {
    List<InterruptedFlow> flows = new ArrayList<>(others.all());
    flows.add(0, pages::session);
    flows.add(0, tokens::code);
    flows.add(0, tokens::consent);
    flows.add(0, clients::backchannelLogout);
    return new ModuleUpgradeCase(
        List.of(
            "platform/settings",
            "platform/directory",
            "platform/tenancy",
            "platform/keys",
            "platform/tokens",
            "platform/store",
            "platform/apikeys",
            "platform/authz",
            "platform/audit",
            "platform/messaging",
            "platform/outbound"),
        flows);
  }
}
