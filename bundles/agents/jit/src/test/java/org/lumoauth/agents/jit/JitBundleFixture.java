/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.agents.jit.request.JitCallbackNotifier;
import org.lumoauth.agents.jit.request.JitRequestLookup;
import org.lumoauth.agents.jit.request.JitRequestProcessor;
import org.lumoauth.agents.jit.request.JitRequestRateLimiter;
import org.lumoauth.agents.jit.request.JitRequestRiskEvaluator;
import org.lumoauth.agents.jit.request.JitRequestService;
import org.lumoauth.agents.jit.request.JitRequestStore;
import org.lumoauth.agents.jit.request.JitRequestedAccessLimitCheck;
import org.lumoauth.agents.jit.request.JitRequestedAccessParser;
import org.lumoauth.agents.jit.request.JitRequestingAgentResolver;
import org.lumoauth.agents.jit.request.JitResourceIndicatorValidator;
import org.lumoauth.agents.jit.risk.RiskLevel;
import org.lumoauth.agents.jit.risk.RiskRule;
import org.lumoauth.agents.jit.risk.RiskRuleStore;
import org.lumoauth.agents.jit.risk.RiskRules;
import org.lumoauth.agents.jit.suspension.ParticipantTaskTerminationListener;
import org.lumoauth.agents.jit.suspension.ParticipantTaskTerminationProcessor;
import org.lumoauth.agents.jit.suspension.ParticipantTaskTerminationStore;
import org.lumoauth.agents.jit.suspension.SuspensionListenerFactory;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.agents.jit.task.AgentTaskRequestHandler;
import org.lumoauth.agents.jit.task.AgentTaskStarter;
import org.lumoauth.agents.jit.task.AgentTaskStore;
import org.lumoauth.agents.jit.task.TaskAnomalyMonitor;
import org.lumoauth.agents.jit.task.TaskEndListener;
import org.lumoauth.agents.jit.task.TaskParticipantCheck;
import org.lumoauth.agents.jit.task.TaskSubjectSource;
import org.lumoauth.agents.jit.task.TaskTreeTerminator;
import org.lumoauth.agents.jit.task.UserDelegationCheck;
import org.lumoauth.agents.jit.token.ApprovedJitRequestConsumer;
import org.lumoauth.agents.jit.token.JitTaskTokenExchanger;
import org.lumoauth.agents.jit.token.TaskTokenIssuer;
import org.lumoauth.agents.jit.token.TaskTokenRequestHandler;
import org.lumoauth.agents.jit.token.TaskTokenRequestVerifier;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentBudgetService;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.AgentUsage;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.delivery.WebhookNotification;
import org.lumoauth.api.delivery.WebhookSender;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** The bundle on a database, with fakes for other modules: two agents of a tenant, and a user. */
public final class JitBundleFixture {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final String ADA = UserBuilder.ID;

  /** What agents are capable of here. */
  static final Set<String> CAPABLE =
      Set.of("documents.read", "documents.delete", "file_access", "payment");

  /** The scope of the token that an agent shows. */
  public static final Set<String> SHOWN =
      Set.of(
          UserDelegationCheck.CAPABILITY,
          "documents.read",
          "documents.write",
          "documents.delete",
          "file_access",
          "payment");

  public static final SubjectRef APPROVER = new SubjectRef("user", "usr_grace");

  public Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
  public final FakeProviderRegistry registry = new FakeProviderRegistry();
  public final FakeAgentRegistry agents = new FakeAgentRegistry();
  public final FakeClientDirectory clients = new FakeClientDirectory();
  final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeTokenService tokenService = new FakeTokenService();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  public final FakeSettingsStore settings = new FakeSettingsStore().with("jit", new JitSettings());
  public final StubApprovalService approvals = new StubApprovalService(() -> now);
  public final FakeTenantRegistry served = new FakeTenantRegistry().with(ACME);
  public final Map<String, AgentDelegationLookup.AgentDelegation> delegated = new HashMap<>();
  public final List<WebhookNotification> notices = new ArrayList<>();
  public final AgentTaskStore taskStore;
  public final JitRequestStore requestStore;
  public final RiskRuleStore rules;
  public final AgentTaskLifecycleService tasks;
  public final TaskAnomalyMonitor watch;
  public final JitRequestLookup requests;
  public final TaskTokenIssuer tokens;
  public final TaskSubjectSource subjects;
  public final TaskEndListener ends;
  public final ParticipantTaskTerminationStore stopStore;
  public final ParticipantTaskTerminationProcessor stopped;
  public final ParticipantTaskTerminationListener stops;
  public final AgentTaskRequestHandler taskDesk;
  public final JitRequestService requestDesk;
  public final TaskTokenRequestHandler tokenDesk;
  public final JitRequestingAgentResolver confirming;
  public final JitTaskTokenExchanger exchanges;

