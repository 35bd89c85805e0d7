package org.lumoauth.oauth.grant.authorizationcode;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ResponseMode;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.code.AuthorizationCodeGrant;
import org.lumoauth.oauth.grant.authorizationcode.code.CodeAudit;
import org.lumoauth.oauth.grant.authorizationcode.code.Codes;
import org.lumoauth.oauth.grant.authorizationcode.response.FormPostMode;
import org.lumoauth.oauth.grant.authorizationcode.response.FragmentMode;
import org.lumoauth.oauth.grant.authorizationcode.response.QueryMode;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationGrants;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeConsents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakePages;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSessions;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSignIn;
import org.lumoauth.testkit.fake.FakeTokenResponses;
import org.lumoauth.testkit.fake.FakeTokenService;
import org.lumoauth.testkit.fake.FakeUserDirectory;

/** What the module stands on, as fakes, and the codes on top of it. */
public final class World {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final String REDIRECT_URI = "https://app.example.com/cb";

  /** RFC 7636 appendix B. */
  public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  public final InstantSource clock = () -> now;
  public final FakeShortLivedStore store = new FakeShortLivedStore(clock);
  public final FakeSecretVault vault = new FakeSecretVault();
  public final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(AuthorizationCodeSettings.SECTION, new AuthorizationCodeSettings());
  public final FakeClients clients = new FakeClients();
  public final FakeSessions sessions = new FakeSessions(clock);
  public final FakeSignIn signIn = new FakeSignIn();
  public final FakeConsents consents = new FakeConsents();
  public final FakePages pages = new FakePages();
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeIdentifiers identifiers = new FakeIdentifiers();
  public final FakeAuthorizationGrants grants = new FakeAuthorizationGrants();
  public final FakeTokenService tokens = new FakeTokenService();
  public final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(ResponseMode.class, "query", new QueryMode())
          .with(ResponseMode.class, "fragment", new FragmentMode())
          .with(ResponseMode.class, "form_post", new FormPostMode());

  public final CodeAudit audit = new CodeAudit(log);
  public final Codes codes = new Codes(store, vault, settings, clock);
  public final AuthorizationCodeGrant grant =
      new AuthorizationCodeGrant(codes, grants, new FakeTokenResponses(grants, tokens), audit);

  public World() {
    clients.with(ACME, client().build());
    users.with(ACME, Builders.aUser().build());
  }

  /** A confidential client that may do everything that the tests do. */
  public static ClientBuilder client() {
    return aClient()
        .withGrantTypes("authorization_code", "refresh_token")
        .withScope("openid", "email", "documents.read", "offline_access")
        .withRedirectUris(REDIRECT_URI);
  }

  public static Client firstParty() {
    return client().with("first_party", true).build();
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }
}
