package org.lumoauth.itests.http.module;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.itests.http.fixture.Outbox;
import org.lumoauth.itests.http.flow.AgentsUnderWay;
import org.lumoauth.itests.http.flow.ClientFlows;
import org.lumoauth.itests.http.flow.Flow;
import org.lumoauth.itests.http.flow.KeyFlows;
import org.lumoauth.itests.http.flow.PageFlows;
import org.lumoauth.itests.http.flow.RequestFlows;
import org.lumoauth.itests.http.flow.TokenFlows;
import org.lumoauth.itests.http.flow.UnderWay;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.TestCertificates;

/**
 * The upgrades of modules during flows. Each module of OAuth, sign-in, agents or the platform has a
 * case here or a reason in {@link #OTHERS}.
 */
final class Swaps {

  /** Modules that are replaced in the middle of nothing here, and why. */
  static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("oauth-grant-device-code", "ModuleSwapIT takes it away and brings it back"),
          Map.entry("authn-profiling", "ProfilingIT replaces it while it asks"),
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

  private final UnderWay others;
  private final AgentsUnderWay agents;
  private final PageFlows pages;
  private final TokenFlows tokens;
  private final RequestFlows requests;
  private final KeyFlows keys;
  private final ClientFlows clients;
  private final TestCertificates certificates;

  Swaps(Server server, Site site, TestCertificates certificates) throws IOException {
    others = new UnderWay(server, address -> Outbox.to(server, address));
    agents = new AgentsUnderWay(server, site, others);
    pages = new PageFlows(server);
    tokens = new TokenFlows(server);
    requests = new RequestFlows(server);
    keys = new KeyFlows(server);
    clients = new ClientFlows(server, site);
    this.certificates = certificates;
  }

  List<Swap> all() {
    List<Swap> all = new ArrayList<>(ofSignIn());
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

  private List<Swap> ofSignIn() {
    return List.of(
        Swap.of("authn/pages", pages::firstPage),
        Swap.of("authn/flow", pages::password),
        Swap.of("authn/password", pages::password, others::reset),
        Swap.of("authn/registration", pages::registrationForm, others::registration),
        Swap.of("authn/sessions", pages::session),
        Swap.of("authn/account", pages::accountForm),
        Swap.of("authn/magic-link", pages::mailedLink),
        new Swap(
            List.of("authn/federation", "authn/federation-oidc"), List.of(pages::otherProvider)));
  }

  private List<Swap> ofRequests() {
    return List.of(
        Swap.of("oauth/par", others::pushedRequest),
        Swap.of("oauth/jar", requests::object),
        Swap.of("oauth/jarm", requests::signedAnswer),
        Swap.of("oauth/rich-authorization", requests::details),
        Swap.of("oauth/fapi2", requests::profile),
        Swap.of("oauth/dpop", keys::bound, others::proof),
        Swap.of("oauth/openid", tokens::identity),
        Swap.of(
            "oauth/logout", others::logoutQuestion, others::postedLogout, clients::toldOfTheEnd));
  }

  private List<Swap> ofClients() {
    return List.of(
        Swap.of(
            "oauth/client-auth-secret",
            clients::withoutCredential,
            clients::secretInTheHeader,
            clients::secretInTheBody),
        Swap.of("oauth/client-auth-tls", () -> clients.certificate(certificates)),
        new Swap(
            List.of("oauth/client-auth-private-key-jwt", "oauth/client-keys"),
            List.of(clients::keysElsewhere, others::clientAssertion)),
        Swap.of("oauth/client-id-metadata", clients::withoutRegistration),
        Swap.of("oauth/dcr", others::registeredClient),
        Swap.of("oauth/clients", clients::secretInTheHeader, others::consent));
  }

  private List<Swap> ofGrants() {
    return List.of(
        Swap.of("oauth/grant-authorization-code", tokens::code, others::consent),
        Swap.of("oauth/grant-refresh-token", tokens::refresh),
        Swap.of("oauth/grant-client-credentials", tokens::credentials),
        Swap.of("oauth/ciba", others::askedOnAnotherDevice, others::answeredOnAnotherDevice),
        new Swap(
            List.of("oauth/grant-jwt-bearer", "oauth/trusted-issuers"), List.of(others::assertion)),
        new Swap(
            List.of("oauth/grant-token-exchange", "oauth/id-jag", "oauth/txn-tokens"),
            List.of(tokens::exchanges)),
        Swap.of("oauth/grants", tokens::consent),
        Swap.of("oauth/server", tokens::revoked));
  }

  private List<Swap> ofAgents() {
    List<Flow> approvals = new ArrayList<>(List.of(agents.access::requested));
    approvals.addAll(agents.approvals.all());
    approvals.add(agents.approvals::confirmation);
    return List.of(
        new Swap(
            List.of("agents/registry", "agents/capability", "agents/budgets"),
            List.of(agents.agents::asking, agents.agents::spent)),
        new Swap(
            List.of("agents/ask", "agents/interpreter", "agents/ask-mcp"),
            List.of(agents.agents::asking)),
        new Swap(
            List.of(
                "agents/workload",
                "agents/workload-aws",
                "agents/workload-issuers",
                "agents/workload-spiffe"),
            List.of(agents.agents::workloads)),
        new Swap(
            List.of(
                "agents/approvals",
                "agents/jit",
                "agents/access-requests",
                "agents/approver-inbox",
                "agents/approver-mail",
                "agents/approver-push",
                "agents/approver-webhook"),
            approvals),
        Swap.of(
            "agents/delegation", agents.delegations::acting, agents.delegations::askedForConsent),
        Swap.of("agents/vault", agents.delegations::linkedAccounts),
        Swap.of("agents/mcp", agents.agents::mcpServer),
        Swap.of("agents/ssf", agents.agents::events),
        new Swap(List.of("agents/aauth", "agents/aauth-person"), agents.aauth.all()));
  }

  private Swap ofThePlatform() {
    List<Flow> flows = new ArrayList<>(others.all());
    flows.add(0, pages::session);
    flows.add(0, tokens::code);
    flows.add(0, tokens::consent);
    flows.add(0, clients::toldOfTheEnd);
    return new Swap(
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