  public JitBundleFixture(TestDatabase database) {
    this(database.open(TestDatabase.tablesOf(JitApplication.class)));
  }

  public JitBundleFixture(PersistenceUnit unit) {
    taskStore = new AgentTaskStore(unit);
    requestStore = new JitRequestStore(unit);
    rules = new RiskRuleStore(unit);
    registry.with(AgentRegistry.class, "agents", agents);
    registry.with(
        AgentDelegationLookup.class,
        "delegation",
        (tenant, user, agentId) -> Optional.ofNullable(delegated.get(user.id() + agentId)));
    registry.with(WebhookSender.class, "webhook", (tenant, notice) -> notices.add(notice));
    for (String id : List.of("agt_1", "agt_2")) {
      agents.with(ACME, agent(id, CAPABLE));
      clients.with(ACME, client(id));
    }
    users.with(ACME, aUser().build());
    var identifiers = new FakeIdGenerator();
    var audit = new JitAudit(log);
    var neighbours = new JitOptionalModuleLookup(registry);
    var onBehalf = new UserDelegationCheck(users, neighbours);
    var bounds = new JitRequestedAccessLimitCheck(onBehalf, rules, settings);
    var vault = new FakeSecretProtectionService();
    var callbacks = new JitCallbackNotifier(vault, new JitCallbackHttpClient(), neighbours);
    var targets = new JitResourceIndicatorValidator(registry);
    var reader = new JitRequestedAccessParser(clients, targets, registry);
    var acting = new JitAgentResolver(registry);
    var standing = new TaskParticipantCheck(tokenService, onBehalf);
    var family =
        new TaskTreeTerminator(taskStore, requestStore, approvals, tokenService, events, audit);
    tasks = new AgentTaskLifecycleService(taskStore, family, onBehalf, standing, audit, () -> now);
    var starter = new AgentTaskStarter(taskStore, tasks, onBehalf, identifiers, settings, audit);
    watch = new TaskAnomalyMonitor(taskStore, requestStore, tasks, onBehalf, rules, audit);
    var risks = new JitRequestRiskEvaluator(rules, watch, bounds, acting, neighbours, unit, tasks);
    var processor =
        new JitRequestProcessor(
            requestStore, tasks, risks, approvals, callbacks, identifiers, audit);
    requests = new JitRequestLookup(requestStore, tasks, approvals, callbacks, watch);
    var verifier = new TaskTokenRequestVerifier(acting, requests, bounds, watch, approvals, audit);
    var consumer =
        new ApprovedJitRequestConsumer(
            requestStore, tasks, approvals, neighbours, tokenService, registry, audit);
    tokens = new TaskTokenIssuer(acting, verifier, consumer, tasks, reader, targets);
    stopStore = new ParticipantTaskTerminationStore(unit, identifiers);
    stopped =
        new ParticipantTaskTerminationProcessor(
            stopStore, taskStore, tasks, acting, standing, served);
    stops = SuspensionListenerFactory.of(stopStore, stopped::process);
    subjects = new TaskSubjectSource(taskStore, onBehalf);
    subjects.watch = watch;
    ends = new TaskEndListener(subjects, taskStore, family, served);
    taskDesk = new AgentTaskRequestHandler(acting, starter, tasks, onBehalf, requests);
    var rate = new JitRequestRateLimiter(new FakeAttemptLimiter(() -> now), settings);
    requestDesk = new JitRequestService(acting, starter, processor, requests, reader, rate, watch);
    tokenDesk =
        new TaskTokenRequestHandler(
            acting, requests, tokens, reader, watch, registry, tokenService);
    exchanges =
        new JitTaskTokenExchanger(acting, watch, requests, tokens, new FakeSubjectDirectory());
    confirming = new JitRequestingAgentResolver(acting, rate, onBehalf, users);
  }

  /** A budget that lets nothing through. */
  JitBundleFixture withoutBudget() {
    registry.with(
        AgentBudgetService.class,
        "agents",
        (tenant, agentId, usage) -> {
          throw new ApiException(429, "budget_exceeded", "It is used up.");
        });
    return this;
  }

  /** A budget that wants a person to approve what costs more. */
  public JitBundleFixture withApprovalAbove(String usd) {
    return withApprovalAbove(agentId -> Optional.of(usd));
  }

  /** What a budget lets pass, by the agent. */
  public JitBundleFixture withApprovalAbove(Function<String, Optional<String>> usd) {
    registry.with(
        AgentBudgetService.class,
        "agents",
        new AgentBudgetService() {
          @Override
          public void charge(TenantContext tenant, String agentId, AgentUsage usage) {}

          @Override
          public Optional<BigDecimal> approvalThresholdUsd(TenantContext tenant, String agentId) {
            return usd.apply(agentId).map(BigDecimal::new);
          }
        });
    return this;
  }

