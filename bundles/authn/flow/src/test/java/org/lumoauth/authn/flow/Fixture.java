package org.lumoauth.authn.flow;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUser;
import static org.lumoauth.testkit.builder.Builders.aUserRef;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakePages;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSealedRecords;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSessions;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeUserDirectory;
import org.lumoauth.testkit.fake.FakeUserMilestones;

/** The sign-in of two tenants, with {@code ada@example.com} in the first. */
final class Fixture {
  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final String RETURN_TO = "/t/acme/api/v1/oauth/authorize?request=1";
  static final String AFTER = "https://id.example.com" + RETURN_TO;

  Instant now = Instant.parse("2027-01-01T00:00:00Z");
  int clientsAsked;
  final FakeAuditLog audit = new FakeAuditLog();
  final FakeClients clients = new FakeClients();
  final FakePages pages = new FakePages();

  /** The methods that these tests take for methods of the distribution. */
  static final Set<String> SHIPPED =
      Set.of(
          "password",
          "magic-link",
          "totp",
          "other",
          "a-code",
          "a-first",
          "yak",
          "zebra",
          "elsewhere",
          "mailed",
          "passkey",
          "code");

  final FakeProviderRegistry registry = new FakeProviderRegistry();
  final FakeSessions sessions = new FakeSessions(() -> now).recordingIn(audit);
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(FlowSettings.SECTION, new FlowSettings(registry));
  final FakeShortLivedStore store = new FakeShortLivedStore(() -> now);
  final FakeSealedRecords sealed = new FakeSealedRecords(() -> now);
  final FakeSubjects subjects = new FakeSubjects().with(ACME, aUserRef(), "Ada");
  final FakeUserDirectory users = new FakeUserDirectory().with(ACME, aUser().build());
  final FakeUserMilestones milestones = new FakeUserMilestones();
  final PageSignIn signIn;
  final LoginEndpoint endpoint;
  JsonLoginEndpoint json;

  private final FakeSecretVault vault = new FakeSecretVault();

  Fixture() {
    registry.with(AuthenticationMethod.class, "password", FixedMethod.password());
    signIn = signIn();
    endpoint = endpoint();
  }

  /** Another version of the module: nothing but the stores is the same. */
  LoginEndpoint endpoint() {
    var neighbours = new FlowNeighbours(registry);
    neighbours.clients = counted();
    var browser = browsers();
    var known = new KnownBrowsers(vault, () -> "https://id.example.com");
    var people = new People(users, subjects, vault, settings);
    var shown = new LoginPages(pages, browser, neighbours, subjects, settings, () -> now);
    var journal = new LoginJournal(audit);
    var completion =
        new LoginCompletion(
            attempts(),
            shown,
            journal,
            known,
            people,
            sessions,
            milestones,
            following(),
            () -> now);
    var proofs = new Proofs(methods(), completion, journal, known, pages);
    var steps =
        new LoginSteps(
            attempts(),
            shown,
            completion,
            neighbours,
            methods(),
            people,
            proofs,
            sessions,
            following(),
            journal);
    json =
        new JsonLoginEndpoint(attempts(), browser, completion, methods(), people, proofs, settings);
    return new LoginEndpoint(signIn(), attempts(), browser, shown, steps, completion);
  }

  private PageSignIn signIn() {
    return new PageSignIn(
        attempts(),
        browsers(),
        methods(),
        new FlowNeighbours(registry),
        following(),
        new KnownBrowsers(vault, () -> "https://id.example.com"));
  }

  PasskeyLoginEndpoint passkeyLogin() {
    return new PasskeyLoginEndpoint(signIn, methods());
  }

  private LoginBrowser browsers() {
    return new LoginBrowser(vault, () -> "https://id.example.com");
  }

  private Clients counted() {
    return new Clients() {
      @Override
      public Optional<Client> find(TenantContext tenant, String clientId) {
        clientsAsked++;
        return clients.find(tenant, clientId);
      }

      @Override
      public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
        return clients.verifySecret(tenant, clientId, secret);
      }
    };
  }

  private LoginAttempts attempts() {
    return new LoginAttempts(store, sealed, vault, () -> now);
  }

  private Methods methods() {
    return new Methods(registry, settings, SHIPPED);
  }

  private FollowingSteps following() {
    return new FollowingSteps(registry);
  }

  /** What is known of a sign-in, wherever it is kept. */
  LoginState known(String attempt) {
    return attempts().find(ACME, attempt).orElseThrow().value();
  }

  /** Begins a sign-in and returns its id. */
  String begin(SignInRequirement requirement) {
    return signIn.begin(ACME, requirement, RETURN_TO).replaceAll(".*attempt=", "");
  }

  /** Sends the browser to a sign-in that is begun for it. */
  void sendToSignIn(Exchange exchange) {
    exchange.redirect(signIn.begin(ACME, SignInRequirement.any(), RETURN_TO, exchange.view()));
  }

  String begin() {
    return begin(SignInRequirement.any());
  }

  Browser browser() {
    return new Browser(this, ACME);
  }
}
