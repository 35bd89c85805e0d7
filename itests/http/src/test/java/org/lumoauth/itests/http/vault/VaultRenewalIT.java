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
import org.lumoauth.itests.http.fixture.Linked;
import org.lumoauth.itests.http.fixture.StubProvider;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Tenant;

/** Expired tokens and unavailable providers. */
class VaultRenewalIT extends VaultSetting {
  @Test
  void renewsOnceForManyWhoAskAtTheSameTime() throws Exception {
    stub.behaves(stub.gives(0));
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.link(ada);
    Tenant.Agent agent = Linked.agent(tenant);
    Linked.consent(ada, agent);
    Api api = agent.authenticated();
    CountDownLatch all = new CountDownLatch(6);
    stub.behaves(stub.gives(3_600));

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
  void usesTheRefreshTokenThatCameLast() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.link(ada);

    files.refresh().expect(200);
    files.refresh().expect(200);

    assertEquals("stub-refresh-1", stub.requests().get(1).get("refresh_token"));
    assertEquals("stub-refresh-2", stub.requests().get(2).get("refresh_token"));
  }

  @Test
  void saysThatTheUserHasToLinkAgainWhereTheProviderEndedIt() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.link(ada);
    Tenant.Agent agent = Linked.agent(tenant);
    Linked.consent(ada, agent);
    stub.behaves(StubProvider.says(400, StubProvider.JSON, "{\"error\":\"invalid_grant\"}"));
    refused(409, "grant_revoked", files.refresh());
    stub.behaves(stub.gives(3_600));

    JsonNode refusal = refused(409, "grant_revoked", files.token(agent.authenticated(), ada));

    String url = refusal.at("/details/connect_url").asText();
    assertTrue(url.endsWith("/connections/" + files.id() + "/authorize"), refusal.toString());
    assertEquals("revoked", files.grants().at("/0/status").asText());
    assertEquals(2, stub.requests().size(), "it is not asked in vain again");
    files.link(ada);
    files.token(agent.authenticated(), ada).expect(200);
  }

  @Test
  void saysThatThereIsNothingToRenewATokenBy() {
    stub.behaves(
        StubProvider.says(
            200,
            StubProvider.JSON,
            "{\"access_token\":\"once\",\"token_type\":\"Bearer\",\"expires_in\":0}"));
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.link(ada);
    Tenant.Agent agent = Linked.agent(tenant);
    Linked.consent(ada, agent);

    refused(409, "grant_expired", files.token(agent.authenticated(), ada));
  }

  @Test
  void outlastsAProviderThatIsOutOfOrder() {
    Linked files = Linked.machine(tenant, stub, Map.of());
    Api api = Linked.agent(tenant).authenticated();
    String error = "{\"error\":\"temporarily_unavailable\"}";

    whileItHangs(() -> unavailable(files.token(api)));
    stub.behaves(StubProvider.says(500, "text/html", "<h1>Oops</h1>"));
    unavailable(files.token(api));
    stub.behaves(StubProvider.says(503, StubProvider.JSON, error));
    unavailable(files.token(api));
    stub.behaves(StubProvider.says(200, StubProvider.JSON, "x".repeat(1_000_000)));
    unavailable(files.token(api));
    stub.behaves(stub.gives(3_600));

    files.token(api).expect(200);
  }

  @Test
  void logsWhyAProviderGivesNoToken() throws Exception {
    Linked files = Linked.machine(tenant, stub, Map.of());
    Api api = Linked.agent(tenant).authenticated();
    String noTokens = " connection=" + files.id() + " host=127.0.0.1 reason=";

    stub.behaves(StubProvider.says(503, StubProvider.JSON, "{}"));
    unavailable(files.token(api));
    logged(noTokens + "the provider answered with 503");
    stub.behaves((exchange, form) -> exchange.close());
    unavailable(files.token(api));
    logged("outbound_failed purpose=connection-token host=127.0.0.1 cause=NoHttpResponseException");
    logged(noTokens + "The target server failed to respond");
  }

  private static void logged(String line) throws Exception {
    Await.until(line, Duration.ofSeconds(30), () -> server.logs().contains(line));
  }

  @Test
  void passesOnNothingThatIsNoAnswer() {
    Linked files = Linked.machine(tenant, stub, Map.of());
    Api api = Linked.agent(tenant).authenticated();

    for (String body :
        List.of(
            "<html>Sign in</html>",
            "[]",
            "{\"access_token\":\"a b\",\"token_type\":\"Bearer\"}",
            "{\"access_token\":\"a\",\"token_type\":\"mac\"}",
            "{\"access_token\":\"a\"}",
            "{\"token_type\":\"Bearer\"}",
            "{\"access_token\":\"a\",\"access_token\":\"b\",\"token_type\":\"Bearer\"}",
            "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":-1}",
            "{\"access_token\":\"a\",\"token_type\":\"Bearer\"} {}")) {
      stub.behaves(StubProvider.says(200, StubProvider.JSON, body));
      JsonNode refusal = refused(409, "refresh_failed", files.token(api));
      assertEquals("not_understood", refusal.at("/details/provider_error").asText(), body);
    }
    stub.behaves(
        StubProvider.says(
            401,
            StubProvider.JSON,
            "{\"error\":\"invalid_client\",\"error_description\":\"psst\"}"));
    JsonNode refusal = refused(409, "refresh_failed", files.token(api));
    assertEquals("invalid_client", refusal.at("/details/provider_error").asText());
    assertFalse(refusal.toString().contains("psst"));
  }

  @Test
  void givesAWorkingTokenOnWhileTheProviderIsOutOfOrder() {
    Linked files = Linked.machine(tenant, stub, Map.of());
    Api api = Linked.agent(tenant).authenticated();
    files.token(api).expect(200);

    whileItHangs(
        () -> {
          unavailable(files.refresh());
          files.token(api).expect(200);
        });
  }

  private static void unavailable(Api.Answer answer) {
    refused(503, "provider_unavailable", answer);
    assertTrue(answer.response().headers().firstValue("Retry-After").isPresent());
  }
}