  /** Rules that let everything through without asking anybody. */
  public JitBundleFixture withoutAskingAnybody() {
    var harmless = new RiskRule(Set.of(), Set.of(), RiskLevel.LOW, Optional.empty());
    rules.replace(
        ACME.id(), new RiskRules(List.of(harmless), Set.of(RiskLevel.LOW), 3, 5, 50, 600));
    return this;
  }

  /** How many tasks of the first agent are open. */
  public int openTasks() {
    return taskStore
        .findOpen(ACME.id(), AgentTaskStore.TaskParticipantColumn.AGENT, "agt_1", "", 10_000, now)
        .size();
  }

  /** Stops the first agent, or lets it go on; nobody is told of it. */
  public JitBundleFixture enabled(boolean enabled) {
    agents.with(
        ACME, new AgentBuilder("agt_1", "cli_agt_1", "Travel agent", CAPABLE, enabled).build());
    return this;
  }

  /** Adds a sub-agent. */
  public JitBundleFixture withSubAgent(String id, String parentId) {
    var below =
        new AgentGovernance(
            AgentStatus.ACTIVE,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.of(parentId),
            Optional.empty());
    agents.with(
        ACME, new AgentBuilder(id, "cli_" + id, "Helper", CAPABLE, true).with(below).build());
    clients.with(ACME, client(id));
    return this;
  }

  /** Ada lets the first agent act for her, who is capable of that and more. */
  public JitBundleFixture withConsent(String id, String... scopes) {
    agents.with(
        ACME,
        agent(
            "agt_1",
            Set.of(
                UserDelegationCheck.CAPABILITY, "documents.read", "documents.write", "payment")));
    delegated.put(
        ADA + "agt_1",
        new AgentDelegationLookup.AgentDelegation(
            id, new SubjectRef("user", ADA), "agt_1", Set.of(scopes), Optional.empty()));
    return this;
  }

  /** Begins a task for Ada. */
  public Map<String, Object> taskForAda() {
    return taskDesk.begin(by("agt_1"), Map.of("on_behalf_of", ADA));
  }

  public static Agent agent(String id, Set<String> capabilities) {
    return new Agent(
        id,
        "cli_" + id,
        "Travel agent",
        Optional.empty(),
        "client_credentials",
        capabilities,
        true,
        Instant.EPOCH);
  }

  public static Client client(String agentId) {
    return new Client(
        "cli_" + agentId,
        "Travel agent",
        new SubjectRef("agent", agentId),
        true,
        true,
        Set.of("client_credentials"),
        Set.of(),
        Set.of(),
        List.of(),
        Duration.ofMinutes(15),
        Map.of());
  }

  public static JitCallerContext by(String agentId) {
    return by(ACME, new SubjectRef("agent", agentId), List.of());
  }

  public static JitCallerContext by(
      TenantContext tenant, SubjectRef subject, List<SubjectRef> actors) {
    return by(tenant, subject, actors, SHOWN);
  }

  /** With a token of this scope. */
  public static JitCallerContext by(
      TenantContext tenant, SubjectRef subject, List<SubjectRef> actors, Set<String> scope) {
    var caller =
        new Caller(
            subject,
            actors,
            Optional.of(tenant.id()),
            Optional.empty(),
            scope,
            CredentialKind.ACCESS_TOKEN,
            "tok_1");
    return new JitCallerContext(tenant, caller, AuditInitiator.server("test"));
  }

  public String task() {
    return (String) taskDesk.begin(by("agt_1"), Map.of("name", "Book a trip")).get("task_id");
  }

  public Map<String, Object> ask(String taskId, Map<String, Object> detail) {
    return requestDesk.ask(by("agt_1"), Map.of("task_id", taskId, "authorization_details", detail));
  }

  public static Map<String, Object> read() {
    return Map.of("type", "file_access", "actions", List.of("read"), "identifier", "/q3");
  }

  public static Map<String, Object> pay() {
    return Map.of("type", "payment", "actions", List.of("initiate"), "amount", "120.00");
  }

  public String pending(String taskId) {
    return (String) ask(taskId, pay()).get("request_id");
  }

  public void answer(String requestId, ApprovalAnswer answer) {
    String id =
        requestStore.find(ACME.id(), requestId, now).orElseThrow().approvalId().orElseThrow();
    approvals.answer(ACME, id, APPROVER, answer, AuditInitiator.server("test"));
    requests.applyApproval(ACME, id);
  }

  public Map<String, Object> token(String requestId) {
    return tokenDesk.token(by("agt_1"), requestId, null, Optional.empty()).body();
  }

  public boolean live(Map<String, Object> token) {
    try {
      tokenService.verify(ACME, (String) token.get("access_token"));
      return true;
    } catch (InvalidTokenException e) {
      return false;
    }
  }
}
