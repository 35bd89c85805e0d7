package org.lumoauth.oauth.grant.devicecode;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aGrantRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anOAuthRequest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAudit;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodeGrant;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodes;
import org.lumoauth.oauth.grant.devicecode.endpoint.Answering;
import org.lumoauth.oauth.grant.devicecode.endpoint.DeviceAuthorizationEndpoint;
import org.lumoauth.oauth.grant.devicecode.endpoint.DevicePageEndpoint;
import org.lumoauth.oauth.grant.devicecode.endpoint.DevicePages;
import org.lumoauth.oauth.grant.devicecode.endpoint.DeviceTerms;
import org.lumoauth.oauth.grant.devicecode.endpoint.TypedCodes;
import org.lumoauth.platform.web.ModulePages;
import org.lumoauth.platform.web.PageReaders;
import org.lumoauth.platform.web.UnprovenRefusals;
import org.lumoauth.platform.web.testkit.FakeBrowser;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.GrantRequestBuilder;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationGrants;
import org.lumoauth.testkit.fake.FakeClientAuthentication;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeConsents;
import org.lumoauth.testkit.fake.FakeFailedAttempts;
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

/** The module on fakes, a device, and a browser of sorts. */
public final class World {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  public final InstantSource clock = () -> now;
  public final FakeShortLivedStore store = new FakeShortLivedStore(clock);
  public final FakeSettingsStore settings =
      new FakeSettingsStore().with(DeviceSettings.SECTION, new DeviceSettings());
  public final FakeClients clients = new FakeClients();
  public final FakeProviderRegistry modules = new FakeProviderRegistry();
  public final FakeSessions sessions = new FakeSessions(clock);
  public final FakeSignIn signIn = new FakeSignIn();
  public final FakeConsents consents = new FakeConsents();
  public final FakePages pages = new FakePages();
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeAttemptLimiter limiter = new FakeAttemptLimiter(clock);
  public final FakeFailedAttempts attempts = new FakeFailedAttempts();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeAuthorizationGrants grants = new FakeAuthorizationGrants();
  public final FakeTokenService tokens = new FakeTokenService();
  public final DeviceCodes codes = new DeviceCodes(store, new FakeSecretVault(), clock);
  private final DeviceAudit audit = new DeviceAudit(log);
  public final DeviceCodeGrant grant =
      new DeviceCodeGrant(codes, grants, new FakeTokenResponses(grants, tokens), audit);
  private final DeviceAuthorizationEndpoint authorization =
      new DeviceAuthorizationEndpoint(
          new FakeClientAuthentication(clients),
          modules,
          codes,
          settings,
          limiter,
          audit,
          new UnprovenRefusals(attempts));
  private final PageReaders readers = new PageReaders(sessions, signIn);
  private final DevicePageEndpoint page =
      new DevicePageEndpoint(
          readers,
          new TypedCodes(codes, clients, limiter, audit),
          new Answering(codes, new FakeIdentifiers(), consents, grants, audit),
          new DevicePages(new ModulePages(pages, users), readers, new DeviceTerms(grants, clock)));
  private final FakeBrowser browser = new FakeBrowser();

  public World() {
    clients.with(ACME, client().build());
    clients.with(GLOBEX, client().build());
    users.with(ACME, Builders.aUser().build());
  }

  /** A client of devices. */
  public static ClientBuilder client() {
    return aClient()
        .publicClient()
        .withGrantTypes(DeviceCodeGrant.TYPE, "refresh_token")
        .withScope("openid", "email", "documents.read", "offline_access");
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** The client's device begins. */
  public FakeExchange begin(Map<String, String> parameters) {
    Map<String, String> form = new HashMap<>(parameters);
    form.putIfAbsent("client_id", ClientBuilder.ID);
    return new FakeBrowser()
        .send(authorization, FakeExchange.form(ACME, "/oauth/device_authorization"), form);
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
  public String invalidGrant(TenantContext tenant, GrantRequestBuilder polling) {
    OAuthError refusal = refused(tenant, polling);
    if (!refusal.code().equals("invalid_grant")) {
      throw new AssertionError(refusal);
    }
    return refusal.getMessage();
  }

  private OAuthError refused(TenantContext tenant, GrantRequestBuilder polling) {
    try {
      grant.grant(tenant, polling.build());
    } catch (OAuthError refusal) {
      return refusal;
    }
    throw new AssertionError("the device got tokens");
  }

  public static GrantRequestBuilder polling(String deviceCode) {
    return polling(client().build(), deviceCode);
  }

  public static GrantRequestBuilder polling(Client client, String deviceCode) {
    return aGrantRequest()
        .from(client)
        .authenticatedBy("none")
        .withRequest(
            anOAuthRequest()
                .with("grant_type", DeviceCodeGrant.TYPE)
                .with("device_code", deviceCode));
  }

  /** Somebody signs in, in the browser. */
  public Session signIn() {
    Session session = sessions.of(ACME, UserBuilder.ID);
    browser.keep(FakeSessions.COOKIE, session.id());
    return session;
  }

  public FakeExchange open(Map<String, String> query) {
    return open(ACME, query);
  }

  public FakeExchange open(TenantContext tenant, Map<String, String> query) {
    return browser.send(page, FakeExchange.get(tenant, "/device"), query);
  }

  public FakeExchange submit(Map<String, String> form) {
    return submit(ACME, form);
  }

  public FakeExchange submit(TenantContext tenant, Map<String, String> form) {
    return browser.send(page, FakeExchange.form(tenant, "/device"), form);
  }

  /** The person enters a code in the form of the page. */
  public FakeExchange enter(Object userCode) {
    open(Map.of());
    return submit(with(hidden(), "user_code", (String) userCode));
  }

  /** The person enters a code and answers. */
  public FakeExchange answer(Object userCode, String decision) {
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
