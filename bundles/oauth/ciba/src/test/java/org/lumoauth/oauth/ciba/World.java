package org.lumoauth.oauth.ciba;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aGrantRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anOAuthRequest;

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
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.TokenResponse;
import org.lumoauth.api.oauth.TokenResponses;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.endpoint.Answerable;
import org.lumoauth.oauth.ciba.endpoint.Answering;
import org.lumoauth.oauth.ciba.endpoint.Asking;
import org.lumoauth.oauth.ciba.endpoint.BackchannelEndpoint;
import org.lumoauth.oauth.ciba.endpoint.CibaCodeEndpoint;
import org.lumoauth.oauth.ciba.endpoint.CibaListEndpoint;
import org.lumoauth.oauth.ciba.endpoint.CibaPageEndpoint;
import org.lumoauth.oauth.ciba.endpoint.CibaPages;
import org.lumoauth.oauth.ciba.grant.CibaGrant;
import org.lumoauth.oauth.ciba.notify.ClientNotices;
import org.lumoauth.oauth.ciba.notify.PersonNotices;
import org.lumoauth.oauth.ciba.notify.PushTokens;
import org.lumoauth.oauth.ciba.notify.TaskRunner;
import org.lumoauth.oauth.ciba.notify.Tasks;
import org.lumoauth.oauth.ciba.request.Hints;
import org.lumoauth.oauth.ciba.request.LoginHintTokens;
import org.lumoauth.oauth.ciba.request.RequestReader;
import org.lumoauth.oauth.ciba.request.RequestedDetails;
import org.lumoauth.oauth.ciba.request.SignedRequests;
import org.lumoauth.oauth.ciba.request.UserCodes;
import org.lumoauth.oauth.ciba.state.AskedRequests;
import org.lumoauth.oauth.ciba.state.Inboxes;
import org.lumoauth.platform.web.JsonParameter;
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
import org.lumoauth.testkit.fake.FakeMessages;
import org.lumoauth.testkit.fake.FakePages;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSessions;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSignIn;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeTokenResponses;
import org.lumoauth.testkit.fake.FakeTokenService;
import org.lumoauth.testkit.fake.FakeUserDirectory;

