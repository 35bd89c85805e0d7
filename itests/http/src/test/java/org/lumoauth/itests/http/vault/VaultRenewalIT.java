/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.LinkedConnection;
import org.lumoauth.itests.http.fixture.StubTokenProvider;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.TestTenant;

/** Expired tokens and unavailable providers. */
class VaultRenewalIT extends VaultTestBase {
  @Test
  void refreshesOnceForConcurrentRequests() throws Exception {
    stub.setBehavior(stub.issueTokens(0));
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
    files.link(ada);
    TestTenant.Agent agent = LinkedConnection.agent(tenant);
    LinkedConnection.consent(ada, agent);
    ApiClient api = agent.authenticated();
    CountDownLatch all = new CountDownLatch(6);
    stub.setBehavior(stub.issueTokens(3_600));

    Set<String> tokens = new HashSet<>();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<String>> asked = new ArrayList<>();
      Callable<String> ask =
          () -> {
            all.countDown();
            all.await();
            return files.token(api, ada).expect(200).body().path("access_token").asText();
          };
      for (int i = 0; i < 6; i++) {
        asked.add(threads.submit(ask));
      }
      for (Future<String> each : asked) {
        tokens.add(each.get());
      }
    } finally {
      threads.shutdownNow();
    }

    assertEquals(1, tokens.size(), tokens.toString());
    assertEquals(2, stub.requests().size(), "the code, and one refresh");
    assertEquals("stub-refresh-1", stub.requests().get(1).get("refresh_token"));
  }

  @Test
  void usesTheLatestRefreshToken() {
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
    files.link(ada);

    files.refresh().expect(200);
    files.refresh().expect(200);

    assertEquals("stub-refresh-1", stub.requests().get(1).get("refresh_token"));
    assertEquals("stub-refresh-2", stub.requests().get(2).get("refresh_token"));
  }

  @Test
  void reportsRequiredRelinkAfterProviderRevocation() {
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
    files.link(ada);
    TestTenant.Agent agent = LinkedConnection.agent(tenant);
    LinkedConnection.consent(ada, agent);
    stub.setBehavior(
        StubTokenProvider.respondWith(
            400, StubTokenProvider.JSON, "{\"error\":\"invalid_grant\"}"));
    refused(409, "grant_revoked", files.refresh());
    stub.setBehavior(stub.issueTokens(3_600));

    JsonNode refusal = refused(409, "grant_revoked", files.token(agent.authenticated(), ada));

    String url = refusal.at("/details/connect_url").asText();
    assertTrue(url.endsWith("/connections/" + files.id() + "/authorize"), refusal.toString());
    assertEquals("revoked", files.grants().at("/0/status").asText());
    assertEquals(2, stub.requests().size(), "it is not asked in vain again");
    files.link(ada);
    files.token(agent.authenticated(), ada).expect(200);
  }

  @Test
  void reportsMissingRefreshToken() {
    stub.setBehavior(
        StubTokenProvider.respondWith(
            200,
            StubTokenProvider.JSON,
            """
            {"access_token":"once","token_type":"Bearer","expires_in":0}"""));
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
    files.link(ada);
    TestTenant.Agent agent = LinkedConnection.agent(tenant);
    LinkedConnection.consent(ada, agent);

    refused(409, "grant_expired", files.token(agent.authenticated(), ada));
  }

  @Test
  void recoversAfterProviderOutage() {
    LinkedConnection files = LinkedConnection.organizationConnection(tenant, stub, Map.of());
    ApiClient api = LinkedConnection.agent(tenant).authenticated();
    String error = "{\"error\":\"temporarily_unavailable\"}";

    whileItHangs(() -> assertUnavailable(files.token(api)));
    stub.setBehavior(StubTokenProvider.respondWith(500, "text/html", "<h1>Oops</h1>"));
    assertUnavailable(files.token(api));
    stub.setBehavior(StubTokenProvider.respondWith(503, StubTokenProvider.JSON, error));
    assertUnavailable(files.token(api));
    stub.setBehavior(
        StubTokenProvider.respondWith(200, StubTokenProvider.JSON, "x".repeat(1_000_000)));
    assertUnavailable(files.token(api));
    stub.setBehavior(stub.issueTokens(3_600));

    files.token(api).expect(200);
  }

  @Test
  void logsWhyAProviderGivesNoToken() throws Exception {
    LinkedConnection files = LinkedConnection.organizationConnection(tenant, stub, Map.of());
    ApiClient api = LinkedConnection.agent(tenant).authenticated();
    String noTokens = " connection=" + files.id() + " host=127.0.0.1 reason=";

    stub.setBehavior(StubTokenProvider.respondWith(503, StubTokenProvider.JSON, "{}"));
    assertUnavailable(files.token(api));
    logged(noTokens + "the provider answered with 503");
    stub.setBehavior((exchange, form) -> exchange.close());
    assertUnavailable(files.token(api));
    logged("outbound_failed purpose=connection-token host=127.0.0.1 cause=NoHttpResponseException");
    logged(noTokens + "The target server failed to respond");
  }

  private static void logged(String line) throws Exception {
    ConditionPoller.until(line, Duration.ofSeconds(30), () -> server.logs().contains(line));
  }

  @Test
  void refusesInvalidProviderResponse() {
    LinkedConnection files = LinkedConnection.organizationConnection(tenant, stub, Map.of());
    ApiClient api = LinkedConnection.agent(tenant).authenticated();

    for (String body :
        List.of(
            "<html>Sign in</html>",
            "[]",
            """
            {"access_token":"a b","token_type":"Bearer"}""",
            """
            {"access_token":"a","token_type":"mac"}""",
            "{\"access_token\":\"a\"}",
            "{\"token_type\":\"Bearer\"}",
            """
            {"access_token":"a","access_token":"b","token_type":"Bearer"}""",
            """
            {"access_token":"a","token_type":"Bearer","expires_in":-1}""",
            """
            {"access_token":"a","token_type":"Bearer"} {}""")) {
      stub.setBehavior(StubTokenProvider.respondWith(200, StubTokenProvider.JSON, body));
      JsonNode refusal = refused(409, "refresh_failed", files.token(api));
      assertEquals("not_understood", refusal.at("/details/provider_error").asText(), body);
    }
    stub.setBehavior(
        StubTokenProvider.respondWith(
            401,
            StubTokenProvider.JSON,
            """
            {"error":"invalid_client","error_description":"psst"}"""));
    JsonNode refusal = refused(409, "refresh_failed", files.token(api));
    assertEquals("invalid_client", refusal.at("/details/provider_error").asText());
    assertFalse(refusal.toString().contains("psst"));
  }

  @Test
  void returnsValidTokenDuringProviderOutage() {
    LinkedConnection files = LinkedConnection.organizationConnection(tenant, stub, Map.of());
    ApiClient api = LinkedConnection.agent(tenant).authenticated();
    files.token(api).expect(200);

    whileItHangs(
        () -> {
          assertUnavailable(files.refresh());
          files.token(api).expect(200);
        });
  }

  private static void assertUnavailable(ApiClient.Answer answer) {
    refused(503, "provider_unavailable", answer);
    assertTrue(answer.response().headers().firstValue("Retry-After").isPresent());
  }
}
