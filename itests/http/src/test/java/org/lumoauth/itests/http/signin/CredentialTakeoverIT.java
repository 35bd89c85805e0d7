/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * A caller with one part of the administration obtains no credential of a subject that has a
 * permission of the tenant which the caller lacks.
 */
@ExtendWith(DefaultServerExtension.class)
class CredentialTakeoverIT extends CredentialTakeoverTestBase {

  @Test
  void refusesCredentialsOfAgentWithPermissionThatTheCallerLacks() {
    TestTenant.Agent payer = tenant.agent("Payer", List.of(PAY), List.of());
    String workload = workload();

    assertRefused(agentCredentialOperations(payer.id(), workload), "admin:agents");
    payer.requestToken().expect(200);
  }

  @Test
  void allowsCallerWhoMayGrantRoles() {
    for (var way : agentCredentialOperations("", "").keySet()) {
      String agent = tenant.agent("Payer of " + way.hashCode(), List.of(PAY), List.of()).id();
      Function<ApiClient, ApiClient.Answer> attempt =
          agentCredentialOperations(agent, workload()).get(way);
      ApiClient.Answer answer = attempt.apply(key("admin:agents", "admin:roles"));
      assertNotEquals(403, answer.status(), () -> way + ": " + answer);
    }
  }

  @Test
  void refusesToGiveAnAgentAPermissionThatTheCallerLacks() {
    String idle = tenant.agent("Idle", List.of(), List.of()).id();
    List<String> pay = List.of(PAY);
    Map<String, Function<ApiClient, ApiClient.Answer>> ways = new LinkedHashMap<>();
    ways.put(
        "create", api -> api.post("/admin/agents", Map.of("name", "Mine", "capabilities", pay)));
    ways.put(
        "register",
        api -> api.post("/agents/register", Map.of("name", "Mine", "capabilities", pay)));
    ways.put("widen", api -> api.patch("/admin/agents/" + idle, Map.of("capabilities", pay)));
    ways.put("scopes", api -> api.put("/admin/agents/" + idle + "/scopes", Map.of("scopes", pay)));
    ways.put(
        "blueprint",
        api -> api.post("/admin/agents/blueprints", Map.of("name", "Mine", "capabilities", pay)));
    ways.put(
        "AAuth agent",
        api ->
            api.post(
                "/admin/aauth/agents",
                Map.of("identifier", "https://mine.example", "jwks", JWKS, "scopes", pay)));

    assertRefused(ways, "admin:agents");
    key("admin:agents")
        .post("/admin/agents", Map.of("name", "Harmless", "capabilities", List.of()))
        .expect(201);
  }

  @Test
  void refusesCredentialsOfUserWithTenantRole() {
    assertRefused(userCredentialOperations(payer().id()), "admin:users", "admin:sessions");
  }

  @Test
  void refusesCredentialsOfUserWithGroupRole() {
    TestPerson member = TestPerson.create(server, tenant);
    tenant
        .admin()
        .post("/admin/groups", Map.of("name", "Payers", "roles", List.of("payer")))
        .expect(201);
    tenant
        .admin()
        .post("/admin/groups/payers/members", Map.of("userIds", List.of(member.id())))
        .expect(200);

    assertRefused(userCredentialOperations(member.id()), "admin:users", "admin:sessions");
  }

  @Test
  void refusesCredentialsOfUserAllowedMoreByPolicy() {
    TestPerson allowed = TestPerson.create(server, tenant);
    allowPayments(List.of(is("user.email", allowed.email())));

    assertRefused(userCredentialOperations(allowed.id()), "admin:users", "admin:sessions");
  }

  @Test
  void refusesCredentialsOfUserAllowedSomeResourcesByPolicy() {
    TestPerson owner = TestPerson.create(server, tenant);
    Map<String, Object> ownInvoices =
        Map.of("attribute", "resource.owner_id", "operator", "equals", "value", "$user.id");
    allowPayments(List.of(ownInvoices, is("user.email", owner.email())));
    TestPerson other = TestPerson.create(server, tenant);

    assertRefused(
        userCredentialOperations(owner.id()), "admin:users", "admin:sessions", "admin:policies");
    key("admin:users").post("/admin/users/" + other.id() + "/password", PASSWORD).expect(200);
  }