/** The module on fakes, a client, and a browser of sorts. */
public final class World {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, UserBuilder.ID);
  public static final String ADDRESS = "ada@example.com";
  public static final String ENDPOINT = "https://app.example/told";
  public static final String TOKEN = "8d67dc78-7faa-4d41-aabd-67707b374255";

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  public final InstantSource clock = () -> now;
  public final FakeShortLivedStore store = new FakeShortLivedStore(clock);
  public final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(CibaSettings.SECTION, new CibaSettings())
          .with("general", List::of);
  public final FakeClients clients = new FakeClients();
  public final FakeSessions sessions = new FakeSessions(clock);
  public final FakeSignIn signIn = new FakeSignIn();
  public final FakeConsents consents = new FakeConsents();
  public final FakePages pages = new FakePages();
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeSubjects subjects = new FakeSubjects();
  public final FakeMessages messages = new FakeMessages();
  public final FakeProviderRegistry registry = new FakeProviderRegistry();
  public final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  public final FakeAttemptLimiter limiter = new FakeAttemptLimiter(clock);
  public final FakeFailedAttempts attempts = new FakeFailedAttempts();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeAuthorizationGrants grants = new FakeAuthorizationGrants();
  public final FakeTokenService tokens = new FakeTokenService(clock);
  public final FakeTasks tasks = new FakeTasks();
  public final FakeCredentials credentials = new FakeCredentials();
  public final ForeignJwts jwts = new ForeignJwts(clock);
  public final List<OutboundRequest> sent = new ArrayList<>();

  /** What the client answers when it is told, and whether it may be asked at all. */
  public int status = 204;

  public boolean refused;
  private boolean strongOnly;

  public final AskedRequests requests;
  public final UserCodes userCodes;
  public final CibaGrant grant;
  public final CibaMetadata metadata;
  private final BackchannelEndpoint backchannel;
  private final CibaPageEndpoint page;
  private final CibaListEndpoint list;
  private final CibaCodeEndpoint code;
  public final TaskRunner runner;
  private final FakeBrowser browser = new FakeBrowser();

  public World() {
    clients.with(ACME, client().build());
    clients.with(GLOBEX, client().build());
    users.with(ACME, Builders.aUser().build());
    subjects.with(ACME, ADA);
    var vault = new FakeSecretVault();
    var identifiers = new FakeIdentifiers();
    var audit = new CibaAudit(log);
    requests = new AskedRequests(store, new Inboxes(store, clock), clock);
    userCodes = new UserCodes(credentials, new PlainHasher(), limiter);
    grant = new CibaGrant(requests, grants, responses(), audit);
    var signed = new SignedRequests(jwts, store, jwts, clock);
    metadata = new CibaMetadata(settings, signed);
    var details = new RequestedDetails(registry);
    var hintTokens = new LoginHintTokens(jwts, jwts, clock);
    var hints = new Hints(users, subjects, hintTokens, new TextIdTokens());
    var asking =
        new Asking(requests, userCodes, tasks, this::nothing, limiter, vault, identifiers, audit);
    backchannel =
        new BackchannelEndpoint(
            new FakeClientAuthentication(clients),
            new RequestReader(signed, registry, details, hints),
            asking,
            settings,
            audit,
            new UnprovenRefusals(attempts));
    var readers = new PageReaders(sessions, new PickySignIn(signIn, () -> strongOnly));
    var shown = new CibaPages(new ModulePages(pages, users), readers, details);
    var answerable = new Answerable(requests, clients, subjects, audit);
    var answering =
        new Answering(requests, identifiers, consents, grants, tasks, this::nothing, audit);
    page = new CibaPageEndpoint(readers, answerable, answering, shown);
    list = new CibaListEndpoint(readers, answerable, settings, shown);
    code = new CibaCodeEndpoint(readers, userCodes, settings, shown, audit);
    runner =
        new TaskRunner(
            tasks,
            requests,
            tenants,
            new PersonNotices(users, clients, settings, registry, messages),
            new ClientNotices(
                clients,
                new PushTokens(responses(), tokens, vault, tasks, audit),
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
        .withGrantTypes(CibaGrant.TYPE, "refresh_token")
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
    for (Tasks.Kind kind : Tasks.Kind.values()) {
      runner.due(kind, 100).forEach(runner::attempt);
    }
  }

  /** Registers the one client anew. */
  public World registered(ClientBuilder client) {
    clients.with(ACME, client.build());
    return this;
  }

  /** The client asks. */
  public FakeExchange ask(TenantContext tenant, Map<String, String> parameters) {
    Map<String, String> form = new HashMap<>(parameters);
    form.putIfAbsent("client_id", ClientBuilder.ID);
    return new FakeBrowser()
        .send(backchannel, FakeExchange.form(tenant, "/oauth/bc-authorize"), form);
  }

  /** The client asks for Ada, with these parameters in addition; a null takes one away. */
  public FakeExchange ask(String... more) {
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
    } catch (OAuthError refusal) {
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
    } catch (OAuthError refusal) {
      return refusal.code();
    }
    throw new AssertionError("the client got tokens");
  }

  public GrantRequestBuilder polling(String authReqId) {
    return polling(clients.find(ACME, ClientBuilder.ID).orElseThrow(), authReqId);
  }

  public static GrantRequestBuilder polling(Client client, String authReqId) {
    return aGrantRequest()
        .from(client)
        .authenticatedBy("client_secret_basic")
        .withRequest(
            anOAuthRequest().with("grant_type", CibaGrant.TYPE).with("auth_req_id", authReqId));
  }

  /** Ada signs in, in the browser. */
  public Session signIn() {
    return signIn(UserBuilder.ID);
  }

  public Session signIn(String userId) {
    Session session = sessions.of(ACME, userId);
    browser.keep(FakeSessions.COOKIE, session.id());
    return session;
  }

  /** The id of the request that waits. */
  public String waiting() {
    return requests.open(ACME, UserBuilder.ID).get(0).id();
  }

  public FakeExchange open(String requestId) {
    return browser.send(page, FakeExchange.get(ACME, "/ciba/" + requestId), Map.of());
  }

  public FakeExchange openList() {
    return browser.send(list, FakeExchange.get(ACME, "/ciba"), Map.of());
  }

  public FakeExchange openCode() {
    return browser.send(code, FakeExchange.get(ACME, "/ciba-code"), Map.of());
  }

  public FakeExchange submitCode(Map<String, String> form) {
    return browser.send(code, FakeExchange.form(ACME, "/ciba-code"), form);
  }

  public FakeExchange submit(String requestId, Map<String, String> form) {
    return browser.send(page, FakeExchange.form(ACME, "/ciba/" + requestId), form);
  }

  /** Ada opens the page of the request that waits, and answers. */
  public FakeExchange answer(String decision) {
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
    return JsonParameter.object(new String(body, StandardCharsets.UTF_8)).orElseThrow();
  }

  /** The actions that were recorded. */
  public List<String> actions() {
    return log.actions(ACME.id());
  }

  /** Gives tokens if the gate lets it. */
  private TokenResponses responses() {
    return new FakeTokenResponses(
        grants,
        tokens,
        (tenant, request, granted) ->
            tenants.activeById(tenant.id()).isPresent()
                && request.client().enabled()
                && subjects.status(tenant, granted.subject()) == SubjectStatus.ENABLED);
  }

  private OutboundHttp http() {
    return request -> {
      sent.add(request);
      if (refused) {
        throw new OutboundException("the host is at an address that may not be asked", true);
      }
      return new OutboundResponse(status, Map.of(), new byte[0]);
    };
  }
}
