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
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Jwt;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Query;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Tenant;

/** The end of a session that an application is told of while it answers nobody. */
final class LateLogout {
  private static final String PATH = "/answers-later";
  private static final Duration PATIENCE = Duration.ofMinutes(5); // two more tries, at their pace

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicBoolean answers = new AtomicBoolean();
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final String sid;

  private LateLogout(Site site, Tenant tenant, Person person) {
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
    App app = App.withMetadata(tenant, Map.of("backchannel_logout_uri", site.address(PATH)));
    String hint = person.tokens(app).path("id_token").asText();
    sid = Jwt.claims(hint).path("sid").asText();
    person
        .browser()
        .openOnly(
            app.connection().base() + "/oauth/logout?" + Query.of(Map.of("id_token_hint", hint)));
  }

  /** Somebody signed out, and the application was told in vain. */
  static LateLogout begin(Site site, Tenant tenant, Person person) throws Exception {
    var logout = new LateLogout(site, tenant, person);
    Await.until("it is told", Duration.ofSeconds(60), () -> logout.asked.get() > 0);
    return logout;
  }

  /** From here on the application answers. */
  void answer() {
    answers.set(true);
  }

  /** It is told again by itself, of the same session. */
  void comes() throws InterruptedException {
    String form = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(form, "it was not told again");
    String token = Query.in("https://site.example/?" + form).get("logout_token");
    JsonNode claims = Jwt.claims(token);
    assertEquals("logout+jwt", Jwt.header(token).path("typ").asText());
    assertEquals(sid, claims.path("sid").asText());
  }
}
