/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAuthorizationAudit;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodeGrantHandler;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodeStore;
import org.lumoauth.oauth.grant.devicecode.endpoint.DeviceAuthorizationEndpoint;
import org.lumoauth.oauth.grant.devicecode.endpoint.DeviceDecisionHandler;
import org.lumoauth.oauth.grant.devicecode.endpoint.DeviceVerificationEndpoint;
import org.lumoauth.oauth.grant.devicecode.endpoint.UserCodeLookup;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.lumoauth.platform.web.testkit.FakeBrowser;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeHtmlPageRenderer;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.oauth.FakeAuthorizationGrantService;
import org.lumoauth.testkit.fake.oauth.FakeClientAuthenticationService;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeConsentService;
import org.lumoauth.testkit.fake.oauth.FakeTokenResponseIssuer;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeAuthenticationFailureThrottle;
import org.lumoauth.testkit.fake.user.FakeSessionService;
import org.lumoauth.testkit.fake.user.FakeSignInService;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** The module on fakes, with a device and a browser. */
public final class DeviceCodeFixture {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  public final InstantSource clock = () -> now;
  public final FakeShortLivedRecordStore store = new FakeShortLivedRecordStore(clock);
  public final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(DeviceAuthorizationSettings.SECTION, new DeviceAuthorizationSettings());
  public final FakeClientDirectory clients = new FakeClientDirectory();
  public final FakeProviderRegistry modules = new FakeProviderRegistry();
  public final FakeSessionService sessions = new FakeSessionService(clock);
  public final FakeSignInService signIn = new FakeSignInService();
  public final FakeConsentService consents = new FakeConsentService();
  public final FakeHtmlPageRenderer pages = new FakeHtmlPageRenderer();
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeAttemptLimiter limiter = new FakeAttemptLimiter(clock);
  public final FakeAuthenticationFailureThrottle attempts = new FakeAuthenticationFailureThrottle();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeAuthorizationGrantService grants = new FakeAuthorizationGrantService();
  public final FakeTokenService tokens = new FakeTokenService();
  public final DeviceCodeStore codes =
      new DeviceCodeStore(store, new FakeSecretProtectionService(), clock);
  private final DeviceAuthorizationAudit audit = new DeviceAuthorizationAudit(log);
  public final DeviceCodeGrantHandler grant =
      new DeviceCodeGrantHandler(codes, grants, new FakeTokenResponseIssuer(grants, tokens), audit);
  private final DeviceAuthorizationEndpoint authorization =
      new DeviceAuthorizationEndpoint(
          new FakeClientAuthenticationService(clients),
          modules,
          codes,
          settings,
          limiter,
          audit,
          new UnauthenticatedRefusalThrottle(attempts));
  private final PageSessionGuard readers = new PageSessionGuard(sessions, signIn);
  private final DeviceVerificationEndpoint page =
      new DeviceVerificationEndpoint(
          readers,
          new UserCodeLookup(codes, clients, limiter, audit),
          new DeviceDecisionHandler(codes, new FakeIdGenerator(), consents, grants, audit),
          new ModulePageResponder(pages, users),
          grants,
          clock);
  private final FakeBrowser browser = new FakeBrowser();

  public DeviceCodeFixture() {
    clients.with(ACME, client().build());
    clients.with(GLOBEX, client().build());
    users.with(ACME, TestBuilders.aUser().build());
  }

  /** A client of devices. */
  public static ClientBuilder client() {
    return aClient()
        .publicClient()
        .withGrantTypes(DeviceCodeGrantHandler.TYPE, "refresh_token")
        .withScope("openid", "email", "documents.read", "offline_access");
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** The client's device begins. */
  public FakeHttpExchange begin(Map<String, String> parameters) {
    Map<String, String> form = new HashMap<>(parameters);
    form.putIfAbsent("client_id", ClientBuilder.ID);
    return new FakeBrowser()
        .send(authorization, FakeHttpExchange.form(ACME, "/oauth/device_authorization"), form);
  }

  /** The same for a usual scope. */
  public Map<String, Object> begun() {
    return begin(Map.of("scope", "openid email")).answer();
  }

  /** The device asks for its tokens. */
  public TokenResponse poll(String deviceCode) {
    return grant.grant(ACME, polling(deviceCode).build());
  }

  /** How it is refused. */
  public String refusal(String deviceCode) {
    return refused(ACME, polling(deviceCode)).code();
  }

  /** The sentence with which it is refused by {@code invalid_grant}, which many refusals share. */
  public String invalidGrant(TenantContext tenant, AuthenticatedTokenRequestBuilder polling) {
    OAuthException refusal = refused(tenant, polling);
    if (!refusal.code().equals("invalid_grant")) {
      throw new AssertionError(refusal);
    }
    return refusal.getMessage();
  }

  private OAuthException refused(TenantContext tenant, AuthenticatedTokenRequestBuilder polling) {
    try {
      grant.grant(tenant, polling.build());
    } catch (OAuthException refusal) {
      return refusal;
    }
    throw new AssertionError("the device got tokens");
  }

  public static AuthenticatedTokenRequestBuilder polling(String deviceCode) {
    return polling(client().build(), deviceCode);
  }

  public static AuthenticatedTokenRequestBuilder polling(Client client, String deviceCode) {
    return aGrantRequest()
        .from(client)
        .authenticatedBy("none")
        .withRequest(
            anOAuthRequest()
                .with("grant_type", DeviceCodeGrantHandler.TYPE)
                .with("device_code", deviceCode));
  }

  /** Somebody signs in, in the browser. */
  public Session signIn() {
    Session session = sessions.of(ACME, UserBuilder.ID);
    browser.setCookie(FakeSessionService.COOKIE, session.id());
    return session;
  }

  public FakeHttpExchange open(Map<String, String> query) {
    return open(ACME, query);
  }

  public FakeHttpExchange open(TenantContext tenant, Map<String, String> query) {
    return browser.send(page, FakeHttpExchange.get(tenant, "/device"), query);
  }

  public FakeHttpExchange submit(Map<String, String> form) {
    return submit(ACME, form);
  }

  public FakeHttpExchange submit(TenantContext tenant, Map<String, String> form) {
    return browser.send(page, FakeHttpExchange.form(tenant, "/device"), form);
  }

  /** The person enters a code in the form of the page. */
  public FakeHttpExchange enter(Object userCode) {
    open(Map.of());
    return submit(with(hidden(), "user_code", (String) userCode));
  }

  /** The person enters a code and answers. */
  public FakeHttpExchange answer(Object userCode, String decision) {
    enter(userCode);
    return submit(with(hidden(), "decision", decision));
  }

  /** What the form of the last page sends of itself. */
  public Map<String, String> hidden() {
    return pages.hidden();
  }

  public static Map<String, String> with(Map<String, String> form, String name, String value) {
    Map<String, String> more = new HashMap<>(form);
    more.put(name, value);
    return more;
  }
}
