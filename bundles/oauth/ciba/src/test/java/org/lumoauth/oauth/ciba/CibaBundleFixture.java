/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.oauth.token.TokenResponseIssuer;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.endpoint.AnswerableRequestFinder;
import org.lumoauth.oauth.ciba.endpoint.BackchannelAuthenticationEndpoint;
import org.lumoauth.oauth.ciba.endpoint.BackchannelDecisionHandler;
import org.lumoauth.oauth.ciba.endpoint.BackchannelRequestInitiator;
import org.lumoauth.oauth.ciba.endpoint.CibaApprovalPageEndpoint;
import org.lumoauth.oauth.ciba.endpoint.CibaPageRenderer;
import org.lumoauth.oauth.ciba.endpoint.CibaRequestListPageEndpoint;
import org.lumoauth.oauth.ciba.endpoint.CibaUserCodePageEndpoint;
import org.lumoauth.oauth.ciba.grant.CibaGrantHandler;
import org.lumoauth.oauth.ciba.notify.BackchannelTaskRunner;
import org.lumoauth.oauth.ciba.notify.BackchannelTaskStore;
import org.lumoauth.oauth.ciba.notify.ClientNotificationSender;
import org.lumoauth.oauth.ciba.notify.PushDeliveryTokenIssuer;
import org.lumoauth.oauth.ciba.notify.UserPromptNotifier;
import org.lumoauth.oauth.ciba.request.BackchannelAuthorizationDetailsValidator;
import org.lumoauth.oauth.ciba.request.BackchannelRequestSourceResolver;
import org.lumoauth.oauth.ciba.request.BackchannelRequestValidator;
import org.lumoauth.oauth.ciba.request.CibaUserCodeService;
import org.lumoauth.oauth.ciba.request.LoginHintResolver;
import org.lumoauth.oauth.ciba.state.BackchannelRequestStore;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.lumoauth.platform.web.oauth.JsonParameterParser;
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
import org.lumoauth.testkit.fake.FakeMessageSender;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeAuthorizationGrantService;
import org.lumoauth.testkit.fake.oauth.FakeClientAuthenticationService;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeConsentService;
import org.lumoauth.testkit.fake.oauth.FakeTokenResponseIssuer;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeAuthenticationFailureThrottle;
import org.lumoauth.testkit.fake.user.FakeSessionService;
import org.lumoauth.testkit.fake.user.FakeSignInService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** The module on fakes, with a client and a browser. */
public final class CibaBundleFixture {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, UserBuilder.ID);
  public static final String ADDRESS = "ada@example.com";
  public static final String ENDPOINT = "https://app.example/told";
  public static final String TOKEN = "8d67dc78-7faa-4d41-aabd-67707b374255";

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  public final InstantSource clock = () -> now;
  public final FakeShortLivedRecordStore store = new FakeShortLivedRecordStore(clock);
  public final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(CibaSettings.SECTION, new CibaSettings())
          .with("general", List::of);
  public final FakeClientDirectory clients = new FakeClientDirectory();
  public final FakeSessionService sessions = new FakeSessionService(clock);
  public final FakeSignInService signIn = new FakeSignInService();
  public final FakeConsentService consents = new FakeConsentService();
  public final FakeHtmlPageRenderer pages = new FakeHtmlPageRenderer();
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeSubjectDirectory subjects = new FakeSubjectDirectory();
  public final FakeMessageSender messages = new FakeMessageSender();
  public final FakeProviderRegistry registry = new FakeProviderRegistry();
  public final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  public final FakeAttemptLimiter limiter = new FakeAttemptLimiter(clock);
  public final FakeAuthenticationFailureThrottle attempts = new FakeAuthenticationFailureThrottle();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeAuthorizationGrantService grants = new FakeAuthorizationGrantService();
  public final FakeTokenService tokens = new FakeTokenService(clock);
  public final InMemoryBackchannelTaskStore tasks = new InMemoryBackchannelTaskStore();
  public final InMemoryCredentialStore credentials = new InMemoryCredentialStore();
  public final PlainTextJwtVerifier jwts = new PlainTextJwtVerifier(clock);
  public final List<OutboundRequest> sent = new ArrayList<>();

  /** What the client answers when it is told, and whether it may be asked at all. */
  public int status = 204;

  public boolean refused;
  private boolean strongOnly;

  public final BackchannelRequestStore requests;
  public final CibaUserCodeService userCodes;
  public final CibaGrantHandler grant;
  public final CibaMetadataContributor metadata;
  private final BackchannelAuthenticationEndpoint backchannel;
  private final CibaApprovalPageEndpoint page;
  private final CibaRequestListPageEndpoint list;
  private final CibaUserCodePageEndpoint code;
  public final BackchannelTaskRunner runner;
  private final FakeBrowser browser = new FakeBrowser();

  public CibaBundleFixture() {
    clients.with(ACME, client().build());
    clients.with(GLOBEX, client().build());
    users.with(ACME, TestBuilders.aUser().build());
    subjects.with(ACME, ADA);
    var vault = new FakeSecretProtectionService();
    var identifiers = new FakeIdGenerator();
    var audit = new CibaAudit(log);
    requests = new BackchannelRequestStore(store, clock);
    userCodes = new CibaUserCodeService(credentials, new PlainTextPasswordHasher(), limiter);
    grant = new CibaGrantHandler(requests, grants, responses(), audit);
    var signed = new BackchannelRequestSourceResolver(jwts, store, jwts, clock);
    metadata = new CibaMetadataContributor(settings, signed);
    var details = new BackchannelAuthorizationDetailsValidator(registry);
    var hints =
        new LoginHintResolver(users, subjects, jwts, jwts, new PlainTextIdTokenReader(), clock);
    var asking =
        new BackchannelRequestInitiator(
            requests, userCodes, tasks, this::nothing, limiter, vault, identifiers, audit);
    backchannel =
        new BackchannelAuthenticationEndpoint(
            new FakeClientAuthenticationService(clients),
            new BackchannelRequestValidator(signed, registry, details, hints),
            asking,
            settings,
            audit,
            new UnauthenticatedRefusalThrottle(attempts));
    var readers =
        new PageSessionGuard(sessions, new ContextClassSignInService(signIn, () -> strongOnly));
    var shown = new CibaPageRenderer(new ModulePageResponder(pages, users), readers, details);
    var answerable = new AnswerableRequestFinder(requests, clients, subjects, audit);
    var answering =
        new BackchannelDecisionHandler(
            requests, identifiers, consents, grants, tasks, this::nothing, audit);
    page = new CibaApprovalPageEndpoint(readers, answerable, answering, shown);
    list = new CibaRequestListPageEndpoint(readers, answerable, settings, shown);
    code = new CibaUserCodePageEndpoint(readers, userCodes, settings, shown, audit);
    runner =
        new BackchannelTaskRunner(
            tasks,
            requests,
            tenants,
            new UserPromptNotifier(users, clients, settings, registry, messages),
            new ClientNotificationSender(
                clients,
                new PushDeliveryTokenIssuer(responses(), tokens, vault, tasks, audit),
                http(),
                grants,
                audit));
  }

  private void nothing() {
    // work is done when a test says so
  }

  /** A client that asks people on another device, and polls. */
  public static ClientBuilder client() {
    return aClient()
        .withGrantTypes(CibaGrantHandler.TYPE, "refresh_token")
        .withScope("openid", "email", "documents.read", "offline_access");
  }

  /** The same, told by {@code ping} or {@code push}. */
  public static ClientBuilder client(String mode) {
    return client()
        .with("backchannel_token_delivery_mode", mode)
        .with("backchannel_client_notification_endpoint", ENDPOINT);
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  public Instant now() {
    return now;
  }

  /** Changes a setting of the module. */
  public void set(String name, Object value) {
    settings.change(ACME, CibaSettings.SECTION, Map.of(name, value));
  }

  /** From now on a preferred context class is worth a sign-in, as where a method reaches it. */
  public void strongOnly() {
    strongOnly = true;
  }

  /** Does what is due. */
  public void work() {
    for (BackchannelTaskStore.BackchannelTaskType kind :
        BackchannelTaskStore.BackchannelTaskType.values()) {
      runner.findDue(kind, 100).forEach(runner::attempt);
    }
  }

  /** Registers the one client anew. */
  public CibaBundleFixture registered(ClientBuilder client) {
    clients.with(ACME, client.build());
    return this;
  }

  /** The client asks. */
  public FakeHttpExchange ask(TenantContext tenant, Map<String, String> parameters) {
    Map<String, String> form = new HashMap<>(parameters);
    form.putIfAbsent("client_id", ClientBuilder.ID);
    return new FakeBrowser()
        .send(backchannel, FakeHttpExchange.form(tenant, "/oauth/bc-authorize"), form);
  }

  /** The client asks for Ada, with these parameters in addition; a null takes one away. */
  public FakeHttpExchange ask(String... more) {
    Map<String, String> form = new HashMap<>(Map.of("scope", "openid email"));
    form.put("login_hint", ADDRESS);
    for (int i = 0; i < more.length; i += 2) {
      if (more[i + 1] == null) {
        form.remove(more[i]);
      } else {
        form.put(more[i], more[i + 1]);
      }
    }
    return ask(ACME, form);
  }

  /** The same, and the {@code auth_req_id}. */
  public String asked(String... more) {
    return (String) ask(more).answer().get("auth_req_id");
  }

  /** The code of the refusal of the same. */
  public String refusal(String... more) {
    try {
      ask(more);
    } catch (OAuthException refusal) {
      return refusal.code();
    }
    throw new AssertionError("it was not refused");
  }

  /** The client asks for its tokens. */
  public TokenResponse poll(String authReqId) {
    return grant.grant(ACME, polling(authReqId).build());
  }

  /** How that is refused. */
  public String pollRefusal(String authReqId) {
    try {
      poll(authReqId);
    } catch (OAuthException refusal) {
      return refusal.code();
    }
    throw new AssertionError("the client got tokens");
  }

  public AuthenticatedTokenRequestBuilder polling(String authReqId) {
    return polling(clients.find(ACME, ClientBuilder.ID).orElseThrow(), authReqId);
  }

  public static AuthenticatedTokenRequestBuilder polling(Client client, String authReqId) {
    return aGrantRequest()
        .from(client)
        .authenticatedBy("client_secret_basic")
        .withRequest(
            anOAuthRequest()
                .with("grant_type", CibaGrantHandler.TYPE)
                .with("auth_req_id", authReqId));
  }

  /** Ada signs in, in the browser. */
  public Session signIn() {
    return signIn(UserBuilder.ID);
  }

  public Session signIn(String userId) {
    Session session = sessions.of(ACME, userId);
    browser.setCookie(FakeSessionService.COOKIE, session.id());
    return session;
  }

  /** The id of the request that waits. */
  public String waiting() {
    return requests.findOpen(ACME, UserBuilder.ID).get(0).id();
  }

  public FakeHttpExchange open(String requestId) {
    return browser.send(page, FakeHttpExchange.get(ACME, "/ciba/" + requestId), Map.of());
  }

  public FakeHttpExchange openList() {
    return browser.send(list, FakeHttpExchange.get(ACME, "/ciba"), Map.of());
  }

  public FakeHttpExchange openCode() {
    return browser.send(code, FakeHttpExchange.get(ACME, "/ciba-code"), Map.of());
  }

  public FakeHttpExchange submitCode(Map<String, String> form) {
    return browser.send(code, FakeHttpExchange.form(ACME, "/ciba-code"), form);
  }

  public FakeHttpExchange submit(String requestId, Map<String, String> form) {
    return browser.send(page, FakeHttpExchange.form(ACME, "/ciba/" + requestId), form);
  }

  /** Ada opens the page of the request that waits, and answers. */
  public FakeHttpExchange answer(String decision) {
    String id = waiting();
    open(id);
    return submit(id, with(hidden(), "decision", decision));
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

  /** What the client was told last. */
  public Map<String, Object> told() {
    byte[] body = sent.get(sent.size() - 1).body().orElseThrow();
    return JsonParameterParser.parseObject(new String(body, StandardCharsets.UTF_8)).orElseThrow();
  }

  /** The actions that were recorded. */
  public List<String> actions() {
    return log.actions(ACME.id());
  }

  /** Gives tokens if the gate lets it. */
  private TokenResponseIssuer responses() {
    return new FakeTokenResponseIssuer(
        grants,
        tokens,
        (tenant, request, granted) ->
            tenants.findActiveById(tenant.id()).isPresent()
                && request.client().enabled()
                && subjects.status(tenant, granted.subject()) == SubjectStatus.ENABLED);
  }

  private OutboundHttpClient http() {
    return request -> {
      sent.add(request);
      if (refused) {
        throw new OutboundException(
            "the host resolves to an address that must not be called", true);
      }
      return new OutboundResponse(status, Map.of(), new byte[0]);
    };
  }
}
