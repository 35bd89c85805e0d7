/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.itests.http.flow.InterruptedFlowSuite;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.RestartServerExtension;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestMailServer;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The state of users and applications is preserved after a stop or crash of the server. */
@ExtendWith(RestartServerExtension.class)
class ServerRestartIT {
  private static TestServer server;
  private static StubSite site;
  private static TestTenant tenant;
  private static TestApplication notes;
  private static TestApplication asking;

  @BeforeAll
  static void start(TestServer shared, StubSite sharedSite) throws IOException {
    server = shared;
    site = sharedSite;
    tenant = TestTenant.create(server).withLongCodes();
    notes = TestApplication.register(tenant, Map.of());
    asking = TestApplication.withMetadata(tenant, Map.of("first_party", true));
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
  class StopTests {
    private static PersonState state;
    private static ApiClient revoked;
    private static String answer;

    @BeforeAll
    static void stop() throws Exception {
      state = PersonState.capture();
      revoked = withTokenOfARevokedKey();
      state.begun().startShortest();
      try (PartialRequest slow = PartialRequest.begin(server, tenant)) {
        ApiClient anybody = server.anonymous();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::down);
        ConditionPoller.until(
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
    void keepsStateAcrossRestart() {
      state.assertPreserved();
      revoked.get("/agents/me").expect(401);
      state.begun().requireAllTried();
    }

    /** Others were told to come again meanwhile. */
    @Test
    void completesRequestsInProgress() {
      assertEquals("HTTP/1.1 201", answer);
    }
  }

  @Test
  void keepsStateAcrossCrash() throws Exception {
    PersonState state = PersonState.capture();
    String email = state.person().email();
    DelayedLogoutNotification logout =
        DelayedLogoutNotification.begin(site, tenant, TestPerson.create(server, tenant));
    long before = countNewDeferredMessages();
    new TestBrowser(server.base())
        .open("/t/" + tenant.slug() + "/forgot-password")
        .submit("identifier", email);
    ConditionPoller.until(
        "the message can't be sent",
        Duration.ofSeconds(30),
        () -> countNewDeferredMessages() > before);
    state.begun().startShortest();

    server.kill();
    logout.makeAvailable();
    try (TestMailServer mail = TestMailServer.open(RestartServerExtension.MAIL_PORT)) {
      server.up();

      state.assertPreserved();
      assertTrue(mail.awaitTo(email).text().contains("/reset-password?token="));
    }
    logout.assertDelivered();
    state.begun().requireAllTried();
  }

  /** How many messages could not be sent the first time. */
  private static long countNewDeferredMessages() throws IOException {
    return server
        .logs()
        .lines()
        .filter(line -> line.contains("message_put_off") && line.contains("attempts=1 "))
        .count();
  }

  private static ApiClient withTokenOfARevokedKey() throws IOException {
    TestTenant other = TestTenant.create(server);
    ApiClient agent = other.agent("Signer", List.of(), List.of()).authenticated();
    agent.get("/agents/me").expect(200);
    server.console("lumoauth:key-rotate --revoke-old " + other.slug());
    agent.get("/agents/me").expect(401);
    return agent;
  }

  /** Of one person, before the end, and of what others had begun. */
  private record PersonState(
      TestPerson person,
      TestBrowser askedForThePassword,
      TestPerson askedForTheirProfile,
      JsonNode tokens,
      String code,
      JsonNode device,
      InterruptedFlowSuite begun) {

    static PersonState capture() throws Exception {
      TestPerson person = TestPerson.create(server, tenant).signIn();
      TestBrowser asked =
          new TestBrowser(server.base())
              .open("/t/" + tenant.slug() + "/login")
              .submit("identifier", person.email());
      JsonNode device =
          notes.ask("/oauth/device_authorization", Map.of("scope", "openid")).expect(200).body();
      TestPerson profiled = TestPerson.create(server, tenant);
      profiled.open(asking.authorize(asking.request(Map.of())));
      profiled.browser().submit("identifier", profiled.email());
      profiled.browser().submit("password", TestPerson.PASSWORD);
      JsonNode tokens = person.tokens(notes);
      String code = person.code(notes);
      try (TestMailServer mail = TestMailServer.open(RestartServerExtension.MAIL_PORT)) {
        InterruptedFlowSuite begun = InterruptedFlowSuite.start(server, site, mail);
        return new PersonState(person, asked, profiled, tokens, code, device, begun);
      }
    }

    void assertPreserved() {
      assertAll(Stream.concat(begun.steps().stream(), ownChecks()));
    }

    private Stream<Executable> ownChecks() {
      return Stream.of(
          this::assertSession,
          this::assertSignInInProgress,
          this::assertConsentRequest,
          this::assertAccessToken,
          this::assertRefreshToken,
          this::assertCode,
          this::assertDeviceCode);
    }

    private void assertSession() {
      TestBrowser browser = person.browser().open("/t/" + tenant.slug() + "/account/profile");
      assertFalse(browser.url().contains("/login"), browser.url());
    }

    private void assertSignInInProgress() {
      askedForThePassword.submit("password", TestPerson.PASSWORD);
      assertTrue(
          askedForThePassword.cookies().containsKey("__Host-lumoauth-session." + tenant.slug()),
          askedForThePassword.text());
    }

    private void assertConsentRequest() {
      askedForTheirProfile.browser().submitOnly("locale", "en-GB");
      assertTrue(askedForTheirProfile.follow().answerUntilRedirect().containsKey("code"));
    }

    private void assertAccessToken() {
      JsonNode told = notes.introspect(tokens.path("access_token").asText()).expect(200).body();
      assertTrue(told.path("active").asBoolean(), told.toString());
    }

    private void assertRefreshToken() {
      notes.refresh(tokens).expect(200);
    }

    private void assertCode() {
      notes.redeem(code).expect(200);
    }

    private void assertDeviceCode() {
      person
          .browser()
          .open(device.path("verification_uri").asText())
          .submit("user_code", device.path("user_code").asText())
          .submit("decision", "allow");
      notes.poll(device).expect(200);
    }
  }
}
