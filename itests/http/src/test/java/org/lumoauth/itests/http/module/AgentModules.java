package org.lumoauth.itests.http.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lumoauth.itests.http.fixture.AskMcpCase;
import org.lumoauth.itests.http.fixture.Delegated;
import org.lumoauth.itests.http.fixture.Vouched;
import org.lumoauth.itests.http.fixture.Workload;
import org.lumoauth.itests.http.module.ModuleRow.Call;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Tenant;

/** What is each module's of agents. */
final class AgentModules {
  /** A client assertion, too. */
  private static final Set<String> SPIFFE =
      Set.of(
          "token_endpoint_auth_methods_supported: spiffe_jwt",
          "introspection_endpoint_auth_methods_supported: spiffe_jwt",
          "revocation_endpoint_auth_methods_supported: spiffe_jwt");

  private final Server server;
  private final Site site;
  private final Tenant tenant;
  private final Tenant.Agent agent;
  private final Workload job;
  private final Api asAgent;
  private final Delegated ada;

  AgentModules(Server server, Site site, Tenant tenant) {
    this.server = server;
    this.site = site;
    this.tenant = tenant;
    this.agent = tenant.agent("Reader", List.of("files.read"), List.of());
    this.asAgent = agent.authenticated();
    this.job = Workload.register(tenant, Map.of());
    this.ada = Delegated.signedIn(server, tenant);
  }

  List<ModuleRow> rows() {
    return Stream.concat(workloads().stream(), others().stream()).toList();
  }

  private List<ModuleRow> others() {
    Api acting = delegated();
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
        ModuleRow.of("agents/aauth", read("/.well-known/aauth-issuer")),
        ModuleRow.of("agents/aauth-person", read("/.well-known/aauth-person.json")),
        ModuleRow.of(
            "agents/delegation",
            Set.of(
                "delegation_authorization_endpoint",
                "token_endpoint_auth_methods_supported: actor_token"),
            read("/admin/delegations")),
        ModuleRow.of(
            "agents/workload",
            Set.of(
                "entity_profiles_supported: workload",
                "token_endpoint_auth_methods_supported: workload_token",
                // by trust rules, too
                "token_endpoint_auth_methods_supported: spiffe_jwt",
                "introspection_endpoint_auth_methods_supported: spiffe_jwt",
                "revocation_endpoint_auth_methods_supported: spiffe_jwt"),
            read(job.rules())),
        ModuleRow.of(
            "agents/mcp",
            Set.of(
                "protected_resources: https://files.example/mcp",
                "scopes_supported: files:read",
                "token_endpoint_auth_methods_supported: subject_token"),
            read("/mcp/servers")),
        ModuleRow.of("agents/ask-mcp", Call.read(() -> asAgent.post("/mcp", AskMcpCase.LIST))),
        ModuleRow.of("agents/interpreter", question()),
        ModuleRow.of("agents/budgets", Call.read(() -> asAgent.get("/agents/me/budget"))),
        ModuleRow.of(
            "agents/cards",
            Call.read(() -> asAgent.post("/agents/agent-card/verify", Map.of("name", "Reader")))),
        ModuleRow.of("agents/approver-mail", confirmation(acting, "428 no_approval_channel")),
        ModuleRow.of(
            "agents/approver-inbox",
            Call.missing(() -> page("/approvals"), "303"),
            Call.missing(() -> page("/approvals/apr_1"), "303"),
            confirmation(
                acting, "428 no_approval_channel")), // no mail leads to a page that is away
        ModuleRow.of("agents/approver-push", confirmation(acting, "404 resource_not_found")),
        ModuleRow.of("agents/approver-webhook", read("/admin/settings/approval-webhook")),
        ModuleRow.of(
            "agents/vault",
            Set.of(
                "connections_endpoint",
                "scopes_supported: connections.read",
                "scopes_supported: connections.write"),
            read("/admin/connections")),
        ModuleRow.of("agents/access-requests", read("/admin/settings/access-requests"), access()),
        ModuleRow.of("agents/ssf", read("/.well-known/ssf-configuration")),
        ModuleRow.of("agents/jit", read("/admin/jit/rules")),
        ModuleRow.of(
            "agents/approvals",
            Set.of("scopes_supported: approvals.read", "scopes_supported: approvals.write"),
            read("/admin/approvals/rules")),
        ModuleRow.of("agents/ask", Call.read(this::ask)),
        ModuleRow.of("agents/capability", new Call(this::ask, "200", "503 module_unavailable")),
        ModuleRow.of(
            "agents/registry",
            Set.of("entity_profiles_supported: ai_agent"),
            read("/admin/agents"),
            new Call(agent::requestToken, "200", "401 invalid_client")));
  }

  /** Each reads what the platforms of its providers say. */
  private List<ModuleRow> workloads() {
    Map<String, List<Call>> calls = new TreeMap<>();
    Vouched.all(tenant, site)
        .forEach(
            each ->
                calls
                    .computeIfAbsent(each.bundle(), any -> new ArrayList<>())
                    .add(new Call(each::attest, "200", "401 attestation_rejected")));
    return calls.entrySet().stream()
        .map(
            of ->
                new ModuleRow(
                    of.getKey(),
                    of.getKey().endsWith("-spiffe") ? SPIFFE : Set.of(),
                    of.getValue()))
        .toList();
  }

  private Call read(String path) {
    return Call.read(() -> tenant.admin().get(path));
  }

  private Api.Answer ask() {
    return asAgent.post("/agents/ask", Map.of("action", "files.read"));
  }

  private Call question() {
    Map<String, Object> words = Map.of("question", "May I read files?");
    return new Call(() -> asAgent.post("/agents/ask", words), "200", "400 invalid_request");
  }

  private Call access() {
    return Call.missing(() -> asAgent.post("/access/v1/requests", Map.of()), "400 not_requestable");
  }

  private Api.Answer page(String path) {
    return server.anonymous().and("Accept", "application/json").get("/t/" + tenant.slug() + path);
  }

  /** An agent that acts for a person who can be reached by mail alone. */
  private Api delegated() {
    tenant
        .admin()
        .patch("/admin/users/" + ada.person.id(), Map.of("emailVerified", true))
        .expect(200);
    return ada.consented(Delegated.ON_BEHALF, Delegated.READ).authenticated();
  }

  private Call confirmation(Api acting, String without) {
    Map<String, Object> asked =
        Map.of(
            "task_id", "t-1",
            "reason", "The hotel is free.",
            "impact", "high",
            "on_behalf_of", ada.person.id());
    return new Call(() -> acting.post("/agents/me/approvals", asked), "202", without);
  }
}
