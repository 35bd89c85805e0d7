package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people and applications have goes on after the server was stopped, or killed. */
class RestartIT {
  private static final String PASSWORD = "a few words in a row 42";

  private static int mailPort;
  private static Server server;
  private static Tenant tenant;
  private static Application notes;

  @BeforeAll
  static void start() throws IOException {
    mailPort = Server.freePort();
    server =
        Server.startWith(
            Map.of(
                "org.lumoauth.messages.mail.cfg",
                "host = 127.0.0.1\nsecurity = none\nport = " + mailPort + "\n"));
    tenant = Tenant.create(server);
    // Longer than it takes to start again on a busy machine.
    tenant.admin().patch("/admin/settings/authorization", Map.of("code_seconds", 600)).expect(200);
    notes = Application.register(tenant, Map.of());
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void losesNothingWhenItIsStopped() {
    State state = State.of("stopped@example.com");

    server.down();
    server.up();

    state.goesOn();
  }

  @Test
  void losesNothingWhenItIsKilled() throws Exception {
    String email = "killed@example.com";
    State state = State.of(email);
    new Browser(server.base())
        .open("/t/" + tenant.slug() + "/forgot-password")
        .submit("identifier", email);
    Await.until(
        "the message can't be sent",
        Duration.ofSeconds(30),
        () -> server.logs().contains("message_put_off"));

    server.kill();
    try (TestMailServer mail = TestMailServer.open(mailPort)) {
      server.up();

      state.goesOn();
      assertTrue(mail.awaitTo(email).text().contains("/reset-password?token="));
    }
  }

  /** Of one person, before the end. */
  private record State(
      Browser signedIn,
      Browser askedForThePassword,
      JsonNode tokens,
      String code,
      JsonNode device) {

    static State of(String email) {
      tenant.admin().post("/admin/users", Map.of("email", email, "password", PASSWORD)).expect(201);
      Browser signedIn = asked(email).submit("password", PASSWORD);
      JsonNode tokens = notes.redeem(notes.code(signedIn)).expect(200).body();
      JsonNode device =
          notes.ask("/oauth/device_authorization", Map.of("scope", "openid")).expect(200).body();
      return new State(signedIn, asked(email), tokens, notes.code(signedIn), device);
    }

    private static Browser asked(String email) {
      return new Browser(server.base())
          .open("/t/" + tenant.slug() + "/login")
          .submit("identifier", email);
    }

    void goesOn() {
      assertAll(
          this::theSession,
          this::theSignInUnderWay,
          this::theAccessToken,
          this::theRefreshToken,
          this::theCode,
          this::theDevice);
    }

    private void theSession() {
      signedIn.open("/t/" + tenant.slug() + "/account/profile");
      assertFalse(signedIn.url().contains("/login"), signedIn.url());
    }

    private void theSignInUnderWay() {
      askedForThePassword.submit("password", PASSWORD);
      assertTrue(
          askedForThePassword.cookies().containsKey("__Host-lumoauth-" + tenant.slug()),
          askedForThePassword.text());
    }

    private void theAccessToken() {
      String token = tokens.path("access_token").asText();
      JsonNode told = notes.ask("/oauth/introspect", Map.of("token", token)).expect(200).body();
      assertTrue(told.path("active").asBoolean(), told.toString());
    }

    private void theRefreshToken() {
      notes.refresh(tokens).expect(200);
    }

    private void theCode() {
      notes.redeem(code).expect(200);
    }

    private void theDevice() {
      signedIn
          .open(device.path("verification_uri").asText())
          .submit("user_code", device.path("user_code").asText())
          .submit("decision", "allow");
      notes.poll(device).expect(200);
    }
  }
}
