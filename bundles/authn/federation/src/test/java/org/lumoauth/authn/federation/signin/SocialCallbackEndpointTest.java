/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;
import static org.lumoauth.authn.federation.StubFederationConnector.identity;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.authn.federation.StubFederationConnector;
import org.lumoauth.authn.federation.provider.SocialProviderRequestParser;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class SocialCallbackEndpointTest {

  private static final String PATH = "/oauth/social/google";

  private TestDatabase database;
  private FederationBundleFixture room;
  private FederatedSignInFixture way;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new FederationBundleFixture(database);
    way = new FederatedSignInFixture(room);
    room.google(Map.of());
    room.user("usr_ada", "ada@here.example", true);
    room.identities.link(
        ACME,
        "google",
        identity("them", null, false, Map.of()),
        "usr_ada",
        false,
        FederationBundleFixture.ADMIN);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void redirectsToProvider() {
    var left = FederationBundleFixture.send(way.start, FakeHttpExchange.get(ACME, PATH));

    assertEquals(302, left.status());
    assertTrue(
        left.location().startsWith(StubFederationConnector.ISSUER + "/authorize"), left.location());
  }

  @Test
  void reportsUnavailableProvider() {
    room.connector.silent = true;

    var left = FederationBundleFixture.send(way.start, FakeHttpExchange.get(ACME, PATH));
    assertEquals(503, left.status());
    assertEquals("5", left.responseHeader("Retry-After"));
    assertEquals("temporarily_unavailable", room.pages.last().model().get("code"));
  }

  @Test
  void rateLimitsRedirectsPerAddress() {
    for (int i = 0; i < FederationStartLimiter.ADDRESS.attempts(); i++) {
      FederationBundleFixture.send(way.start, FakeHttpExchange.get(ACME, PATH));
    }

    assertEquals(
        429, FederationBundleFixture.send(way.start, FakeHttpExchange.get(ACME, PATH)).status());
  }

  @Test
  void rejectsUnknownOrDisabledProvider() {
    assertEquals(
        404,
        FederationBundleFixture.send(way.start, FakeHttpExchange.get(ACME, "/oauth/social/x"))
            .status());
    room.change(Map.of("enabled", false));
    assertEquals(
        404, FederationBundleFixture.send(way.start, FakeHttpExchange.get(ACME, PATH)).status());
  }

  @Test
  void continuesExistingSignIn() {
    var left =
        FederationBundleFixture.send(
            way.start, FakeHttpExchange.get(ACME, PATH).withParameter("attempt", "att_1"));

    assertTrue(
        left.location().endsWith("/login?attempt=att_1&method=federation&way=google"),
        left.location());
  }

  @Test
  void beginsSignInForCallbackWithoutOne() {
    var left = FederationBundleFixture.send(way.start, FakeHttpExchange.get(ACME, PATH));
    var back = FederationBundleFixture.send(way.callback, withCookie(left, callback(left)));

    assertTrue(
        back.location().endsWith("?attempt=1&method=federation&way=google"), back.location());
    assertEquals("/t/acme/account", room.signIn.last().returnTo());
    var begun = way.leave("1", Optional.empty());
    assertInstanceOf(
        AuthenticationStep.SuccessStep.class,
        way.proceed(ACME, "1", begun, FederatedSignInFixture.answer(begun.location())));
  }

  @Test
  void rejectsCallbackInOtherBrowser() {
    var left = FederationBundleFixture.send(way.start, FakeHttpExchange.get(ACME, PATH));
    var other = FederationBundleFixture.send(way.start, FakeHttpExchange.get(ACME, PATH));

    assertEquals(403, FederationBundleFixture.send(way.callback, callback(left)).status());
    assertEquals(
        403,
        FederationBundleFixture.send(way.callback, withCookie(other, callback(left))).status());
    assertEquals(0, room.signIn.count());
  }

  @Test
  void acceptsStateOnce() {
    var left = way.leave("att_1", Optional.empty());
    var state = FederatedSignInFixture.state(left.location());
    way.back(state);

    assertEquals(400, way.back(state).status());
  }

  @Test
  void rejectsUnknownState() {
    assertEquals(400, way.back("guessed").status());
    assertEquals(400, way.back("x".repeat(5_000)).status());
  }

  @Test
  void rejectsCallbackAtOtherProvider() { // each has a redirect URI of its own
    room.providers.create(
        ACME,
        "own",
        new SocialProviderRequestParser(
            Map.of("clientId", "us", "clientSecret", "s", "issuerUrl", "https://own.example")),
        FederationBundleFixture.MAY,
        FederationBundleFixture.ADMIN);
    var state = FederatedSignInFixture.state(way.leave("att_1", Optional.empty()).location());

    var wrong =
        FederationBundleFixture.send(
            way.callback,
            FakeHttpExchange.get(ACME, "/oauth/social/own/callback")
                .withParameter("code", "good")
                .withParameter("state", state));
    assertEquals(400, wrong.status());
    assertEquals(302, way.back(state).status());
  }

  @Test
  void rejectsCallbackInOtherTenant() {
    var state = FederatedSignInFixture.state(way.leave("att_1", Optional.empty()).location());

    var wrong =
        FederationBundleFixture.send(
            way.callback,
            FakeHttpExchange.get(FederationBundleFixture.GLOBEX, PATH + "/callback")
                .withParameter("code", "good")
                .withParameter("state", state));
    assertEquals(400, wrong.status());
  }

  @Test
  void acceptsFormPostWithoutCookies() {
    var left = FederationBundleFixture.send(way.start, FakeHttpExchange.get(ACME, PATH));
    var posted =
        FederationBundleFixture.send(
            way.callback,
            FakeHttpExchange.form(ACME, PATH + "/callback")
                .withParameter("code", "good")
                .withParameter("state", FederatedSignInFixture.state(left.location())));
    assertEquals(302, posted.status());
    var parked = posted.location().replaceAll(".*parked=", "");

    var again = FakeHttpExchange.get(ACME, PATH + "/callback").withParameter("parked", parked);
    assertEquals(302, FederationBundleFixture.send(way.callback, withCookie(left, again)).status());
  }

  @Test
  void storesOneFormPostPerState() {
    var left = FederationBundleFixture.send(way.start, FakeHttpExchange.get(ACME, PATH));
    var state = FederatedSignInFixture.state(left.location());

    assertEquals(302, FederationBundleFixture.send(way.callback, posted(state, "1")).status());
    assertEquals(400, FederationBundleFixture.send(way.callback, posted(state, "2")).status());
    assertEquals(1, room.shortLived.count(ACME, "federation-parked"));
  }

  @Test
  void rejectsOverlongFormPost() {
    var left = FederationBundleFixture.send(way.start, FakeHttpExchange.get(ACME, PATH));
    var form = posted(FederatedSignInFixture.state(left.location()), "1");
    form.withParameter("a", "x".repeat(5_000)).withParameter("b", "x".repeat(5_000));

    assertEquals(400, FederationBundleFixture.send(way.callback, form).status());
    assertEquals(0, room.shortLived.count(ACME, "federation-parked"));
  }

  private static FakeHttpExchange posted(String state, String code) {
    return FakeHttpExchange.form(ACME, PATH + "/callback")
        .withParameter("code", code)
        .withParameter("state", state);
  }

  @Test
  void rejectsResponseWithDuplicateCode() {
    var left = way.leave("att_1", Optional.empty());
    var state = FederatedSignInFixture.state(left.location());
    var twice =
        FederationBundleFixture.send(
            way.callback,
            FakeHttpExchange.get(ACME, PATH + "/callback")
                .withParameter("code", "good")
                .withParameter("code", "bad")
                .withParameter("state", state));

    assertEquals(
        new AuthenticationStep.FailureStep("wrong"),
        way.proceed(ACME, "att_1", left, FederatedSignInFixture.answer(twice.location())));
  }

  @Test
  void redirectsOnlyToThisServer() {
    var left = way.leave("att_1", Optional.empty());
    var back =
        FederationBundleFixture.send(
            way.callback,
            FakeHttpExchange.get(ACME, PATH + "/callback")
                .withParameter("code", "good")
                .withParameter("state", FederatedSignInFixture.state(left.location()))
                .withParameter("returnTo", "https://attacker.example")
                .withParameter("redirect_uri", "https://attacker.example"));

    assertTrue(
        back.location().startsWith(ACME.issuer().replace("/api/v1", "/login?attempt=att_1&")),
        back.location());
  }

  @Test
  void omitsProviderTextFromPage() {
    var left = way.leave("att_1", Optional.empty());
    var back =
        FederationBundleFixture.send(
            way.callback,
            FakeHttpExchange.get(ACME, PATH + "/callback")
                .withParameter("error", "access_denied")
                .withParameter("error_description", "call 555")
                .withParameter("state", FederatedSignInFixture.state(left.location())));
    assertEquals(
        new AuthenticationStep.FailureStep("wrong"),
        way.proceed(ACME, "att_1", left, FederatedSignInFixture.answer(back.location())));

    FederationBundleFixture.send(
        way.callback,
        FakeHttpExchange.get(ACME, PATH + "/callback")
            .withParameter("error_description", "call 555"));
    assertTrue(!room.pages.last().model().toString().contains("555"));
  }

  private static FakeHttpExchange callback(FakeHttpExchange left) {
    return FakeHttpExchange.get(ACME, PATH + "/callback")
        .withParameter("code", "good")
        .withParameter("state", FederatedSignInFixture.state(left.location()));
  }

  private static FakeHttpExchange withCookie(FakeHttpExchange left, FakeHttpExchange next) {
    var pair = left.responseHeader("Set-Cookie").split(";")[0].split("=", 2);
    return next.withCookie(pair[0], pair[1]);
  }
}
