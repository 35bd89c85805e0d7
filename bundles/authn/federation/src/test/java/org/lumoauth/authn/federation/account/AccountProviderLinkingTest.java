/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;
import static org.lumoauth.authn.federation.FederationBundleFixture.ADMIN;
import static org.lumoauth.authn.federation.FederationBundleFixture.GLOBEX;
import static org.lumoauth.authn.federation.FederationBundleFixture.MAY;
import static org.lumoauth.authn.federation.StubFederationConnector.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.authn.federation.SingleUserMethod;
import org.lumoauth.authn.federation.link.IdentityLink;
import org.lumoauth.authn.federation.provider.SocialProviderRequestParser;
import org.lumoauth.authn.federation.signin.FederatedSignInFixture;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.user.FakeSessionService;

/** Users link and unlink providers on their account page. */
class AccountProviderLinkingTest {

  private TestDatabase database;
  private FederationBundleFixture room;
  private FederatedSignInFixture way;
  private String ada;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new FederationBundleFixture(database);
    way = new FederatedSignInFixture(room);
    room.google(Map.of());
    room.user("usr_ada", "ada@here.example", true);
    room.user("usr_eve", "eve@here.example", true);
    room.passwordOf("usr_ada");
    ada = room.sessions.of(ACME, "usr_ada").id();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void linksIdentityAfterConfirmation() {
    var pending = pending(arrive(ada));
    ask(ada, pending);
    assertEquals("ada@idp.example", room.pages.last().model().get("identity"));
    assertEquals(List.of(), linked("usr_ada"), "linked before they said so");

    assertTrue(confirm(ada, room.pages.hidden()).location().endsWith("?done=linked"));
    assertEquals(List.of("them"), linked("usr_ada"));
    var record = room.log.last(ACME.id()).event();
    assertEquals("identity.linked", record.action());
    assertEquals("usr_ada", record.actor().id());
    assertTrue(record.request().isPresent(), "the request is part of the record");
  }

  @Test
  void offersEnabledUnlinkedProviders() {
    list(ada);
    assertEquals(List.of("Google"), others());

    link("google", "them", "usr_ada");
    list(ada);
    assertEquals(List.of(), others());
    assertTrue(add(ada).location().endsWith("?done=already"));

    room.providers.enable(ACME, "google", false, MAY, ADMIN);
    assertEquals(404, add(ada).status());
  }

  @Test
  void requiresARecentSignInToStartLinking() {
    var before = Instant.now();
    assertEquals(303, add("nobody").status());

    room.sessions.with(ACME, old(room.sessions.find(ACME, ada).orElseThrow()));
    assertEquals(303, add(ada).status());
    var requirement = room.signIn.last().requirement();
    assertEquals(Optional.of(FederationBundleFixture.ref("usr_ada")), requirement.subject());
    assertFalse(requirement.notBefore().orElseThrow().isBefore(before));
    assertTrue(room.signIn.last().returnTo().endsWith("/account/identities/add?provider=google"));
  }

  @Test
  void rejectsProviderOfOtherTenant() {
    var exchange =
        FakeHttpExchange.get(GLOBEX, "/account/identities/add").withParameter("provider", "google");

    assertEquals(404, FederationBundleFixture.send(way.add, exchange).status());
  }

  @Test
  void rejectsCallbackInSessionOfOtherUser() { // CSRF: the attacker's identity
    var eve = room.sessions.of(ACME, "usr_eve").id();
    var state = leave(eve);

    assertEquals(403, back(ada, state).status());
    assertEquals(403, back("nobody", state).status());
    assertEquals(302, back(eve, state).status(), "it is still hers");
    assertEquals(List.of(), linked("usr_ada"));
  }

  @Test
  void rejectsPendingLinkOfOtherUser() {
    var eve = room.sessions.of(ACME, "usr_eve").id();
    var answer = FederatedSignInFixture.answer(back(eve, leave(eve)).location());
    assertEquals(403, arrived(ada, answer).status());

    var pending = pending(arrive(eve));
    assertEquals(403, ask(ada, pending).status());
    var form = Map.of("pending", pending, "form_token", token(ada));
    assertEquals(400, confirm(ada, form).status());
    assertEquals(List.of(), linked("usr_ada"));
    assertEquals(List.of(), linked("usr_eve"));
  }

  @Test
  void rejectsCallbackInOtherSessionOfSameUser() {
    var state = leave(ada);
    var other = old(room.sessions.find(ACME, ada).orElseThrow(), "ses_other");
    room.sessions.with(ACME, other);

    assertEquals(403, back("ses_other", state).status());
  }

