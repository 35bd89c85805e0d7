/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** One refresh token that many show at the same moment (RFC 9700 section 4.14). */
@ExtendWith(DefaultServerExtension.class)
class RefreshRaceIT {
  private static final int MANY = 8;
  private static final Set<String> REASONS = // a copy of one that was used, then of one that ended
      Set.of(
          "The refresh token is invalid, expired, revoked or already used. Start a new authorization request.",
          "The grant was revoked or has expired. Start a new authorization request.");

  private static TestServer server;
  private static TestTenant tenant;
  private static TestApplication app;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    app = TestApplication.register(tenant, Map.of());
  }

  @Test
  void keepsOneTokenFamilyForConcurrentRefreshes() throws Exception {
    JsonNode tokens = TestPerson.create(server, tenant).tokens(app);

    List<ApiClient.Answer> answers = atOnce(tokens);

    answers.forEach(answer -> answer.expect(200)); // within the grace all are one client's retry
    assertEquals(
        1,
        answers.stream()
            .map(answer -> answer.body().path("refresh_token").asText())
            .distinct()
            .count());
    app.refresh(answers.get(0).body()).expect(200);
  }

  @Test
  void revokesGrantOnConcurrentRefreshWithoutGracePeriod() throws Exception {
    tenant.admin().put("/admin/settings/refreshTokens", Map.of("graceSeconds", 0)).expect(200);
    JsonNode tokens = TestPerson.create(server, tenant).tokens(app);

    List<ApiClient.Answer> answers = atOnce(tokens);

    assertTrue(answers.stream().filter(answer -> answer.status() == 200).count() <= 1);
    for (ApiClient.Answer answer : answers) {
      if (answer.status() != 200) {
        JsonNode refused = answer.expect(400).body();
        assertEquals("invalid_grant", refused.path("error").asText());
        assertTrue(
            REASONS.contains(refused.path("error_description").asText()), refused.toString());
      }
    }
    boolean active =
        app.introspect(tokens.path("access_token").asText()).body().path("active").asBoolean();
    assertEquals(false, active, "a copy was shown: everything of the grant ends");
  }

  private static List<ApiClient.Answer> atOnce(JsonNode tokens) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(MANY);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<ApiClient.Answer>> asked =
          IntStream.range(0, MANY)
              .mapToObj(
                  unused ->
                      threads.submit(
                          () -> {
                            start.await();
                            return app.refresh(tokens);
                          }))
              .toList();
      start.countDown();
      List<ApiClient.Answer> answers = new ArrayList<>();
      for (Future<ApiClient.Answer> one : asked) {
        answers.add(one.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }
}
