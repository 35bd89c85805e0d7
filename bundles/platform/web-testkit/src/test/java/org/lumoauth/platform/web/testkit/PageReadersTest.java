package org.lumoauth.platform.web.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions.NewSession;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.PageReaders;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeSessions;
import org.lumoauth.testkit.fake.FakeSignIn;

/** Who is let in to a page, and whose forms hold. */
class PageReadersTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String PURPOSE = "account/mine";

  private final FakeSessions sessions = new FakeSessions(() -> NOW);
  private final FakeSignIn signIn = new FakeSignIn();
  private final PageReaders readers = new PageReaders(sessions, signIn);
  private final Session adas = sessions.of(ACME, "usr_ada");

  @Test
  void letsInWhoIsSignedIn() {
    FakeExchange exchange = in(adas);

    assertEquals(Optional.of(adas), readers.enter(exchange, "/t/acme/account/mine"));
    assertEquals(0, signIn.count());
  }

  @Test
  void sendsOthersToSignInAndToComeBack() {
    FakeExchange exchange = FakeExchange.get(ACME, "/account/mine");

    assertTrue(readers.enter(exchange, "https://id.example.com/t/acme/mine?page=2").isEmpty());
    assertEquals(303, exchange.status());
    assertTrue(exchange.location().contains("/login"), exchange.location());
    assertEquals(FakeSignIn.COOKIE, exchange.responseHeader("Set-Cookie"));
    assertEquals("/t/acme/mine?page=2", signIn.last().returnTo());
  }

  @Test
  void letsNobodyInWithASessionOfAnotherTenant() {
    assertTrue(readers.current(in(sessions.of(GLOBEX, "usr_ada"))).isEmpty());
  }

  @Test
  void letsNobodyInButUsers() {
    var client = new NewSession(new SubjectRef(SubjectRef.CLIENT, "cli_1"), Set.of(), "1", false);
    var begun = sessions.begin(ACME, client, Builders.aRequest().build());

    assertTrue(readers.current(in(begun.session())).isEmpty());
  }

  @Test
  void letsNobodyInOfWhomSomethingIsStillToBeAsked() {
    signIn.asking(true);

    assertTrue(readers.current(in(adas)).isEmpty());
  }

  @Test
  void letsInWhoSignedInAsIsRequiredAlone() {
    var any = SignInRequirement.any();

    assertEquals(Optional.of(adas), readers.current(in(adas), any.since(NOW).by(adas.subject())));
    assertTrue(readers.current(in(adas), any.since(NOW.plusSeconds(1))).isEmpty());
    assertTrue(readers.enter(in(adas), any.by(user("usr_bob")), "/t/acme/mine").isEmpty());
    assertEquals(Optional.of(user("usr_bob")), signIn.last().requirement().subject());
  }

  @Test
  void takesFormsOfThisPageInThisSession() {
    Session bobs = sessions.of(ACME, "usr_bob");

    assertTrue(readers.holds(in(adas), adas, PURPOSE, form(adas, PURPOSE)));
    assertFalse(readers.holds(in(adas), adas, PURPOSE, form(bobs, PURPOSE)));
    assertFalse(readers.holds(in(adas), adas, PURPOSE, form(adas, "account/other")));
    assertFalse(readers.holds(in(adas), adas, PURPOSE, Map.of()));
  }

  @Test
  void takesNoFormWithTwoTokens() {
    String token = readers.formToken(in(adas), adas, PURPOSE);
    var form = Map.of(PageReaders.FORM_TOKEN, List.of(token, token));

    assertFalse(readers.holds(in(adas), adas, PURPOSE, form));
  }

  private Map<String, List<String>> form(Session session, String purpose) {
    return Map.of(
        PageReaders.FORM_TOKEN, List.of(readers.formToken(in(session), session, purpose)));
  }

  private static FakeExchange in(Session session) {
    return FakeExchange.get(ACME, "/account/mine").withCookie(FakeSessions.COOKIE, session.id());
  }

  private static SubjectRef user(String id) {
    return new SubjectRef(SubjectRef.USER, id);
  }
}
