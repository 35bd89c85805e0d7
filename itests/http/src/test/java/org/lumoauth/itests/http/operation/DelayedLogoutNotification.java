/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** The end of a session that an application is told of while it answers nobody. */
final class DelayedLogoutNotification {
  private static final String PATH = "/answers-later";
  private static final Duration PATIENCE = Duration.ofMinutes(5); // two more tries, at their pace

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicBoolean answers = new AtomicBoolean();
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final String sid;

  private DelayedLogoutNotification(StubSite site, TestTenant tenant, TestPerson person) {
    site.answer(
        PATH,
        exchange -> {
          asked.incrementAndGet();
          String form =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (answers.get()) {
            heard.add(form);
          }
          exchange.sendResponseHeaders(answers.get() ? 204 : 503, -1);
        });
    TestApplication app =
        TestApplication.withMetadata(tenant, Map.of("backchannel_logout_uri", site.address(PATH)));
    String hint = person.tokens(app).path("id_token").asText();
    sid = UnverifiedJwt.claims(hint).path("sid").asText();
    person
        .browser()
        .openOnly(
            app.connection().base()
                + "/oauth/logout?"
                + FormParameters.of(Map.of("id_token_hint", hint)));
  }

  /** Somebody signed out, and the application was told in vain. */
  static DelayedLogoutNotification begin(StubSite site, TestTenant tenant, TestPerson person)
      throws Exception {
    var logout = new DelayedLogoutNotification(site, tenant, person);
    ConditionPoller.until("it is told", Duration.ofSeconds(60), () -> logout.asked.get() > 0);
    return logout;
  }

  /** From here on the application answers. */
  void makeAvailable() {
    answers.set(true);
  }

  /** It is told again by itself, of the same session. */
  void assertDelivered() throws InterruptedException {
    String form = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(form, "it was not told again");
    String token = FormParameters.in("https://site.example/?" + form).get("logout_token");
    JsonNode claims = UnverifiedJwt.claims(token);
    assertEquals("logout+jwt", UnverifiedJwt.header(token).path("typ").asText());
    assertEquals(sid, claims.path("sid").asText());
  }
}
