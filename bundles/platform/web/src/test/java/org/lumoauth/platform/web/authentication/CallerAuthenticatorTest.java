package org.lumoauth.platform.web.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CallerAdmissionRule;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.CredentialAbuseKind;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.framework.WebTestFramework;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

class CallerAuthenticatorTest {
  private static final TenantContext ACME = aTenant("acme").build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final Caller ALICE = aCaller().as(aUserRef()).of(ACME.id()).build();
  private static final HttpRequestView WITH_KEY = aRequest().withHeader("X-API-Key", "k").build();
  private static final HttpRequestView WITHOUT = aRequest().build();
  private static final AuditEvent.RequestInfo REQUEST =
      new AuditEvent.RequestInfo("req-1", "192.0.2.7", Optional.empty(), Optional.empty());

  @TempDir Path cache;

  private final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  private final FakeSubjectDirectory subjects = new FakeSubjectDirectory();
  private final FakeAuthorizationService authorization = new FakeAuthorizationService();
  private final FakeAuditLog audit = new FakeAuditLog();
  private final FakeProviderRegistry modules = new FakeProviderRegistry();
  private WebTestFramework framework;
  private CallerAuthenticator gate;

  @BeforeEach
  void start() throws Exception {
    framework = WebTestFramework.start(cache);
    gate = new CallerAuthenticator(framework.context());
    gate.rules = new InstalledCallerAdmissionRules(modules);
    gate.tenants = tenants;
    gate.subjects = subjects;
    gate.authorization = authorization;
    gate.audit = audit;
    subjects.with(ACME, ALICE.subject());
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  @Test
  void authenticatesCallerInItsTenant() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));

    assertEquals(
        Optional.of(new AuthenticatedCaller(ALICE, Optional.of(ACME))),
        gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void usesTenantOfCredentialIfPathHasNone() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));

    assertEquals(
        Optional.of(ACME), gate.authenticate(Optional.empty(), WITH_KEY).orElseThrow().tenant());
  }

  @Test
  void triesAuthenticatorsByRanking() throws Exception {
    bind("second", 1, taking(aCaller().apiKey().of(ACME.id()).build()));
    bind("first", 2, taking(ALICE));

    assertEquals(ALICE, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
  }

  @Test
  void triesNextAuthenticatorForUnknownCredential() throws Exception {
    bind("first", 2, takingNothing());
    bind("second", 1, taking(ALICE));

    assertEquals(ALICE, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
  }

  @Test
  void refusesACredentialOfAnotherTenant() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));

    assertRefusal(403, "cross_tenant", () -> gate.authenticate(Optional.of(GLOBEX), WITH_KEY));
  }

  @Test
  void rejectsCallerByAdmissionRule() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));
    modules.with(
        CallerAdmissionRule.class,
        "addresses",
        (tenant, caller, request) -> {
          throw new ApiException(403, "address_not_allowed", "Not from " + request.remoteAddress());
        });

    assertRefusal(403, "address_not_allowed", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
    assertEquals(0, modules.openLeases());
    assertEquals(
        List.of(
            new FakeSubjectDirectory.RecordedCredentialAbuse(
                ALICE.subject(), CredentialAbuseKind.RULE_BROKEN, WITH_KEY.remoteAddress())),
        subjects.misuses());
  }

  @Test
  void refusesCallersWhileACallerRuleIsUnavailable() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));
    modules.withUnavailable(CallerAdmissionRule.class, "hours", "acme-hours");

    ApiException refusal =
        assertThrows(ApiException.class, () -> gate.authenticate(Optional.of(ACME), WITH_KEY));

    assertEquals("503 module_unavailable", refusal.status() + " " + refusal.code());
    assertEquals("acme-hours", refusal.details().get("module"));
    assertEquals(List.of(), subjects.misuses()); // nobody judged the caller
  }

  @Test
  void failsIfAdmissionRuleCannotBeActivated() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));
    modules.withFirstCallFailing(
        CallerAdmissionRule.class, "hours", (tenant, caller, request) -> {});

    assertRefusal(503, "module_unavailable", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
    assertEquals(ALICE, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
  }

  @Test
  void requiresUnavailableRuleOnlyForItsSubjects() throws Exception {
    Caller byAgent = aCaller().as(aUserRef()).actedBy(anAgentRef()).of(ACME.id()).build();
    subjects.with(ACME, anAgentRef());
    bind("platform-tokens", 0, taking(byAgent));

    for (Object about : List.of("agent", new String[] {"client", "agent"}, new String[0], 7)) {
      modules.withUnavailable(
          CallerAdmissionRule.class, "hours", "m", Map.of(CallerAdmissionRule.SUBJECTS, about));
      assertRefusal(
          503, "module_unavailable", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
    }
    for (Object about : List.of("client", new String[] {"client", "group"})) {
      modules.withUnavailable(
          CallerAdmissionRule.class, "hours", "m", Map.of(CallerAdmissionRule.SUBJECTS, about));
      assertEquals(byAgent, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
    }
  }

  @Test
  void refusesCallersWithoutTheProviderRegistry() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));
    gate.rules = null;

    assertRefusal(503, "module_unavailable", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void rejectsCredentialOfRemovedTenant() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));
    tenants.without(ACME);

    assertRefusal(401, "invalid_token", () -> gate.authenticate(Optional.empty(), WITH_KEY));
  }

  @Test
  void refusesASubjectThatIsDisabled() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));
    subjects.disabled(ACME, ALICE.subject());

    assertRefusal(401, "invalid_token", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void refusesACallerWhoseActorIsDisabled() throws Exception {
    subjects.disabled(ACME, anAgentRef());
    bind(
        "platform-tokens",
        0,
        taking(aCaller().as(aUserRef()).actedBy(anAgentRef()).of(ACME.id()).build()));

    assertRefusal(401, "invalid_token", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void authenticatesOperatorOutsideTenants() throws Exception {
    Caller operator = aCaller().operator().build();
    bind("platform-apikeys", 0, taking(operator));

    assertEquals(
        Optional.of(new AuthenticatedCaller(operator, Optional.empty())),
        gate.authenticate(Optional.empty(), WITH_KEY));
  }

  @Test
  void rejectsOperatorKeyInTenants() throws Exception {
    bind("platform-apikeys", 0, taking(aCaller().operator().build()));

    assertRefusal(403, "permission_denied", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void distinguishesMissingFromInvalidCredential() throws Exception {
    bind("platform-tokens", 0, takingNothing());

    assertEquals(Optional.empty(), gate.authenticate(Optional.of(ACME), WITHOUT));
    assertRefusal(401, "invalid_token", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void reportsAnUnavailableAuthenticatorInsteadOfAnInvalidCredential() throws Exception {
    ServiceReference<RequestAuthenticator> reference = bind("platform-apikeys", 0, taking(ALICE));
    gate.unbindAuthenticator(reference);

    ApiException refusal =
        assertThrows(ApiException.class, () -> gate.authenticate(Optional.of(ACME), WITH_KEY));

    assertEquals("503 module_unavailable", refusal.status() + " " + refusal.code());
    assertEquals("platform-apikeys", refusal.details().get("module"));
  }

  @Test
  void failsTemporarilyUntilAuthenticatorCanBeCreated() throws Exception {
    AtomicReference<RequestAuthenticator> made = new AtomicReference<>();
    gate.bindAuthenticator(
        registered("platform-apikeys", "platform-apikeys", 0, new MadeLater(made)));
    assertRefusal(503, "module_unavailable", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));

    made.set(taking(ALICE));

    assertEquals(ALICE, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
  }

  @Test
  void failsTemporarilyIfAuthenticatorReturnsDuringAuthentication() throws Exception {
    ServiceReference<RequestAuthenticator> reader = bind("platform-apikeys", 0, taking(ALICE));
    gate.unbindAuthenticator(reader);
    bind("platform-tokens", 1, new Meanwhile(() -> gate.bindAuthenticator(reader)));

    assertRefusal(503, "module_unavailable", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
    assertEquals(ALICE, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
  }

  @Test
  void rejectsCredentialOfUninstalledAuthenticator() throws Exception {
    ServiceReference<RequestAuthenticator> reference = bind("platform-apikeys", 0, taking(ALICE));
    Bundle bundle = reference.getBundle();
    gate.unbindAuthenticator(reference);
    bundle.uninstall();

    assertRefusal(401, "invalid_token", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void rejectsCredentialUnknownToUpgradedAuthenticator() throws Exception {
    ServiceReference<RequestAuthenticator> old = bind("platform-apikeys", 0, taking(ALICE));
    register("platform-apikeys-next", "platform-apikeys", takingNothing());
    gate.unbindAuthenticator(old);

    assertRefusal(401, "invalid_token", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void acceptsCredentialAfterAuthenticatorReturns() throws Exception {
    ServiceReference<RequestAuthenticator> reference = bind("platform-apikeys", 0, taking(ALICE));
    gate.unbindAuthenticator(reference);
    gate.bindAuthenticator(reference);

    assertEquals(ALICE, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
  }

  @Test
  void returnsNotFoundForUnknownTenant() {
    assertRefusal(404, "tenant_not_found", () -> gate.requireTenant("nope"));
  }

  @Test
  void failsIfTenantServiceIsUnavailable() {
    gate.tenants = null;

    assertRefusal(503, "module_unavailable", () -> gate.requireTenant("acme"));
  }

  @Test
  void allowsPermittedAction() {
    authorization.allow(ACME, ALICE.subject(), "users.read");

    gate.require(ACME, ALICE, "users.read", REQUEST);

    assertEquals(List.of(), audit.of(ACME.id()));
  }

  @Test
  void reportsMissingPermission() {
    ApiException refusal =
        assertThrows(ApiException.class, () -> gate.require(ACME, ALICE, "users.read", REQUEST));

    assertEquals("403 permission_denied", refusal.status() + " " + refusal.code());
    assertEquals("users.read", refusal.details().get("permission"));
  }

  @Test
  void auditsDeniedCaller() {
    assertThrows(ApiException.class, () -> gate.require(ACME, ALICE, "users.read", REQUEST));

    AuditEvent event = audit.last(ACME.id()).event();
    assertEquals("access.denied", event.action());
    assertEquals(ALICE.subject(), event.actor());
    assertEquals("users.read", event.details().get("permission"));
    assertEquals("fake_denies", event.details().get("reason"));
  }

  @Test
  void auditsActorAndOnBehalfOf() {
    Caller caller = aCaller().as(aUserRef()).actedBy(anAgentRef()).of(ACME.id()).build();

    assertThrows(ApiException.class, () -> gate.require(ACME, caller, "users.read", REQUEST));

    AuditEvent event = audit.last(ACME.id()).event();
    assertEquals(anAgentRef(), event.actor());
    assertEquals(List.of(aUserRef()), event.onBehalfOf());
  }

  @Test
  void reportsFailedModelInsteadOfMissingPermission() {
    gate.authorization = new FailingModel();

    ApiException refusal =
        assertThrows(ApiException.class, () -> gate.require(ACME, ALICE, "users.read", REQUEST));

    assertEquals("403 The model failed.", refusal.status() + " " + refusal.getMessage());
  }

  @Test
  void failsInsteadOfDenyingIfModelIsUnavailable() {
    authorization.withMissingModule("agents-capability");

    assertRefusal(
        503, "module_unavailable", () -> gate.require(ACME, ALICE, "users.read", REQUEST));
    assertEquals(List.of(), audit.of(ACME.id()));
  }

  @Test
  void refusesCallersWithoutADecisionService() {
    gate.authorization = null;

    assertRefusal(
        503, "module_unavailable", () -> gate.require(ACME, ALICE, "users.read", REQUEST));
  }

  @Test
  void challengesWithSchemesOfAuthenticators() throws Exception {
    bind("platform-tokens", 0, takingNothing());

    assertEquals(List.of("Test realm=\"x\""), gate.challenges());
  }

  @Test
  void challengesForBearerTokenWithoutAuthenticators() {
    assertEquals(List.of("Bearer realm=\"lumoauth\""), gate.challenges());
  }

  private ServiceReference<RequestAuthenticator> bind(
      String module, int ranking, RequestAuthenticator authenticator) throws Exception {
    ServiceReference<RequestAuthenticator> reference =
        registered(module, module, ranking, authenticator);
    gate.bindAuthenticator(reference);
    return reference;
  }

  private void register(String module, String name, RequestAuthenticator authenticator)
      throws Exception {
    gate.bindAuthenticator(registered(module, name, 0, authenticator));
  }

  @SuppressWarnings("unchecked")
  private ServiceReference<RequestAuthenticator> registered(
      String module, String name, int ranking, Object authenticator) throws Exception {
    return (ServiceReference<RequestAuthenticator>)
        framework
            .run(module)
            .getBundleContext()
            .registerService(
                RequestAuthenticator.class.getName(),
                authenticator,
                new Hashtable<>(
                    Map.of(ModulePropertyNames.NAME, name, Constants.SERVICE_RANKING, ranking)))
            .getReference();
  }

  private static RequestAuthenticator taking(Caller caller) {
    return new Fixed(Optional.of(caller));
  }

  private static RequestAuthenticator takingNothing() {
    return new Fixed(Optional.empty());
  }

  private static void assertRefusal(int status, String code, Executable call) {
    ApiException refusal = assertThrows(ApiException.class, call);
    assertEquals(status + " " + code, refusal.status() + " " + refusal.code());
  }

  /** Has no service until there is one. */
  private record MadeLater(AtomicReference<RequestAuthenticator> made)
      implements ServiceFactory<RequestAuthenticator> {
    @Override
    public RequestAuthenticator getService(
        Bundle bundle, ServiceRegistration<RequestAuthenticator> registration) {
      return made.get();
    }

    @Override
    public void ungetService(
        Bundle bundle,
        ServiceRegistration<RequestAuthenticator> registration,
        RequestAuthenticator service) {}
  }

  /** Takes nothing; something happens while it is asked. */
  private record Meanwhile(Runnable what) implements RequestAuthenticator {
    @Override
    public Optional<Caller> authenticate(Optional<TenantContext> tenant, HttpRequestView request) {
      what.run();
      return Optional.empty();
    }

    @Override
    public Optional<String> challenge() {
      return Optional.empty();
    }
  }

  private record Fixed(Optional<Caller> caller) implements RequestAuthenticator {
    @Override
    public Optional<Caller> authenticate(Optional<TenantContext> tenant, HttpRequestView request) {
      return caller;
    }

    @Override
    public Optional<String> challenge() {
      return Optional.of("Test realm=\"x\"");
    }
  }

  private record FailingModel() implements AuthorizationService {
    @Override
    public Decision decide(TenantContext tenant, DecisionRequest question) {
      return new Decision(
          false,
          DecisionReason.of("model_failed", "The model failed.", Map.of()),
          Optional.empty(),
          List.of(),
          Duration.ZERO);
    }

    @Override
    public List<Decision> decideAll(TenantContext tenant, List<DecisionRequest> questions) {
      return questions.stream().map(question -> decide(tenant, question)).toList();
    }

    @Override
    public List<EffectivePermission> permissions(
        TenantContext tenant, SubjectPermissionProvider.SubjectPermissionQuery query) {
      return List.of();
    }
  }
}
