/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.flow.endpoint.JsonLoginEndpoint;
import org.lumoauth.authn.flow.endpoint.LoginEndpoint;
import org.lumoauth.authn.flow.endpoint.PasskeyLoginEndpoint;
import org.lumoauth.authn.flow.state.KnownBrowserCookie;
import org.lumoauth.authn.flow.state.LoginAttemptStore;
import org.lumoauth.authn.flow.state.LoginBrowserBinding;
import org.lumoauth.authn.flow.state.LoginState;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeHtmlPageRenderer;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSealedRecordCodec;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.user.FakeSessionService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.lumoauth.testkit.fake.user.FakeUserActivityRecorder;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** The sign-in of two tenants, with {@code ada@example.com} in the first. */
public final class SignInFlowFixture {
  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  static final String RETURN_TO = "/t/acme/api/v1/oauth/authorize?request=1";
  public static final String AFTER = "https://id.example.com" + RETURN_TO;

  public Instant now = Instant.parse("2027-01-01T00:00:00Z");
  public int clientsAsked;
  public final FakeAuditLog audit = new FakeAuditLog();
  public final FakeClientDirectory clients = new FakeClientDirectory();
  public final FakeHtmlPageRenderer pages = new FakeHtmlPageRenderer();

  /** The methods that these tests take for methods of the distribution. */
  public static final Set<String> SHIPPED =
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

  public final FakeProviderRegistry registry = new FakeProviderRegistry();
  public final FakeSessionService sessions = new FakeSessionService(() -> now).recordingIn(audit);
  public final FakeSettingsStore settings =
      new FakeSettingsStore().with(LoginFlowSettings.SECTION, new LoginFlowSettings(registry));
  public final FakeShortLivedRecordStore store = new FakeShortLivedRecordStore(() -> now);
  final FakeSealedRecordCodec sealed = new FakeSealedRecordCodec(() -> now);
  public final FakeSubjectDirectory subjects =
      new FakeSubjectDirectory().with(ACME, aUserRef(), "Ada");
  public final FakeUserDirectory users = new FakeUserDirectory().with(ACME, aUser().build());
  public final FakeUserActivityRecorder milestones = new FakeUserActivityRecorder();
  final LoginPageSignInService signIn;
  final LoginEndpoint endpoint;
  public JsonLoginEndpoint json;

  private final FakeSecretProtectionService vault = new FakeSecretProtectionService();

  public SignInFlowFixture() {
    registry.with(AuthenticationMethod.class, "password", FixedSecretMethod.password());
    signIn = signIn();
    endpoint = endpoint();
  }

  /** Another version of the module: nothing but the stores is the same. */
  public LoginEndpoint endpoint() {
    var neighbours = new LoginOptionalModuleLookup(registry);
    neighbours.clients = counted();
    var browser = browsers();
    var known = new KnownBrowserCookie(vault, () -> "https://id.example.com");
    var people = new LoginSubjectResolver(users, subjects, vault, settings);
    var shown = new LoginPageRenderer(pages, browser, neighbours, subjects, settings, () -> now);
    var journal = new LoginAudit(audit);
    var completion =
        new LoginCompletionService(
            attempts(),
            shown,
            journal,
            known,
            people,
            sessions,
            milestones,
            following(),
            () -> now);
    var proofs = new AuthenticationMethodRunner(methods(), completion, journal, known, pages);
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

  private LoginPageSignInService signIn() {
    return new LoginPageSignInService(
        attempts(),
        browsers(),
        methods(),
        new LoginOptionalModuleLookup(registry),
        following(),
        new KnownBrowserCookie(vault, () -> "https://id.example.com"));
  }

  public PasskeyLoginEndpoint passkeyLogin() {
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

  private EnabledAuthenticationMethodRegistry methods() {
    return new EnabledAuthenticationMethodRegistry(registry, settings, SHIPPED);
  }

  private PostLoginStepRegistry following() {
    return new PostLoginStepRegistry(registry);
  }

  /** What is known of a sign-in, wherever it is kept. */
  LoginState known(String attempt) {
    return attempts().find(ACME, attempt).orElseThrow().value();
  }

  /** Begins a sign-in and returns its id. */
  public String begin(SignInRequirement requirement) {
    return signIn.begin(ACME, requirement, RETURN_TO).replaceAll(".*attempt=", "");
  }

  /** Sends the browser to a sign-in that is begun for it. */
  void sendToSignIn(HttpExchange exchange) {
    exchange.redirect(signIn.begin(ACME, SignInRequirement.any(), RETURN_TO, exchange.view()));
  }

  public String begin() {
    return begin(SignInRequirement.any());
  }

  public SignInTestBrowser browser() {
    return new SignInTestBrowser(this, ACME);
  }
}
