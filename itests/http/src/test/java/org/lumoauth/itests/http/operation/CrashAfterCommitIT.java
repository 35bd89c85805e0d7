/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.fixture.StubWorkloadPlatform;
import org.lumoauth.itests.http.fixture.WorkloadAgent;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.MariaDbServerExtension;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.platform.persistence.datasource.DatabaseSettings;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;

/**
 * The effects of a committed change are applied even if the server crashes directly after the
 * commit. The database delays the effects, so one crash after all changes is sufficient.
 */
@ExtendWith(MariaDbServerExtension.class)
class CrashAfterCommitIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of all changes: a server waits for the database for 60 seconds, then it answers the first. */
  private static final Duration HELD_UP = Duration.ofSeconds(50);

  private static final String WAITING =
      "select count(*) from (select type, event_id from store_announced"
          + " union select type, event_id from store_missed) waiting";

  private static StubSite site;
  private static DatabaseSettings settings;
  private static TestServer server;
  private static TestTenant tenant;
  private static PendingEffect password;
  private static PendingEffect agent;
  private static PendingEffect client;
  private static PendingEffect trust;
  private static PendingEffect task;

  /**
   * Something that a change ends.
   *
   * @param change is committed, and nothing that follows from it, when the server is killed
   * @param ended fails where it did not follow after all
   */
  private record PendingEffect(Runnable change, Executable ended) {}

  @BeforeAll
  static void start(TestServer shared, MariaDbServer database, StubSite sharedSite)
      throws Exception {
    server = shared;
    site = sharedSite;
    settings = MariaDbServerExtension.settings(database);
    tenant = TestTenant.create(server);
    password = password();
    agent = agent();
    client = client();
    trust = trust();
    task = task();
    killAfterCommit(task, agent, password, client, trust);
    ConditionPoller.until("everything was told", PATIENCE, () -> number(WAITING) == 0);
  }

  @Test
  void endsSignInStateAfterPasswordChange() throws Throwable {
    password.ended().execute();
  }

  private static PendingEffect password() throws Exception {
    TestPerson ada = TestPerson.create(server, tenant).signIn();
    TestApplication app = TestApplication.register(tenant, Map.of());
    JsonNode tokens =
        app.redeem(ada.allow(app, Map.of("prompt", "consent")).get("code")).expect(200).body();
    assertEquals(200, profile(ada));

    return new PendingEffect(
        () ->
            tenant
                .admin()
                .put(
                    "/admin/users/" + ada.id() + "/password",
                    Map.of("password", "quite another row of words 7")),
        () -> {
          assertEquals(303, profile(ada));
          assertEquals(400, app.refresh(tokens).status());
          assertFalse(active(app, tokens.path("access_token").asText()));
        });
  }

  @Test
  void revokesTokensOfStoppedAgentDespiteReactivation() throws Throwable {
    agent.ended().execute();
  }

  private static PendingEffect agent() throws Exception {
    TestTenant.Agent robot = tenant.agent("Robot", List.of("files.read"), List.of());
    ApiClient acting = robot.authenticated();
    acting.get("/agents/me").expect(200);

    return new PendingEffect(
        () -> tenant.admin().post("/admin/agents/" + robot.id() + "/disable", Map.of()),
        () -> {
          tenant.admin().post("/admin/agents/" + robot.id() + "/enable", Map.of()).expect(200);
          acting.get("/agents/me").expect(401);
        });
  }

  @Test
  void revokesTokensOfClientWithReducedScopes() throws Throwable {
    client.ended().execute();
  }

  private static PendingEffect client() throws Exception {
    TestApplication app = TestApplication.register(tenant, Map.of());
    String token =
        app.redeem(
                TestPerson.create(server, tenant)
                    .signIn()
                    .allow(app, Map.of("prompt", "consent"))
                    .get("code"))
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    assertTrue(active(app, token));

    return new PendingEffect(
        () ->
            tenant
                .admin()
                .patch("/admin/clients/" + app.id(), Map.of("allowedScopes", List.of("openid"))),
        () -> assertFalse(active(app, token)));
  }

  @Test
  void revokesTokensOfRemovedTrust() throws Throwable {
    trust.ended().execute();
  }

  private static PendingEffect trust() throws Exception {
    var platform = new StubWorkloadPlatform(site);
    WorkloadAgent job = WorkloadAgent.register(tenant, Map.of());
    String rule =
        job.trust("oidc", Map.of("issuer", platform.issuer(), "subjects", List.of("job-7")));
    Map<String, Object> claims = platform.claims(tenant.admin().base());
    claims.put("sub", "job-7");
    String token = job.token(platform.sign(claims));
    assertTrue(job.isAccepted(token));

    return new PendingEffect(
        () -> tenant.admin().delete(rule), () -> assertFalse(job.isAccepted(token)));
  }

  @Test
  void revokesTokensOfEndedTask() throws Throwable {
    task.ended().execute();
  }

  private static PendingEffect task() throws Exception {
    TestTenant.Agent robot = tenant.agent("Short-lived", List.of("file_access.read"), List.of());
    ApiClient acting = robot.authenticated();
    String task =
        acting
            .post("/jit/task", Map.of("name", "Read"))
            .expect(201)
            .body()
            .path("task_id")
            .asText();
    JsonNode asked =
        acting
            .post(
                "/jit/request",
                Map.of(
                    "task_id",
                    task,
                    "authorization_details",
                    Map.of("type", "file_access", "actions", List.of("read"))))
            .expect(201)
            .body();
    String token =
        acting
            .post("/jit/request/" + asked.path("request_id").asText() + "/token", Map.of())
            .expect(200)
            .body()
            .path("access_token")
            .asText();

    return new PendingEffect(
        () -> acting.post("/jit/task/" + task + "/complete", Map.of()),
        () -> {
          assertEquals(
              1, number("select count(*) from tok_watermark where subject_id = '" + task + "'"));
          assertEquals(0, number("select count(*) from jit_task where closing = 1"));
          assertFalse(active(TestApplication.register(tenant, Map.of()), token));
        });
  }

  /** The database counts changes of the table. A sign-in causes none and a password change two. */
  @Test
  void writesNoEventForSignIn() throws Exception {
    TestPerson ada = TestPerson.create(server, tenant);
    TestApplication app = TestApplication.register(tenant, Map.of());
    try (Connection counting = connect()) {
      run(counting, "set global userstat = 1");
      ConditionPoller.until("everything was told", PATIENCE, () -> number(WAITING) == 0);
      run(counting, "flush table_statistics");

      ada.signIn();
      JsonNode tokens =
          app.redeem(ada.allow(app, Map.of("prompt", "consent")).get("code")).expect(200).body();
      app.refresh(tokens).expect(200);
      assertEquals(0, changes());

      tenant
          .admin()
          .put(
              "/admin/users/" + TestPerson.create(server, tenant).id() + "/password",
              Map.of("password", "quite another row of words 9"))
          .expect(200);
      assertEquals(2, changes());
    }
  }

  /** Nothing that follows from one of the changes gets on until the server is dead. */
  private static void killAfterCommit(PendingEffect... all) throws Exception {
    ConditionPoller.until("what was before is told", PATIENCE, () -> number(WAITING) == 0);
    try (Connection holding = connect()) {
      run(holding, "lock tables sessions_session write, oag_grant write, tok_watermark write");
      List<CompletableFuture<Void>> unanswered = new ArrayList<>();
      Instant end = Instant.now().plus(HELD_UP);
      for (PendingEffect each : all) {
        long before = number(WAITING);
        unanswered.add(
            CompletableFuture.runAsync(each.change(), change -> new Thread(change).start()));
        Duration left = Duration.between(Instant.now(), end);
        ConditionPoller.until("all is committed in time", left, () -> number(WAITING) > before);
      }
      assertTrue(unanswered.stream().noneMatch(CompletableFuture::isDone));
      server.kill();
    }
    server.up();
  }

  private static long changes() throws SQLException {
    return number(
        "select coalesce(sum(rows_changed), 0) from information_schema.table_statistics"
            + " where table_name = 'store_announced'");
  }

  private static long number(String query) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(settings.url(), "root", "");
  }

  private static boolean active(TestApplication app, String token) {
    return app.introspect(token).expect(200).body().path("active").asBoolean();
  }

  private static int profile(TestPerson person) {
    return person.browser().openOnly("/t/" + tenant.slug() + "/account/profile").status();
  }
}
