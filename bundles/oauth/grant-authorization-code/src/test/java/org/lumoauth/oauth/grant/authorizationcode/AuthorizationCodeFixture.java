/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.code.AuthorizationCodeAudit;
import org.lumoauth.oauth.grant.authorizationcode.code.AuthorizationCodeGrantHandler;
import org.lumoauth.oauth.grant.authorizationcode.code.AuthorizationCodeStore;
import org.lumoauth.oauth.grant.authorizationcode.response.FormPostResponseMode;
import org.lumoauth.oauth.grant.authorizationcode.response.FragmentResponseMode;
import org.lumoauth.oauth.grant.authorizationcode.response.QueryResponseMode;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeHtmlPageRenderer;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.oauth.FakeAuthorizationGrantService;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeConsentService;
import org.lumoauth.testkit.fake.oauth.FakeTokenResponseIssuer;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeSessionService;
import org.lumoauth.testkit.fake.user.FakeSignInService;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** The module on fakes, and its authorization codes. */
public final class AuthorizationCodeFixture {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final String REDIRECT_URI = "https://app.example.com/cb";

  /** RFC 7636 appendix B. */
  public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  public final InstantSource clock = () -> now;
  public final FakeShortLivedRecordStore store = new FakeShortLivedRecordStore(clock);
  public final FakeSecretProtectionService vault = new FakeSecretProtectionService();
  public final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(AuthorizationCodeSettings.SECTION, new AuthorizationCodeSettings());
  public final FakeClientDirectory clients = new FakeClientDirectory();
  public final FakeSessionService sessions = new FakeSessionService(clock);
  public final FakeSignInService signIn = new FakeSignInService();
  public final FakeConsentService consents = new FakeConsentService();
  public final FakeHtmlPageRenderer pages = new FakeHtmlPageRenderer();
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeIdGenerator identifiers = new FakeIdGenerator();
  public final FakeAuthorizationGrantService grants = new FakeAuthorizationGrantService();
  public final FakeTokenService tokens = new FakeTokenService();
  public final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(ResponseModeHandler.class, "query", new QueryResponseMode())
          .with(ResponseModeHandler.class, "fragment", new FragmentResponseMode())
          .with(ResponseModeHandler.class, "form_post", new FormPostResponseMode());

  public final AuthorizationCodeAudit audit = new AuthorizationCodeAudit(log);
  public final AuthorizationCodeStore codes =
      new AuthorizationCodeStore(store, vault, settings, clock);
  public final AuthorizationCodeGrantHandler grant =
      new AuthorizationCodeGrantHandler(
          codes, grants, new FakeTokenResponseIssuer(grants, tokens), audit);

  public AuthorizationCodeFixture() {
    clients.with(ACME, client().build());
    users.with(ACME, TestBuilders.aUser().build());
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
