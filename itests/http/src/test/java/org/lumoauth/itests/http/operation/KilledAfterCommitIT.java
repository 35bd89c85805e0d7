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
import org.lumoauth.itests.http.fixture.Platform;
import org.lumoauth.itests.http.fixture.Workload;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedOnMariaDb;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Tenant;
import org.lumoauth.platform.persistence.datasource.DatabaseSettings;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;

/**
 * The effects of a committed change are applied even if the server crashes directly after the
 * commit. The database delays the effects, so one crash after all changes is sufficient.
 */
@ExtendWith(SharedOnMariaDb.class)
class KilledAfterCommitIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of all changes: a server waits for the database for 60 seconds, then it answers the first. */
  private static final Duration HELD_UP = Duration.ofSeconds(50);

  private static final String WAITING =
      "select count(*) from (select type, event_id from store_announced"
          + " union select type, event_id from store_missed) waiting";

  private static Site site;
  private static DatabaseSettings settings;
  private static Server server;
  private static Tenant tenant;
  private static Begun password;
  private static Begun agent;
  private static Begun client;
  private static Begun trust;
  private static Begun task;

  /**
   * Something that a change ends.
   *
   * @param change is committed, and nothing that follows from it, when the server is killed
   * @param ended fails where it did not follow after all
   */
  private record Begun(Runnable change, Executable ended) {}

  @BeforeAll
  static void start(Server shared, MariaDbServer database, Site sharedSite) throws Exception {
    server = shared;
    site = sharedSite;
    settings = SharedOnMariaDb.settings(database);
    tenant = Tenant.create(server);
    password = password();
    agent = agent();
    client = client();
    trust = trust();
    task = task();
    killedOnceCommitted(task, agent, password, client, trust);
    Await.until("everything was told", PATIENCE, () -> number(WAITING) == 0);
  }

  @Test
  void endsWhatWasBegunWithAPasswordThatWasChanged() throws Throwable {
    password.ended().execute();
  }

  private static Begun password() throws Exception {
    Person ada = Person.create(server, tenant).signIn();
    App app = App.register(tenant, Map.of());
    JsonNode tokens =
        app.redeem(ada.allow(app, Map.of("prompt", "consent")).get("code")).expect(200).body();
    assertEquals(200, profile(ada));

    return new Begun(
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
  void endsTheTokensOfAnAgentThatWasStoppedThoughItMayActAgain() throws Throwable {
    agent.ended().execute();
  }

  private static Begun agent() throws Exception {
    Tenant.Agent robot = tenant.agent("Robot", List.of("files.read"), List.of());
    Api acting = robot.authenticated();
    acting.get("/agents/me").expect(200);

    return new Begun(
        () -> tenant.admin().post("/admin/agents/" + robot.id() + "/disable", Map.of()),
        () -> {
          tenant.admin().post("/admin/agents/" + robot.id() + "/enable", Map.of()).expect(200);
          acting.get("/agents/me").expect(401);
        });
  }

  @Test
  void endsTheTokensOfAClientThatLostAScope() throws Throwable {
    client.ended().execute();
  }

  private static Begun client() throws Exception {
    App app = App.register(tenant, Map.of());
    String token =
        app.redeem(
                Person.create(server, tenant)
                    .signIn()
                    .allow(app, Map.of("prompt", "consent"))
                    .get("code"))
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    assertTrue(active(app, token));

    return new Begun(
        () ->
            tenant
                .admin()
                .patch("/admin/clients/" + app.id(), Map.of("allowedScopes", List.of("openid"))),
        () -> assertFalse(active(app, token)));
  }

  @Test
  void endsTheTokensThatCameOfATrustThatWasTakenBack() throws Throwable {
    trust.ended().execute();
  }

  private static Begun trust() throws Exception {
    var platform = new Platform(site);
    Workload job = Workload.register(tenant, Map.of());
    String rule =
        job.trust("oidc", Map.of("issuer", platform.issuer(), "subjects", List.of("job-7")));
    Map<String, Object> claims = platform.claims(tenant.admin().base());
    claims.put("sub", "job-7");
    String token = job.token(platform.sign(claims));
    assertTrue(job.admits(token));

    return new Begun(() -> tenant.admin().delete(rule), () -> assertFalse(job.admits(token)));
  }

  @Test
  void endsTheTokensOfATaskThatEnded() throws Throwable {
    task.ended().execute();
  }

  private static Begun task() throws Exception {
    Tenant.Agent robot = tenant.agent("Short-lived", List.of("file_access.read"), List.of());
    Api acting = robot.authenticated();
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

    return new Begun(
        () -> acting.post("/jit/task/" + task + "/complete", Map.of()),
        () -> {
          assertEquals(
              1, number("select count(*) from tok_watermark where subject_id = '" + task + "'"));
          assertEquals(0, number("select count(*) from jit_task where closing = 1"));
          assertFalse(active(App.register(tenant, Map.of()), token));
        });
  }

  /** The database counts changes of the table. A sign-in causes none and a password change two. */
  @Test
  void writesNothingMoreForASignIn() throws Exception {
    Person ada = Person.create(server, tenant);
    App app = App.register(tenant, Map.of());
    try (Connection counting = connect()) {
      run(counting, "set global userstat = 1");
      Await.until("everything was told", PATIENCE, () -> number(WAITING) == 0);
      run(counting, "flush table_statistics");

      ada.signIn();
      JsonNode tokens =
          app.redeem(ada.allow(app, Map.of("prompt", "consent")).get("code")).expect(200).body();
      app.refresh(tokens).expect(200);
      assertEquals(0, changes());

      tenant
          .admin()
          .put(
              "/admin/users/" + Person.create(server, tenant).id() + "/password",
              Map.of("password", "quite another row of words 9"))
          .expect(200);
      assertEquals(2, changes());
    }
  }

  /** Nothing that follows from one of the changes gets on until the server is dead. */
  private static void killedOnceCommitted(Begun... all) throws Exception {
    Await.until("what was before is told", PATIENCE, () -> number(WAITING) == 0);
    try (Connection holding = connect()) {
      run(holding, "lock tables sessions_session write, oag_grant write, tok_watermark write");
      List<CompletableFuture<Void>> unanswered = new ArrayList<>();
      Instant end = Instant.now().plus(HELD_UP);
      for (Begun each : all) {
        long before = number(WAITING);
        unanswered.add(
            CompletableFuture.runAsync(each.change(), change -> new Thread(change).start()));
        Duration left = Duration.between(Instant.now(), end);
        Await.until("all is committed in time", left, () -> number(WAITING) > before);
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

  private static boolean active(App app, String token) {
    return app.introspect(token).expect(200).body().path("active").asBoolean();
  }

  private static int profile(Person person) {
    return person.browser().openOnly("/t/" + tenant.slug() + "/account/profile").status();
  }
}