  @Test
  void rejectsFormWithoutToken() {
    var pending = pending(arrive(ada));
    ask(ada, pending);

    assertEquals(403, confirm(ada, Map.of("pending", pending)).status());
    assertEquals(List.of(), linked("usr_ada"));
  }

  @Test
  void rejectsIdentityLinkedToOtherUser() {
    link("google", "them", "usr_eve");

    assertTrue(arrive(ada).location().endsWith("?done=taken"));
    assertEquals(List.of("them"), linked("usr_eve"));
    assertEquals(List.of(), linked("usr_ada"));
    assertEquals(AuditOutcome.DENIED, room.log.last(ACME.id()).event().outcome());
  }

  @Test
  void rejectsIdentityConcurrentlyLinkedToOtherUser() {
    ask(ada, pending(arrive(ada)));
    var form = room.pages.hidden();
    link("google", "them", "usr_eve");

    assertTrue(confirm(ada, form).location().endsWith("?done=taken"));
    assertEquals(List.of(), linked("usr_ada"));
  }

  @Test
  void rejectsLinkIfProviderChangedMeanwhile() {
    ask(ada, pending(arrive(ada)));
    var form = room.pages.hidden();
    room.change(Map.of("displayName", "Other"));

    assertTrue(confirm(ada, form).location().endsWith("?done=failed"));
    assertEquals(List.of(), linked("usr_ada"));
  }

  @Test
  void rejectsLinkIfProviderRejectsUser() {
    room.connector.next = null;

    assertTrue(arrive(ada).location().endsWith("?done=failed"));
  }

  @Test
  void acceptsResponseAndConfirmationOnce() {
    var answer = FederatedSignInFixture.answer(back(ada, leave(ada)).location());
    var pending = pending(arrived(ada, answer));
    assertEquals(400, arrived(ada, answer).status());

    ask(ada, pending);
    var form = room.pages.hidden();
    confirm(ada, form);
    assertEquals(400, confirm(ada, form).status());
  }

  @Test
  void reportsUnavailableProvider() {
    var key = FederatedSignInFixture.answer(back(ada, leave(ada)).location());
    room.connector.silent = true;

    assertTrue(arrived(ada, key).location().endsWith("?done=unavailable"));
    assertEquals(List.of(), linked("usr_ada"));
    var again = add(ada);
    assertEquals(503, again.status());
    assertEquals("5", again.responseHeader("Retry-After"));
  }

  @Test
  void keepsLastSignInMethod() {
    var eve = room.sessions.of(ACME, "usr_eve").id();
    link("google", "hers", "usr_eve");

    list(eve);
    assertEquals(List.of(true), only());
    assertEquals(409, remove(eve, 0).status());
    assertEquals("last", room.pages.last().model().get("done"));
    assertEquals(List.of("hers"), linked("usr_eve"));
    var record = room.log.last(ACME.id()).event();
    assertEquals("identity.unlinked", record.action());
    assertEquals(AuditOutcome.DENIED, record.outcome());
  }

  @Test
  void ignoresDisabledProviderAsSignInMethod() {
    var eve = room.sessions.of(ACME, "usr_eve").id();
    partner();
    link("google", "hers", "usr_eve");
    link("partner", "hers", "usr_eve");
    list(eve);
    assertEquals(List.of(false, false), only());

    room.providers.enable(ACME, "partner", false, MAY, ADMIN);
    assertEquals(409, remove(eve, 0).status());
    room.providers.enable(ACME, "partner", true, MAY, ADMIN);
    assertEquals(303, remove(eve, 0).status());
    assertEquals(409, remove(eve, 0).status(), "it is the last one now");
  }

  @Test
  void ignoresMethodsTheTenantDisabled() {
    link("google", "hers", "usr_ada");
    room.settings.change(ACME, "sign-in", Map.of("methods", List.of("federation")));
    assertEquals(409, remove(ada, 0).status());

    room.settings.change(ACME, "sign-in", Map.of("methods", List.of("password")));
    assertEquals(303, remove(ada, 0).status());
  }

  @Test
  void ignoresPasswordWhileExclusiveMethodIsUnavailable() {
    link("google", "hers", "usr_ada");
    room.settings.change(ACME, "passkeys", Map.of("enabled", true, "only", true));
    room.registry.withUnavailable(AuthenticationMethod.class, "passkeys", "authn-passkeys");
    assertEquals(409, remove(ada, 0).status());

    room.settings.change(ACME, "passkeys", Map.of("only", false));
    assertEquals(303, remove(ada, 0).status());
  }

