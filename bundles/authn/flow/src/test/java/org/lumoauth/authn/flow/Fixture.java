package org.lumoauth.authn.flow;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClientDirectory;
import org.lumoauth.testkit.fake.FakeHtmlPageRenderer;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSealedRecordCodec;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSessionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.FakeSubjectDirectory;
import org.lumoauth.testkit.fake.FakeUserActivityRecorder;
import org.lumoauth.testkit.fake.FakeUserDirectory;

/** The sign-in of two tenants, with {@code ada@example.com} in the first. */
final class Fixture {
  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final String RETURN_TO = "/t/acme/api/v1/oauth/authorize?request=1";
  static final String AFTER = "https://id.example.com" + RETURN_TO;

  Instant now = Instant.parse("2027-01-01T00:00:00Z");
  int clientsAsked;
  final FakeAuditLog audit = new FakeAuditLog();
  final FakeClientDirectory clients = new FakeClientDirectory();
  final FakeHtmlPageRenderer pages = new FakeHtmlPageRenderer();

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
  final FakeSessionService sessions = new FakeSessionService(() -> now).recordingIn(audit);
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(LoginFlowSettings.SECTION, new LoginFlowSettings(registry));
  final FakeShortLivedRecordStore store = new FakeShortLivedRecordStore(() -> now);
  final FakeSealedRecordCodec sealed = new FakeSealedRecordCodec(() -> now);
  final FakeSubjectDirectory subjects = new FakeSubjectDirectory().with(ACME, aUserRef(), "Ada");
  final FakeUserDirectory users = new FakeUserDirectory().with(ACME, aUser().build());
  final FakeUserActivityRecorder milestones = new FakeUserActivityRecorder();
  final PageSignInService signIn;
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
    var neighbours = new LoginOptionalServices(registry);
    neighbours.clients = counted();
    var browser = browsers();
    var known = new KnownBrowserCookie(vault, () -> "https://id.example.com");
    var people = new LoginSubjectResolver(users, subjects, vault, settings);
    var shown = new LoginPageRenderer(pages, browser, neighbours, subjects, settings, () -> now);
    var journal = new LoginAudit(audit);
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
    var proofs = new MethodVerifier(methods(), completion, journal, known, pages);
    var steps =
        new LoginStepHandler(
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

  private PageSignInService signIn() {
    return new PageSignInService(
        attempts(),
        browsers(),
        methods(),
        new LoginOptionalServices(registry),
        following(),
        new KnownBrowserCookie(vault, () -> "https://id.example.com"));
  }

  PasskeyLoginEndpoint passkeyLogin() {
    return new PasskeyLoginEndpoint(signIn, methods());
  }

  private LoginBrowserBinding browsers() {
    return new LoginBrowserBinding(vault, () -> "https://id.example.com");
  }

  private ClientDirectory counted() {
    return new ClientDirectory() {
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

  private LoginAttemptStore attempts() {
    return new LoginAttemptStore(store, sealed, vault, () -> now);
  }

  private EnabledAuthenticationMethods methods() {
    return new EnabledAuthenticationMethods(registry, settings, SHIPPED);
  }

  private PostLoginSteps following() {
    return new PostLoginSteps(registry);
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
  void sendToSignIn(HttpExchange exchange) {
    exchange.redirect(signIn.begin(ACME, SignInRequirement.any(), RETURN_TO, exchange.view()));
  }

  String begin() {
    return begin(SignInRequirement.any());
  }

  Browser browser() {
    return new Browser(this, ACME);
  }
}
