/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lumoauth.itests.http.fixture.AskMcpTestBase;
import org.lumoauth.itests.http.fixture.AttestedWorkload;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.WorkloadAgent;
import org.lumoauth.itests.http.module.ModuleExpectation.ExpectedCall;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** What is each module's of agents. */
final class AgentModuleExpectations {
  /** A client assertion, too. */
  private static final Set<String> SPIFFE =
      Set.of(
          "token_endpoint_auth_methods_supported: spiffe_jwt",
          "introspection_endpoint_auth_methods_supported: spiffe_jwt",
          "revocation_endpoint_auth_methods_supported: spiffe_jwt");

  private final TestServer server;
  private final StubSite site;
  private final TestTenant tenant;
  private final TestTenant.Agent agent;
  private final WorkloadAgent job;
  private final ApiClient asAgent;
  private final DelegationScenario ada;

  AgentModuleExpectations(TestServer server, StubSite site, TestTenant tenant) {
    this.server = server;
    this.site = site;
    this.tenant = tenant;
    this.agent = tenant.agent("Reader", List.of("files.read"), List.of());
    this.asAgent = agent.authenticated();
    this.job = WorkloadAgent.register(tenant, Map.of());
    this.ada = DelegationScenario.signIn(server, tenant);
  }

  List<ModuleExpectation> rows() {
    return Stream.concat(workloads().stream(), others().stream()).toList();
  }

  private List<ModuleExpectation> others() {
    ApiClient acting = delegated();
    tenant
        .admin()
        .post(
            "/admin/mcp/servers",
            Map.of(
                "name", "Files",
                "resource_uri", "https://files.example/mcp",
                "scopes_supported", List.of("files:read")))
        .expect(201);
    return List.of(
        ModuleExpectation.of("agents/aauth", read("/.well-known/aauth-issuer")),
        ModuleExpectation.of("agents/aauth-person", read("/.well-known/aauth-person.json")),
        ModuleExpectation.of(
            "agents/delegation",
            Set.of(
                "delegation_authorization_endpoint",
                "token_endpoint_auth_methods_supported: actor_token"),
            read("/admin/delegations")),
        ModuleExpectation.of(
            "agents/workload",
            Set.of(
                "entity_profiles_supported: workload",
                "token_endpoint_auth_methods_supported: workload_token",
                // by trust rules, too
                "token_endpoint_auth_methods_supported: spiffe_jwt",
                "introspection_endpoint_auth_methods_supported: spiffe_jwt",
                "revocation_endpoint_auth_methods_supported: spiffe_jwt"),
            read(job.rules())),
        ModuleExpectation.of(
            "agents/mcp",
            Set.of(
                "protected_resources: https://files.example/mcp",
                "scopes_supported: files:read",
                "token_endpoint_auth_methods_supported: subject_token"),
            read("/mcp/servers")),
        ModuleExpectation.of(
            "agents/ask-mcp", ExpectedCall.read(() -> asAgent.post("/mcp", AskMcpTestBase.LIST))),
        ModuleExpectation.of("agents/interpreter", question()),
        // without it, questions are ranked by their words
        ModuleExpectation.of(
            "agents/interpreter-embeddings", new ExpectedCall(this::rankedQuestion, "200", "200")),
        ModuleExpectation.of(
            "agents/budgets", ExpectedCall.read(() -> asAgent.get("/agents/me/budget"))),
        ModuleExpectation.of(
            "agents/cards",
            ExpectedCall.read(
                () -> asAgent.post("/agents/agent-card/verify", Map.of("name", "Reader")))),
        ModuleExpectation.of(
            "agents/approver-mail", confirmation(acting, "428 no_approval_channel")),
        ModuleExpectation.of(
            "agents/approver-inbox",
            ExpectedCall.missing(() -> page("/approvals"), "303"),
            ExpectedCall.missing(() -> page("/approvals/apr_1"), "303"),
            confirmation(
                acting, "428 no_approval_channel")), // no mail leads to a page that is away
        ModuleExpectation.of(
            "agents/approver-push", confirmation(acting, "404 resource_not_found")),
        ModuleExpectation.of("agents/approver-webhook", read("/admin/settings/approval-webhook")),
        ModuleExpectation.of(
            "agents/vault",
            Set.of(
                "connections_endpoint",
                "scopes_supported: connections.read",
                "scopes_supported: connections.write"),
            read("/admin/connections")),
        ModuleExpectation.of(
            "agents/access-requests", read("/admin/settings/access-requests"), access()),
        ModuleExpectation.of("agents/ssf", read("/.well-known/ssf-configuration")),
        ModuleExpectation.of("agents/jit", read("/admin/jit/rules")),
        ModuleExpectation.of(
            "agents/approvals",
            Set.of("scopes_supported: approvals.read", "scopes_supported: approvals.write"),
            read("/admin/approvals/rules")),
        ModuleExpectation.of("agents/ask", ExpectedCall.read(this::ask)),
        ModuleExpectation.of(
            "agents/capability", new ExpectedCall(this::ask, "200", "503 module_unavailable")),
        ModuleExpectation.of(
            "agents/registry",
            Set.of("entity_profiles_supported: ai_agent"),
            read("/admin/agents"),
            new ExpectedCall(agent::requestToken, "200", "401 invalid_client")));
  }

  /** Each reads what the platforms of its providers say. */
  private List<ModuleExpectation> workloads() {
    Map<String, List<ExpectedCall>> calls = new TreeMap<>();
    AttestedWorkload.all(tenant, site)
        .forEach(
            each ->
                calls
                    .computeIfAbsent(each.bundle(), any -> new ArrayList<>())
                    .add(new ExpectedCall(each::attest, "200", "401 attestation_rejected")));
    return calls.entrySet().stream()
        .map(
            of ->
                new ModuleExpectation(
                    of.getKey(),
                    of.getKey().endsWith("-spiffe") ? SPIFFE : Set.of(),
                    of.getValue()))
        .toList();
  }

  private ExpectedCall read(String path) {
    return ExpectedCall.read(() -> tenant.admin().get(path));
  }

  private ApiClient.Answer ask() {
    return asAgent.post("/agents/ask", Map.of("action", "files.read"));
  }

  private ExpectedCall question() {
    Map<String, Object> words = Map.of("question", "May I read files?");
    return new ExpectedCall(() -> asAgent.post("/agents/ask", words), "200", "400 invalid_request");
  }

  private ApiClient.Answer rankedQuestion() {
    return asAgent.post("/agents/ask", Map.of("question", "Requesting access to read the files"));
  }

  private ExpectedCall access() {
    return ExpectedCall.missing(
        () -> asAgent.post("/access/v1/requests", Map.of()), "400 not_requestable");
  }

  private ApiClient.Answer page(String path) {
    return server.anonymous().and("Accept", "application/json").get("/t/" + tenant.slug() + path);
  }

  /** An agent that acts for a person who can be reached by mail alone. */
  private ApiClient delegated() {
    tenant
        .admin()
        .patch("/admin/users/" + ada.person.id(), Map.of("emailVerified", true))
        .expect(200);
    return ada.agentWithConsent(DelegationScenario.ON_BEHALF, DelegationScenario.READ)
        .authenticated();
  }

  private ExpectedCall confirmation(ApiClient acting, String without) {
    Map<String, Object> asked =
        Map.of(
            "task_id", "t-1",
            "reason", "The hotel is free.",
            "impact", "high",
            "on_behalf_of", ada.person.id());
    return new ExpectedCall(() -> acting.post("/agents/me/approvals", asked), "202", without);
  }
}