  @Test
  void refusesMembershipOfGroupAllowedMoreByPolicy() {
    TestPerson outsider = TestPerson.create(server, tenant);
    group("Clerks");
    group("Readers");
    Map<String, Object> inClerks =
        Map.of("attribute", "user.groups", "operator", "contains", "value", "clerks");
    allowPayments(List.of(inClerks));
    Map<String, Object> members = Map.of("userIds", List.of(outsider.id()));

    ApiClient weak = key("admin:users", "admin:groups");
    weak.post("/admin/groups/clerks/members", members).expect(403);
    weak.post("/admin/groups/readers/members", members).expect(200);
  }

  @Test
  void refusesTrustRulesOfBlueprintIfAnInstanceHasARole() {
    assertInstanceIsProtected(
        instance ->
            tenant
                .admin()
                .patch("/admin/agents/" + instance, Map.of("roles", List.of("payer")))
                .expect(200));
  }

  @Test
  void refusesCredentialsOfClientWithPermissionThatTheCallerLacks() {
    String id = client(List.of(PAY));

    assertRefused(clientCredentialOperations(id), "admin:clients");
  }

  @Test
  void allowsCredentialsOfSubjectsWithoutMorePermissions() {
    TestPerson plain = TestPerson.create(server, tenant);
    String agent = tenant.agent("Idle", List.of(), List.of()).id();

    key("admin:users").post("/admin/users/" + plain.id() + "/password", PASSWORD).expect(200);
    key("admin:agents").post("/admin/agents/" + agent + "/rotate-credentials", NOTHING).expect(200);
    key("admin:clients")
        .post("/admin/clients/" + client(List.of()) + "/rotate-secret", NOTHING)
        .expect(200);
  }

  @Test
  void namesTheMissingPermissionToACallerWhoMayReadIt() {
    TestPerson payer = payer();

    String told =
        key("admin:users").post("/admin/users/" + payer.id() + "/password", PASSWORD).text();

    assertTrue(told.contains(PAY), told);
    assertTrue(told.contains("roles.write"), told);
  }

  private void allowPayments(List<Object> conditions) {
    tenant
        .admin()
        .post(
            "/abac/policies",
            Map.of(
                "name", "Pay",
                "resourceType", "payments",
                "action", "make",
                "effect", "allow",
                "conditions", Map.of("all", conditions)))
        .expect(201);
  }

  private static Map<String, Object> is(String attribute, String value) {
    return Map.of("attribute", attribute, "operator", "equals", "value", value);
  }

  private Map<String, Function<ApiClient, ApiClient.Answer>> agentCredentialOperations(
      String payer, String workload) {
    String path = "/admin/agents/" + payer;
    Map<String, Function<ApiClient, ApiClient.Answer>> ways = new LinkedHashMap<>();
    ways.put("rotate secret", api -> api.post(path + "/rotate-credentials", NOTHING));
    ways.put("rotate key", api -> api.post(path + "/rotate-key", NOTHING));
    ways.put(
        "mint token",
        api -> api.post(path + "/token", Map.of("expiresIn", 30 * 86_400, "scopes", List.of(PAY))));
    ways.put("change", api -> api.patch(path, Map.of("name", "Mine")));
    ways.put("replace", api -> api.put(path, Map.of("name", "Mine")));
    ways.put("enable", api -> api.post(path + "/enable", NOTHING));
    ways.put("activate", api -> api.post(path + "/activate", NOTHING));
    ways.put("scopes", api -> api.put(path + "/scopes", Map.of("scopes", List.of())));
    ways.put(
        "AAuth key",
        api ->
            api.post(
                "/admin/aauth/agents",
                Map.of(
                    "identifier", "https://a" + payer.hashCode() + ".example",
                    "jwks", JWKS,
                    "agentId", payer)));
    ways.put("trust rule", api -> api.post("/admin/agents/" + workload + "/trust-rules", TRUST));
    ways.put("retire", api -> api.post(path + "/retire", NOTHING));
    ways.put("delete", api -> api.delete(path));
    return ways;
  }
}
