package org.lumoauth.authn.federation.signin;

import static org.lumoauth.authn.federation.Room.ACME;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.Attempt;
import org.lumoauth.api.authn.AuthenticationMethod.Step;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.Room;
import org.lumoauth.platform.web.ModulePages;
import org.lumoauth.platform.web.PageReaders;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;

/** The way to a provider and back, as a browser goes it. */
final class Way {

  final Room room;
  final Journeys journeys;
  final FederationMethod method;
  final StartEndpoint start;
  final CallbackEndpoint callback;
  final ConfirmEndpoint confirm;
  final AccountEndpoint account;
  final AddEndpoint add;
  final LinkEndpoint link;

  Way(Room room) {
    this.room = room;
    journeys = new Journeys(room.shortLived, room.vault);
    var departures = new Departures(journeys, room.connectors, room.store);
    var accounts =
        new Accounts(
            room.identities,
            room.users,
            new Newcomers(room.users, room.profiles, room.identities, room.roles));
    var arrivals = new Arrivals(room.connectors, room.store);
    method = new FederationMethod(room.open, departures, arrivals, accounts, journeys);
    var shown = new ModulePages(room.pages, room.users);
    var pages = new FederationPages(shown, room.memory);
    var browser = new LeavingBrowser(room.vault, () -> "https://id.example.com");
    var reader = new PageReaders(room.sessions, room.signIn);
    var limit = new StartLimit(new FakeAttemptLimiter(InstantSource.system()));
    start = new StartEndpoint(room.open, departures, browser, limit, pages);
    callback = new CallbackEndpoint(journeys, browser, reader, room.signIn, pages);
    confirm = new ConfirmEndpoint(journeys, reader, pages);
    var ways = new OtherWays(room.registry, room.open, room.settings);
    var own = new AccountPages(shown, pages, room.open, ways);
    account = new AccountEndpoint(reader, room.identities, ways, own);
    add = new AddEndpoint(reader, room.open, room.identities, departures, limit, own);
    link =
        new LinkEndpoint(
            reader, journeys, new Additions(room.open, arrivals, room.identities), own);
  }

  /** The button of the sign-in page. */
  Step.Redirect leave(String attempt, Optional<Instant> notBefore) {
    return (Step.Redirect) method.begin(ACME, attempt(attempt, notBefore));
  }

  static Attempt attempt(String id, Optional<Instant> notBefore) {
    return new Attempt(
        id,
        Optional.empty(),
        Map.of(AuthenticationMethod.WAY, "google"),
        "192.0.2.7",
        Optional.empty(),
        List.of(),
        notBefore);
  }

  static String state(String location) {
    return location.replaceAll(".*state=([^&]*).*", "$1");
  }

  /** The browser comes back from the provider. */
  FakeExchange back(String state) {
    return Room.send(
        callback,
        FakeExchange.get(ACME, "/oauth/social/google/callback")
            .with("code", "good")
            .with("state", state));
  }

  static String answer(String location) {
    return location.replaceAll(".*answer=([^&]*).*", "$1");
  }

  /** All of it. */
  Step signIn(String attempt, Optional<Instant> notBefore) {
    var left = leave(attempt, notBefore);
    return proceed(ACME, attempt, left, answer(back(state(left.location())).location()));
  }

  Step signIn() {
    return signIn("att_1", Optional.empty());
  }

  Step proceed(TenantContext tenant, String attempt, Step.Redirect left, String answer) {
    return method.proceed(
        tenant,
        new Attempt(attempt, Optional.empty(), left.state(), "192.0.2.7"),
        Map.of(AuthenticationMethod.ANSWER, answer));
  }
}