  @Test
  void ignoresPasswordIfExclusiveMethodCheckFails() {
    var ways = new RemainingSignInMethodQuery(room.registry, room.open, room.settings);
    var user = new SubjectRef(SubjectRef.USER, "usr_ada");
    room.settings.change(ACME, "passkeys", Map.of("enabled", true, "only", true));
    assertTrue(ways.hasOtherMethod(ACME, user));

    room.registry.withFirstCallFailing(
        AuthenticationMethod.class, "passkeys", new SingleUserMethod("usr_bob"));

    assertFalse(ways.hasOtherMethod(ACME, user));
  }

  private void partner() {
    var body =
        Map.<String, Object>of(
            "clientId", "us", "clientSecret", "s", "issuerUrl", "https://partner.example");
    room.providers.create(ACME, "partner", new SocialProviderRequestParser(body), MAY, ADMIN);
  }

  private void link(String provider, String subject, String user) {
    var who = identity(subject, null, false, Map.of());
    room.identities.link(ACME, provider, who, user, false, ADMIN);
  }

  private List<String> linked(String user) {
    return room.identities.of(ACME, user).stream().map(IdentityLink::subject).toList();
  }

  private FakeHttpExchange add(String session) {
    return send(way.add, get(ACME, "add", session).withParameter("provider", "google"));
  }

  /** Leaves for Google; the state. */
  private String leave(String session) {
    assertEquals(200, add(session).status());
    return FederatedSignInFixture.state((String) room.pages.last().model().get("goUrl"));
  }

  private FakeHttpExchange back(String session, String state) {
    return FederationBundleFixture.send(
        way.callback,
        FakeHttpExchange.get(ACME, "/oauth/social/google/callback")
            .withParameter("code", "good")
            .withParameter("state", state)
            .withCookie(FakeSessionService.COOKIE, session));
  }

  private FakeHttpExchange arrived(String session, String answer) {
    return send(way.link, get(ACME, "link", session).withParameter("answer", answer));
  }

  /** Goes to Google and comes back. */
  private FakeHttpExchange arrive(String session) {
    return arrived(
        session, FederatedSignInFixture.answer(back(session, leave(session)).location()));
  }

  private static String pending(FakeHttpExchange arrived) {
    return arrived.location().replaceAll(".*pending=", "");
  }

  private FakeHttpExchange ask(String session, String pending) {
    return send(way.link, get(ACME, "link", session).withParameter("pending", pending));
  }

  private FakeHttpExchange confirm(String session, Map<String, String> fields) {
    return post(way.link, "/account/identities/link", session, fields);
  }

  private String token(String session) {
    ask(session, pending(arrive(session)));
    return room.pages.hidden().get("form_token");
  }

  private void list(String session) {
    send(way.account, get(ACME, "", session));
  }

  private FakeHttpExchange remove(String session, int which) {
    list(session);
    var form = new HashMap<>(room.pages.hidden());
    form.put("id", (String) rows("identities").get(which).get("id"));
    return post(way.account, "/account/identities", session, form);
  }

  private List<Object> only() {
    return rows("identities").stream().<Object>map(row -> row.get("only")).toList();
  }

  private List<Object> others() {
    return rows("others").stream().<Object>map(row -> row.get("name")).toList();
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> rows(String member) {
    return (List<Map<String, Object>>) room.pages.last().model().get(member);
  }

  private static FakeHttpExchange get(TenantContext tenant, String page, String session) {
    return FakeHttpExchange.get(tenant, "/account/identities/" + page)
        .withCookie(FakeSessionService.COOKIE, session);
  }

  private static FakeHttpExchange post(
      HttpHandler endpoint, String path, String session, Map<String, String> fields) {
    var form = FakeHttpExchange.form(ACME, path).withCookie(FakeSessionService.COOKIE, session);
    fields.forEach(form::withParameter);
    return FederationBundleFixture.send(endpoint, form);
  }

  private static FakeHttpExchange send(HttpHandler endpoint, FakeHttpExchange exchange) {
    return FederationBundleFixture.send(endpoint, exchange);
  }

  private static Session old(Session session) {
    return old(session, session.id());
  }

  /** The same, from a sign-in that is too long ago to begin with. */
  private static Session old(Session session, String id) {
    var then = session.authenticatedAt().minus(RecentSignInCheck.AGE).minus(Duration.ofSeconds(1));
    return new Session(
        id,
        session.subject(),
        then,
        session.amr(),
        session.acr(),
        session.createdAt(),
        session.lastSeenAt(),
        session.expiresAt(),
        session.remembered(),
        session.remoteAddress(),
        session.userAgent());
  }
}
