package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.flow.UnderWay;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedForRestarts;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Tenant;
import org.lumoauth.itests.http.support.TestMailServer;

/** The state of users and applications is preserved after a stop or crash of the server. */
@ExtendWith(SharedForRestarts.class)
class RestartIT {
  private static Server server;
  private static Site site;
  private static Tenant tenant;
  private static App notes;
  private static App asking;

  @BeforeAll
  static void start(Server shared, Site sharedSite) throws IOException {
    server = shared;
    site = sharedSite;
    tenant = Tenant.create(server).withLongCodes();
    notes = App.register(tenant, Map.of());
    asking = App.withMetadata(tenant, Map.of("first_party", true));
    Map<String, Object> rule =
        Map.of("attribute", "locale", "required", true, "clients", List.of(asking.id()));
    tenant
        .admin()
        .patch(
            "/admin/settings/authentication",
            Map.of("progressive_profiling", Map.of("enabled", true, "rules", List.of(rule))))
        .expect(200);
  }

  /** One stop for all that is to be seen of it. */
  @Nested
  class Stopped {
    private static State state;
    private static Api revoked;
    private static String answer;

    @BeforeAll
    static void stop() throws Exception {
      state = State.now();
      revoked = withTokenOfARevokedKey();
      state.begun().beginShortest();
      try (SlowRequest slow = SlowRequest.begin(server, tenant)) {
        Api anybody = server.anonymous();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::down);
        Await.until(
            "others are told to come again",
            Duration.ofSeconds(30),
            () -> anybody.get("/system/health/ready").status() == 503);
        answer = slow.end();
        stopped.get(90, TimeUnit.SECONDS);
      } finally {
        server.up();
      }
    }

    @Test
    void losesNothingWhenItIsStopped() {
      state.goesOn();
      revoked.get("/agents/me").expect(401);
      state.begun().requireAllTried();
    }

    /** Others were told to come again meanwhile. */
    @Test
    void answersWhatIsUnderWay() {
      assertEquals("HTTP/1.1 201", answer);
    }
  }

  @Test
  void losesNothingWhenItIsKilled() throws Exception {
    State state = State.now();
    String email = state.person().email();
    LateLogout logout = LateLogout.begin(site, tenant, Person.create(server, tenant));
    long before = newPutOff();
    new Browser(server.base())
        .open("/t/" + tenant.slug() + "/forgot-password")
        .submit("identifier", email);
    Await.until("the message can't be sent", Duration.ofSeconds(30), () -> newPutOff() > before);
    state.begun().beginShortest();

    server.kill();
    logout.answer();
    try (TestMailServer mail = TestMailServer.open(SharedForRestarts.MAIL_PORT)) {
      server.up();

      state.goesOn();
      assertTrue(mail.awaitTo(email).text().contains("/reset-password?token="));
    }
    logout.comes();
    state.begun().requireAllTried();
  }

  /** How many messages could not be sent the first time. */
  private static long newPutOff() throws IOException {
    return server
        .logs()
        .lines()
        .filter(line -> line.contains("message_put_off") && line.contains("attempts=1 "))
        .count();
  }

  private static Api withTokenOfARevokedKey() throws IOException {
    Tenant other = Tenant.create(server);
    Api agent = other.agent("Signer", List.of(), List.of()).authenticated();
    agent.get("/agents/me").expect(200);
    server.console("lumoauth:key-rotate --revoke-old " + other.slug());
    agent.get("/agents/me").expect(401);
    return agent;
  }

  /** Of one person, before the end, and of what others had begun. */
  private record State(
      Person person,
      Browser askedForThePassword,
      Person askedForTheirProfile,
      JsonNode tokens,
      String code,
      JsonNode device,
      UnderWay begun) {

    static State now() throws Exception {
      Person person = Person.create(server, tenant).signIn();
      Browser asked =
          new Browser(server.base())
              .open("/t/" + tenant.slug() + "/login")
              .submit("identifier", person.email());
      JsonNode device =
          notes.ask("/oauth/device_authorization", Map.of("scope", "openid")).expect(200).body();
      Person profiled = Person.create(server, tenant);
      profiled.open(asking.authorize(asking.request(Map.of())));
      profiled.browser().submit("identifier", profiled.email());
      profiled.browser().submit("password", Person.PASSWORD);
      JsonNode tokens = person.tokens(notes);
      String code = person.code(notes);
      try (TestMailServer mail = TestMailServer.open(SharedForRestarts.MAIL_PORT)) {
        UnderWay begun = UnderWay.begin(server, site, mail);
        return new State(person, asked, profiled, tokens, code, device, begun);
      }
    }

    void goesOn() {
      assertAll(Stream.concat(begun.steps().stream(), own()));
    }

    private Stream<Executable> own() {
      return Stream.of(
          this::theSession,
          this::theSignInUnderWay,
          this::theQuestionBeforeTheSession,
          this::theAccessToken,
          this::theRefreshToken,
          this::theCode,
          this::theDevice);
    }

    private void theSession() {
      Browser browser = person.browser().open("/t/" + tenant.slug() + "/account/profile");
      assertFalse(browser.url().contains("/login"), browser.url());
    }

    private void theSignInUnderWay() {
      askedForThePassword.submit("password", Person.PASSWORD);
      assertTrue(
          askedForThePassword.cookies().containsKey("__Host-lumoauth-session." + tenant.slug()),
          askedForThePassword.text());
    }

    private void theQuestionBeforeTheSession() {
      askedForTheirProfile.browser().submitOnly("locale", "en-GB");
      assertTrue(askedForTheirProfile.follow().goOn().containsKey("code"));
    }

    private void theAccessToken() {
      JsonNode told = notes.introspect(tokens.path("access_token").asText()).expect(200).body();
      assertTrue(told.path("active").asBoolean(), told.toString());
    }

    private void theRefreshToken() {
      notes.refresh(tokens).expect(200);
    }

    private void theCode() {
      notes.redeem(code).expect(200);
    }

    private void theDevice() {
      person
          .browser()
          .open(device.path("verification_uri").asText())
          .submit("user_code", device.path("user_code").asText())
          .submit("decision", "allow");
      notes.poll(device).expect(200);
    }
  }
}
