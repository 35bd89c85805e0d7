package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent that asks for permissions, and people who approve. */
@ExtendWith(Shared.class)
abstract class JitSetting {
  static final String PASSWORD = "a few words in a row 42";

  static Server server;

  static Tenant tenant;

  static Tenant.Agent agent;

  static Api asAgent;

  static Browser ada;

  static Browser grace;

  static String bobId;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
    agent =
        tenant.agent(
            "Travel agent",
            List.of("documents.read", "documents.delete", "file_access"),
            List.of());
    asAgent = agent.authenticated();
    tenant
        .admin()
        .post("/admin/roles", Map.of("name", "Approver", "permissions", List.of("jit.approve")))
        .expect(201);
    ada = approver("ada@example.com");
    grace = approver("grace@example.com");
    bobId = user("bob@example.com");
  }

  /** An agent that may pay up to 100 dollars without being asked, of a tenant of its own. */
  static Api frugalBuyer() throws IOException {
    Tenant frugal = Tenant.create(server);
    var buyer = frugal.agent("Buyer", List.of("payment", "agents.register"), List.of());
    var harmless = Map.of("types", List.of("payment"), "level", "low");
    frugal.admin().put("/admin/jit/rules", Map.of("rules", List.of(harmless))).expect(200);
    frugal
        .admin()
        .put("/admin/agents/" + buyer.id() + "/budget", Map.of("require_approval_above_usd", 100))
        .expect(200);
    return buyer.authenticated();
  }

  static String user(String email) {
    return tenant
        .admin()
        .post("/admin/users", Map.of("email", email, "password", PASSWORD))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }

  static Browser approver(String email) {
    tenant.admin().post("/admin/roles/approver/users", Map.of("userId", user(email))).expect(200);
    return signedIn(email);
  }

  static Browser signedIn(String email) {
    return new Browser(server.base())
        .open("/t/" + tenant.slug() + "/login")
        .submit("identifier", email)
        .submit("password", PASSWORD);
  }

  static JsonNode pay(Api as, String amount) {
    var detail = Map.of("type", "payment", "actions", List.of("initiate"), "amount", amount);
    return as.post("/jit/request", Map.of("authorization_details", detail)).expect(201).body();
  }

  static String task() {
    return asAgent
        .post("/jit/task", Map.of("name", "Book a trip"))
        .expect(201)
        .body()
        .path("task_id")
        .asText();
  }

  static JsonNode askForATool() throws IOException {
    return ask(
        task(), details(Map.of("type", "tool_invocation", "actions", List.of("execute"))), "Why.");
  }

  static JsonNode details(Map<String, Object> detail) {
    return Api.JSON.valueToTree(detail);
  }

  static JsonNode ask(String task, JsonNode details, String why) {
    return asAgent
        .post(
            "/jit/request",
            Map.of("task_id", task, "authorization_details", details, "justification", why))
        .expect(201)
        .body();
  }

  static JsonNode status(JsonNode asked) {
    return asAgent
        .get("/jit/request/" + asked.path("request_id").asText() + "/status")
        .expect(200)
        .body();
  }

  static Api.Answer token(JsonNode asked) {
    return asAgent.post("/jit/request/" + asked.path("request_id").asText() + "/token", Map.of());
  }

  /** Where the request is answered. */
  static String link(JsonNode asked) {
    for (JsonNode each :
        tenant.admin().get("/jit/pending?limit=100").expect(200).body().path("pending_requests")) {
      if (each.path("request_id").equals(asked.path("request_id"))) {
        return "/t/" + tenant.slug() + "/approvals/" + each.path("approval_id").asText();
      }
    }
    throw new AssertionError("not pending: " + asked);
  }

  static void answer(Browser who, JsonNode asked, String decision) {
    who.open(link(asked)).submit("decision", decision);
    assertEquals(200, who.status(), who.text());
  }

  static String error(Api.Answer refusal) {
    return refusal.body().path("error").asText();
  }
}
