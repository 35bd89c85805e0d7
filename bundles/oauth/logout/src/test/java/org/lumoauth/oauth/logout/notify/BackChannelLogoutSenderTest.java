/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.user.FakeSessionService;
import org.lumoauth.testkit.race.ConcurrentRunner;

class BackChannelLogoutSenderTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Client APP =
      aClient().withId("app").with("backchannel_logout_uri", "https://app.example/out").build();
  private static final Client QUIET = aClient().withId("quiet").build();

  @DatabaseTest
  void notifiesAClientWithTokensFromTheSession(TestDatabase database) throws Exception {
    var room = new Room(database);
    room.gotTokens(APP, "ses_1", "authorization_code");
    room.end("ses_1");

    var sent = room.sent.get(0);
    assertEquals("https://app.example/out", sent.uri().toString());
    assertEquals("application/x-www-form-urlencoded", sent.headers().get("Content-Type"));
    assertEquals(0, room.store.findDue(room.now.plus(Duration.ofDays(9)), 9).size());
  }

  @DatabaseTest
  void sendsTokenOfLogoutTokenType(TestDatabase database) throws Exception {
    var room = new Room(database);
    room.gotTokens(APP, "ses_1", "authorization_code");
    room.end("ses_1");
    var body = new String(room.sent.get(0).body().orElseThrow(), StandardCharsets.UTF_8);
    var claims = JSONObjectUtils.parse(body.substring(body.indexOf("} {") + 2));

    assertTrue(body.startsWith("logout_token=RS256 {typ=logout+jwt}"), body);
    assertEquals(ACME.issuer(), claims.get("iss"));
    assertEquals("app", claims.get("aud"));
    assertEquals("ses_1", claims.get("sid"));
    assertEquals("pairwise", claims.get("sub"));
    assertEquals(120L, (Long) claims.get("exp") - (Long) claims.get("iat"));
    assertEquals(
        Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()),
        claims.get("events"));
    assertFalse(claims.containsKey("nonce"), "section 2.4");
  }

  @DatabaseTest
  void notifiesNoOtherClients(TestDatabase database) {
    var room = new Room(database);
    room.gotTokens(APP, "ses_1", "authorization_code");
    room.gotTokens(QUIET, "ses_2", "authorization_code");
    room.gotTokens(APP, "ses_2", "refresh_token");
    room.end("ses_2");

    assertEquals(List.of(), room.sent);
  }

  @DatabaseTest
  void retriesWithBackoffAndAuditsFinalFailure(TestDatabase database) {
    var room = new Room(database);
    room.status = 503;
    room.gotTokens(APP, "ses_1", "authorization_code");
    room.end("ses_1");
    assertEquals(1, room.sent.size());
    room.work();
    assertEquals(1, room.sent.size(), "not before the pause is over");
    for (int i = 0; i < 20; i++) {
      room.now = room.now.plus(Duration.ofHours(7));
      room.work();
    }

    assertEquals(7, room.sent.size());
    assertEquals("logout.client_not_told", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void resumesDueDeliveriesAfterRestart(TestDatabase database) {
    var room = new Room(database);
    room.status = 500;
    room.gotTokens(APP, "ses_1", "authorization_code");
    room.end("ses_1");
    var restarted = new Room(database);
    restarted.now = room.now.plusSeconds(60);
    restarted.work();

    assertEquals(1, restarted.sent.size());
  }

  @DatabaseTest
  void doesNotRetryAfterClientRejection(TestDatabase database) {
    var room = new Room(database);
    room.status = 400;
    room.gotTokens(APP, "ses_1", "authorization_code");
    room.end("ses_1");
    room.now = room.now.plus(Duration.ofDays(1));
    room.work();

    assertEquals(1, room.sent.size());
  }

  @DatabaseTest
  void doesNotRetryForbiddenUrl(TestDatabase database) {
    var room = new Room(database);
    room.refused = true;
    room.gotTokens(APP, "ses_1", "authorization_code");
    room.end("ses_1");
    room.now = room.now.plus(Duration.ofDays(1));
    room.work();

    assertEquals(1, room.sent.size());
    assertEquals("logout.client_not_told", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void sendsEachLogoutTokenFromOneNode(TestDatabase database) {
    var room = new Room(database);
    var other = new Room(database);
    room.gotTokens(APP, "ses_1", "authorization_code");
    room.store.scheduleDeliveries(ACME.id(), "ses_1", room.now);
    other.store.scheduleDeliveries(ACME.id(), "ses_1", room.now);
    var due = room.channel.findDue(9);
    due.forEach(room.channel::attempt);
    due.forEach(other.channel::attempt);

    assertEquals(1, room.sent.size() + other.sent.size());
  }

  @DatabaseTest
  void notifiesClientReceivingTokensDuringLogout(TestDatabase database) throws Exception {
    var room = new Room(database);
    for (int round = 0; round < 20; round++) {
      var session = "ses_" + round;
      room.store.recordClient(ACME.id(), session, "first", aUserRef(), room.now);

      ConcurrentRunner.runAll(
          2,
          who -> {
            if (who == 0) {
              room.store.scheduleDeliveries(ACME.id(), session, room.now);
            } else {
              room.store.recordClient(ACME.id(), session, "app", aUserRef(), room.now);
            }
            return who;
          });

      var known =
          Stream.concat(
              room.store.clients(ACME.id(), session).stream(),
              room.store.findDue(room.now, 99).stream()
                  .filter(delivery -> delivery.sessionId().equals(session))
                  .map(LogoutClientAndDeliveryStore.BackChannelLogoutDelivery::clientId));
      assertEquals(Set.of("app", "first"), known.collect(Collectors.toSet()));
    }
  }

  @DatabaseTest
  void notifiesClientReceivingTokensAfterLogout(TestDatabase database) {
    var room = new Room(database);
    room.gotTokensInWhateverIsThere(APP, "ses_1", "authorization_code");

    assertEquals(1, room.store.findDue(Instant.now().plusSeconds(60), 9).size());
  }

  @DatabaseTest
  void erasesTenantData(TestDatabase database) {
    var room = new Room(database);
    room.status = 500;
    room.gotTokens(APP, "ses_1", "authorization_code");
    room.gotTokens(APP, "ses_2", "authorization_code");
    room.end("ses_1");
    database.eraser(List.of("lgo_session_client", "lgo_delivery")).erase(ACME.id());

    assertEquals(List.of(), room.store.clients(ACME.id(), "ses_2"));
    assertEquals(List.of(), room.store.findDue(room.now.plus(Duration.ofDays(1)), 9));
  }

  @DatabaseTest
  void purgesAbandonedSessions(TestDatabase database) {
    var room = new Room(database);
    room.gotTokens(APP, "ses_1", "authorization_code");
    room.store.purge(Instant.now().plusSeconds(5));

    assertEquals(List.of(), room.store.clients(ACME.id(), "ses_1"));
  }

  /** The module with a client that answers as the test says. */
  private static final class Room {
    private final List<OutboundRequest> sent = new ArrayList<>();
    private final FakeAuditLog log = new FakeAuditLog();
    private final FakeSessionService sessions = new FakeSessionService(() -> Instant.EPOCH);
    private final LogoutClientAndDeliveryStore store;
    private final BackChannelLogoutSender channel;
    private final SessionClientRecorder noting;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int status = 200;
    private boolean refused;

    Room(TestDatabase database) {
      store =
          new LogoutClientAndDeliveryStore(
              database.open(TestDatabase.tablesOf(LogoutClientAndDeliveryStore.class)));
      noting = new SessionClientRecorder(store, sessions);
      InstantSource clock = () -> now;
      channel =
          new BackChannelLogoutSender(
              store,
              new FakeTenantRegistry().with(ACME),
              new FakeClientDirectory().with(ACME, APP).with(ACME, QUIET),
              new LogoutTokenIssuer(
                  named(), idTokens(), new FakeSettingsStore(), new FakeIdGenerator()),
              http(),
              log,
              clock);
    }

    void gotTokens(Client client, String sessionId, String grantType) {
      sessions.with(ACME, session(sessionId));
      gotTokensInWhateverIsThere(client, sessionId, grantType);
    }

    void gotTokensInWhateverIsThere(Client client, String sessionId, String grantType) {
      var form = anOAuthRequest().with("grant_type", grantType).build();
      noting.members(
          ACME,
          new AuthenticatedTokenRequest(client, "client_secret_basic", form, Optional.empty()),
          granted(client, sessionId),
          null);
    }

    void end(String sessionId) {
      store.scheduleDeliveries(ACME.id(), sessionId, now);
      work();
    }

    void work() {
      channel.findDue(9).forEach(channel::attempt);
    }

    private OutboundHttpClient http() {
      return request -> {
        sent.add(request);
        if (refused) {
          throw new OutboundException("a special-use address", true);
        }
        return new OutboundResponse(status, Map.of(), new byte[0]);
      };
    }
  }

  private static Session session(String id) {
    var begun = Instant.EPOCH;
    return new Session(
        id,
        aUserRef(),
        begun,
        Set.of("pwd"),
        "1",
        begun,
        begun,
        begun.plusSeconds(60),
        false,
        "192.0.2.1",
        Optional.empty());
  }

  private static AuthorizationGrant granted(Client client, String sessionId) {
    return new AuthorizationGrant(
        "grn_1",
        client.clientId(),
        aUserRef(),
        Set.of("openid"),
        List.of(),
        Optional.of(sessionId),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  /** "Signs" by naming algorithm and header before the payload. */
  private static SigningKeyService named() {
    return (SigningKeyService)
        Proxy.newProxyInstance(
            SigningKeyService.class.getClassLoader(),
            new Class<?>[] {SigningKeyService.class},
            (proxy, method, given) -> given[1] + " " + given[2] + " " + given[3]);
  }

  private static IdTokenHintReader idTokens() {
    return new IdTokenHintReader() {
      @Override
      public Optional<IdTokenHint> readHint(TenantContext tenant, String idToken) {
        return Optional.empty();
      }

      @Override
      public String subjectIdentifier(TenantContext tenant, Client client, SubjectRef subject) {
        return "pairwise";
      }
    };
  }
}
