/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** A disk with less free space than the operator wants. */
@ExtendWith(ModuleServerExtension.class)
class DiskSpaceIT {
  private static final String SETTINGS = "org.lumoauth.platform.disk.cfg";
  private static final Duration SOON = Duration.ofSeconds(30);

  private static TestServer server;

  @BeforeAll
  static void start(TestServer shared) {
    server = shared;
  }

  @AfterEach
  void recover() throws Exception {
    server.configure(SETTINGS, "minFreeMegabytes = 1\n");
    ConditionPoller.until("the server is ready again", SOON, () -> readiness().status() == 200);
  }

  @Test
  void refusesWritesAnswersReadsAndRecoversByItself() throws Exception {
    TestTenant tenant = TestTenant.create(server);
    TestTenant.Agent agent = tenant.agent("Worker", List.of(), List.of());
    String token = agent.token();
    tenant.admin().get("/.well-known/jwks.json").expect(200); // makes keys the first time

    server.configure(SETTINGS, "minFreeMegabytes = 1000000000\n");
    ConditionPoller.until("the server is not ready", SOON, () -> readiness().status() == 503);

    assertTrue(readiness().body().path("failing").toString().contains("disk-space"));
    assertEquals(1, metric("lumoauth_disk_low"));
    assertRefusedForDiskSpace(agent.requestToken(), "error");
    assertRefusedForDiskSpace(
        tenant.admin().post("/admin/agents", Map.of("name", "Another")), "code");
    tenant.admin().get("/admin/agents").expect(200);
    tenant.admin().get("/.well-known/jwks.json").expect(200);
    assertTrue(
        agent
            .api()
            .with("Authorization", agent.basic())
            .form("/oauth/introspect", "token=" + token)
            .expect(200)
            .body()
            .path("active")
            .asBoolean());

    recover();
    assertEquals(0, metric("lumoauth_disk_low"));
    agent.requestToken().expect(200);
    tenant.admin().post("/admin/agents", Map.of("name", "Another")).expect(201);
  }

  private static void assertRefusedForDiskSpace(ApiClient.Answer answer, String member) {
    assertEquals(503, answer.status(), answer.toString());
    assertEquals("storage_full", answer.body().path(member).asText(), answer.toString());
    assertEquals("30", answer.response().headers().firstValue("Retry-After").orElse(""));
  }

  private static ApiClient.Answer readiness() {
    return server.anonymous().get("/system/health/ready");
  }

  private static double metric(String name) {
    return server
        .anonymous()
        .get("/system/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
