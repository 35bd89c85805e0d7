/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * An installed module is stopped. Requests that need it fail with 503 and its name, other requests
 * succeed, and no data is lost when it starts again.
 */
@ExtendWith(ModuleServerExtension.class)
class StoppedModuleIT {
  private static TestServer server;
  private static TestTenant tenant;
  private static TestTenant.Agent agent;
  private static ApiClient asAgent;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    agent = tenant.agent("Reader", List.of("files.read", "agents.read"), List.of());
    asAgent = agent.authenticated();
  }

  @Test
  void refusesAgentDecisionsWithoutTheCapabilityModule() {
    whileStopped(
        "agents.capability",
        () -> {
          assertUnavailable("agents-capability", ask());
          assertUnavailable("agents-capability", check(Map.of("permission", "files.read")));
          assertUnavailable(
              "agents-capability",
              asAgent.post("/authz/check-bulk", Map.of("permissions", List.of("files.read"))));
          assertUnavailable("agents-capability", asAgent.get("/authz/permissions"));
          assertUnavailable("agents-capability", asAgent.get("/admin/agents"));
          tenant.admin().get("/admin/agents").expect(200);
        });

    assertTrue(ask().expect(200).body().path("allowed").asBoolean());
  }

  @Test
  void reportsAgentCredentialsAsUnavailableWithoutTheRegistry() {
    whileStopped(
        "agents.registry",
        () -> {
          assertUnavailable("agents-registry", ask());
          assertUnavailable("agents-registry", agent.requestToken());
          tenant.admin().get("/admin/users").expect(200);
        });

    agent.requestToken().expect(200);
    assertTrue(ask().expect(200).body().path("allowed").asBoolean());
  }

  @Test
  void refusesUserDecisionsWithoutTheRoleModule() {
    String alice =
        tenant
            .admin()
            .post("/admin/users", Map.of("email", "alice@example.com", "name", "Alice"))
            .expect(201)
            .data()
            .path("id")
            .asText();
    Map<String, Object> question = Map.of("permission", "files.read", "user_id", alice);

    whileStopped(
        "authz.rbac",
        () -> {
          assertUnavailable("authz-rbac", tenant.admin().post("/authz/check", question));
          assertTrue(ask().expect(200).body().path("allowed").asBoolean());
        });

    assertEquals(
        "default_deny",
        tenant
            .admin()
            .post("/authz/check", question)
            .expect(200)
            .body()
            .path("reason")
            .path("code")
            .asText());
  }

  @Test
  void refusesDecisionsWithoutThePolicyModule() {
    whileStopped(
        "authz.abac",
        () -> {
          assertUnavailable("authz-abac", ask());
          assertUnavailable("authz-abac", check(Map.of("permission", "files.read")));
          assertFalse(
              check(Map.of("permission", "files.write"))
                  .expect(200)
                  .body()
                  .path("allowed")
                  .asBoolean());
        });

    assertTrue(ask().expect(200).body().path("allowed").asBoolean());
  }

  /** An operator stops one of them because of an incident, and goes on to suspend the agent. */
  @Test
  void administersAgentsWithoutOptionalModules() {
    String user =
        tenant
            .admin()
            .post("/admin/users", Map.of("email", "bob@example.com", "name", "Bob"))
            .expect(201)
            .data()
            .path("id")
            .asText();
    String path = "/admin/agents/" + tenant.agent("Stopped", List.of("files.read"), List.of()).id();
    for (String bundle : List.of("agents.access-requests", "agents.jit", "agents.approvals")) {
      whileStopped(
          bundle,
          () -> {
            tenant.admin().get("/admin/agents").expect(200);
            tenant.admin().post(path + "/disable", Map.of()).expect(200);
            tenant.admin().post(path + "/enable", Map.of()).expect(200);
            tenant.admin().post("/admin/users/" + user + "/block", Map.of()).expect(200);
            tenant.admin().post("/admin/users/" + user + "/unblock", Map.of()).expect(200);
            tenant.admin().get("/admin/sessions").expect(200);
          });
    }
  }

  @Test
  void evaluatesAgentQuestionsWithoutOptionalModules() {
    Map<String, Object> evaluation =
        Map.of(
            "subject", Map.of("type", "agent", "id", agent.id()),
            "resource", Map.of("type", "document", "id", "q3"),
            "action", Map.of("name", "files.read"));
    for (String bundle : List.of("agents.access-requests", "agents.jit", "agents.approvals")) {
      var one = tenant.agent("Asker of " + bundle, List.of("files.read"), List.of());
      var asOne = one.authenticated();
      whileStopped(
          bundle,
          () -> {
            asOne.post("/agents/ask", Map.of("action", "files.read")).expect(200);
            tenant.admin().post("/access/v1/evaluation", evaluation).expect(200);
          });
    }
  }

  @Test
  void namesTheMissingModuleInTheError() {
    var one = tenant.agent("Waits for approvals", List.of("files.read"), List.of());
    var asOne = one.authenticated();

    whileStopped(
        "agents.approvals",
        () -> assertUnavailable("agents-approvals", asOne.post("/jit/request", Map.of())));
  }

  @Test
  void reportsApiKeysAsUnavailableWithoutTheirModule() {
    whileStopped(
        "platform.apikeys",
        () -> {
          assertUnavailable("platform-apikeys", tenant.admin().get("/admin/users"));
          assertTrue(ask().expect(200).body().path("allowed").asBoolean());
        });

    tenant.admin().get("/admin/users").expect(200);
  }

  private static void whileStopped(String bundle, Runnable work) {
    server.console("bundle:stop org.lumoauth." + bundle);
    try {
      work.run();
    } finally {
      server.console("bundle:start org.lumoauth." + bundle);
    }
  }

  private static ApiClient.Answer ask() {
    return asAgent.post("/agents/ask", Map.of("action", "files.read"));
  }

  private static ApiClient.Answer check(Map<String, Object> question) {
    return asAgent.post("/authz/check", question);
  }

  private static void assertUnavailable(String module, ApiClient.Answer answer) {
    answer.expect(503);
    assertEquals("module_unavailable", answer.body().path("code").asText(), answer.toString());
    assertEquals(module, answer.body().path("details").path("module").asText());
    assertTrue(answer.response().headers().firstValue("Retry-After").isPresent());
  }
}
