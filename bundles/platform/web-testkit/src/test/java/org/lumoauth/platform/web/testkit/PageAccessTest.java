/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService.NewSession;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.user.FakeSessionService;
import org.lumoauth.testkit.fake.user.FakeSignInService;

/** The access check of pages, and the validation of form tokens. */
class PageAccessTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String PURPOSE = "account/mine";

  private final FakeSessionService sessions = new FakeSessionService(() -> NOW);
  private final FakeSignInService signIn = new FakeSignInService();
  private final PageSessionGuard readers = new PageSessionGuard(sessions, signIn);
  private final Session adas = sessions.of(ACME, "usr_ada");

  @Test
  void admitsASignedInUser() {
    FakeHttpExchange exchange = in(adas);

    assertEquals(Optional.of(adas), readers.requireSession(exchange, "/t/acme/account/mine"));
    assertEquals(0, signIn.count());
  }

  @Test
  void redirectsAnonymousUserToSignInAndBack() {
    FakeHttpExchange exchange = FakeHttpExchange.get(ACME, "/account/mine");

    assertTrue(
        readers.requireSession(exchange, "https://id.example.com/t/acme/mine?page=2").isEmpty());
    assertEquals(303, exchange.status());
    assertTrue(exchange.location().contains("/login"), exchange.location());
    assertEquals(FakeSignInService.COOKIE, exchange.responseHeader("Set-Cookie"));
    assertEquals("/t/acme/mine?page=2", signIn.last().returnTo());
  }

  @Test
  void refusesASessionOfAnotherTenant() {
    assertTrue(readers.findCurrentSession(in(sessions.of(GLOBEX, "usr_ada"))).isEmpty());
  }

  @Test
  void admitsOnlyUsers() {
    var client = new NewSession(new SubjectRef(SubjectRef.CLIENT, "cli_1"), Set.of(), "1", false);
    var begun = sessions.begin(ACME, client, TestBuilders.aRequest().build());

    assertTrue(readers.findCurrentSession(in(begun.session())).isEmpty());
  }

  @Test
  void rejectsSessionWithPendingSignInStep() {
    signIn.setPendingForAll(true);

    assertTrue(readers.findCurrentSession(in(adas)).isEmpty());
  }

  @Test
  void acceptsOnlySessionMeetingSignInRequirement() {
    var any = SignInRequirement.any();

    assertEquals(
        Optional.of(adas),
        readers.findCurrentSession(
            in(adas), any.authenticatedSince(NOW).withSubject(adas.subject())));
    assertTrue(
        readers.findCurrentSession(in(adas), any.authenticatedSince(NOW.plusSeconds(1))).isEmpty());
    assertTrue(
        readers
            .requireSession(in(adas), any.withSubject(user("usr_bob")), "/t/acme/mine")
            .isEmpty());
    assertEquals(Optional.of(user("usr_bob")), signIn.last().requirement().subject());
  }

  @Test
  void acceptsFormTokenOnlyForItsPageAndSession() {
    Session bobs = sessions.of(ACME, "usr_bob");

    assertTrue(readers.isFormTokenValid(in(adas), adas, PURPOSE, form(adas, PURPOSE)));
    assertFalse(readers.isFormTokenValid(in(adas), adas, PURPOSE, form(bobs, PURPOSE)));
    assertFalse(readers.isFormTokenValid(in(adas), adas, PURPOSE, form(adas, "account/other")));
    assertFalse(readers.isFormTokenValid(in(adas), adas, PURPOSE, Map.of()));
  }

  @Test
  void rejectsFormWithTwoTokens() {
    String token = readers.createFormToken(in(adas), adas, PURPOSE);
    var form = Map.of(PageSessionGuard.FORM_TOKEN, List.of(token, token));

    assertFalse(readers.isFormTokenValid(in(adas), adas, PURPOSE, form));
  }

  private Map<String, List<String>> form(Session session, String purpose) {
    return Map.of(
        PageSessionGuard.FORM_TOKEN,
        List.of(readers.createFormToken(in(session), session, purpose)));
  }

  private static FakeHttpExchange in(Session session) {
    return FakeHttpExchange.get(ACME, "/account/mine")
        .withCookie(FakeSessionService.COOKIE, session.id());
  }

  private static SubjectRef user(String id) {
    return new SubjectRef(SubjectRef.USER, id);
  }
}
