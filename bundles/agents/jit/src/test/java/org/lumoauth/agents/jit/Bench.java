package org.lumoauth.agents.jit;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUser;

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
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentBudgets;
import org.lumoauth.api.agent.AgentDetails;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.Delegations;
import org.lumoauth.api.agent.Usage;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.delivery.Notice;
import org.lumoauth.api.delivery.SignedNotices;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeTokenService;
import org.lumoauth.testkit.fake.FakeUserDirectory;

/** The bundle on a database, between fakes: two agents of a tenant and a user. */
final class Bench {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final String ADA = UserBuilder.ID;

  /** What agents are capable of here. */
  static final Set<String> CAPABLE =
      Set.of("documents.read", "documents.delete", "file_access", "payment");

  /** The scope of the token that an agent shows. */
  static final Set<String> SHOWN =
      Set.of(
          OnBehalf.CAPABILITY,
          "documents.read",
          "documents.write",
          "documents.delete",
          "file_access",
          "payment");

  static final SubjectRef APPROVER = new SubjectRef("user", "usr_grace");

  Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
  final FakeProviderRegistry registry = new FakeProviderRegistry();
  final FakeAgentRegistry agents = new FakeAgentRegistry();
  final FakeClients clients = new FakeClients();
  final FakeUserDirectory users = new FakeUserDirectory();
  final FakeTokenService tokenService = new FakeTokenService();
  final FakeAuditLog log = new FakeAuditLog();
  final FakeDomainEvents events = new FakeDomainEvents();
  final FakeSettingsStore settings = new FakeSettingsStore().with("jit", new JitSettings());
  final StubApprovals approvals = new StubApprovals(() -> now);
  final FakeTenantRegistry served = new FakeTenantRegistry().with(ACME);
  final Map<String, Delegations.Delegation> delegated = new HashMap<>();
  final List<Notice> notices = new ArrayList<>();
  final TaskStore taskStore;
  final RequestStore requestStore;
  final RiskRuleStore rules;
  final SpendStore spends;
  final Tasks tasks;
  final TaskWatch watch;
  final Requests requests;
  final Tokens tokens;
  final TaskSubjects subjects;
  final TaskEnds ends;
  final StopStore stopStore;
  final StoppedTasks stopped;
  final TaskStops stops;
  final TaskDesk taskDesk;
  final RequestDesk requestDesk;
  final ConfirmingAgents confirming;
  final TaskExchanges exchanges;

  Bench(TestDatabase database) {
    this(JitUnit.on(database.open(JitUnit.DEFINITION)));
  }

  Bench(JitUnit unit) {
    taskStore = new TaskStore(unit);
    requestStore = new RequestStore(unit);
    rules = new RiskRuleStore(unit);
    registry.with(AgentRegistry.class, "agents", agents);
    registry.with(
        Delegations.class,
        "delegation",
        (tenant, user, agentId) -> Optional.ofNullable(delegated.get(user.id() + agentId)));
    registry.with(SignedNotices.class, "webhook", (tenant, notice) -> notices.add(notice));
    for (String id : List.of("agt_1", "agt_2")) {
      agents.with(ACME, agent(id, CAPABLE));
      clients.with(ACME, client(id));
    }
    users.with(ACME, aUser().build());
    var identifiers = new FakeIdentifiers();
    var audit = new JitAudit(log);
    var neighbours = new Neighbours(registry);
    var onBehalf = new OnBehalf(users, neighbours);
    var bounds = new Bounds(onBehalf, rules, settings);
    var vault = new FakeSecretVault();
    var callbacks = new Callbacks(vault, new NoInside(), neighbours);
    var targets = new Targets(registry);
    var reader = new WantedReader(clients, targets, registry);
    var acting = new ActingAgents(registry);
    var standing = new Standing(tokenService, onBehalf);
    var family = new TaskFamily(taskStore, requestStore, approvals, tokenService, events, audit);
    tasks =
        new Tasks(taskStore, family, onBehalf, standing, identifiers, settings, audit, () -> now);
    watch = new TaskWatch(taskStore, requestStore, tasks, rules, audit);
    spends = new SpendStore(unit);
    requests =
        new Requests(
            requestStore,
            tasks,
            bounds,
            watch,
            rules,
            approvals,
            callbacks,
            new Dearness(acting, neighbours, spends, tasks),
            identifiers,
            new FakeAttemptLimiter(() -> now),
            settings,
            audit);
    tokens =
        new Tokens(
            acting,
            onBehalf,
            requests,
            requestStore,
            tasks,
            bounds,
            watch,
            reader,
            targets,
            approvals,
            neighbours,
            tokenService,
            new Lineage(registry, tokenService),
            audit);
    stopStore = new StopStore(unit, identifiers);
    stopped = new StoppedTasks(stopStore, taskStore, tasks, acting, standing, served);
    stops = new TaskStops(stopStore, stopped::end);
    subjects = new TaskSubjects(taskStore, onBehalf);
    subjects.watch = watch;
    ends = new TaskEnds(subjects, taskStore, family, served);
    taskDesk = new TaskDesk(acting, tasks, onBehalf, requests);
    requestDesk =
        new RequestDesk(
            acting,
            tasks,
            onBehalf,
            requests,
            tokens,
            reader,
            callbacks,
            new ProvenKeys(registry, tokenService),
            watch);
    exchanges = new TaskExchanges(acting, watch, onBehalf, requests, tokens, new FakeSubjects());
    confirming = new ConfirmingAgents(acting, requests, onBehalf, users);
  }

  /** A budget that lets nothing through. */
  Bench withoutBudget() {
    registry.with(
        AgentBudgets.class,
        "agents",
        (tenant, agentId, usage) -> {
          throw new Problem(429, "budget_exceeded", "It is used up.");
        });
    return this;
  }

  /** A budget that wants a person to approve what costs more. */
  Bench withApprovalAbove(String usd) {
    return withApprovalAbove(agentId -> Optional.of(usd));
  }

  /** What a budget lets pass, by the agent. */
  Bench withApprovalAbove(Function<String, Optional<String>> usd) {
    registry.with(
        AgentBudgets.class,
        "agents",
        new AgentBudgets() {
          @Override
          public void charge(TenantContext tenant, String agentId, Usage usage) {}

          @Override
          public Optional<BigDecimal> approvalAboveUsd(TenantContext tenant, String agentId) {
            return usd.apply(agentId).map(BigDecimal::new);
          }
        });
    return this;
  }

  /** Rules that let everything through without asking anybody. */
  Bench withoutAskingAnybody() {
    var harmless = new RiskRule(Set.of(), Set.of(), Risk.LOW, Optional.empty());
    rules.replace(ACME.id(), new RiskRules(List.of(harmless), Set.of(Risk.LOW), 3, 5, 50, 600));
    return this;
  }

  /** How many tasks of the first agent are open. */
  int openTasks() {
    return taskStore.open(ACME.id(), TaskStore.Side.AGENT, "agt_1", "", 10_000, now).size();
  }

  /** Stops the first agent, or lets it go on; nobody is told of it. */
  Bench enabled(boolean enabled) {
    agents.with(
        ACME, new AgentBuilder("agt_1", "cli_agt_1", "Travel agent", CAPABLE, enabled).build());
    return this;
  }

  /** Adds a sub-agent. */
  Bench withSubAgent(String id, String parentId) {
    var below =
        new AgentDetails(
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
  Bench withConsent(String id, String... scopes) {
    agents.with(
        ACME,
        agent(
            "agt_1", Set.of(OnBehalf.CAPABILITY, "documents.read", "documents.write", "payment")));
    delegated.put(
        ADA + "agt_1",
        new Delegations.Delegation(
            id, new SubjectRef("user", ADA), "agt_1", Set.of(scopes), Optional.empty()));
    return this;
  }

  /** Begins a task for Ada. */
  Map<String, Object> taskForAda() {
    return taskDesk.begin(by("agt_1"), Map.of("on_behalf_of", ADA));
  }

  static Agent agent(String id, Set<String> capabilities) {
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

  static Client client(String agentId) {
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

  static Call by(String agentId) {
    return by(ACME, new SubjectRef("agent", agentId), List.of());
  }

  static Call by(TenantContext tenant, SubjectRef subject, List<SubjectRef> actors) {
    return by(tenant, subject, actors, SHOWN);
  }

  /** With a token of this scope. */
  static Call by(
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
    return new Call(tenant, caller, Initiator.server("test"));
  }

  String task() {
    return (String) taskDesk.begin(by("agt_1"), Map.of("name", "Book a trip")).get("task_id");
  }

  Map<String, Object> ask(String taskId, Map<String, Object> detail) {
    return requestDesk.ask(by("agt_1"), Map.of("task_id", taskId, "authorization_details", detail));
  }

  static Map<String, Object> read() {
    return Map.of("type", "file_access", "actions", List.of("read"), "identifier", "/q3");
  }

  static Map<String, Object> pay() {
    return Map.of("type", "payment", "actions", List.of("initiate"), "amount", "120.00");
  }

  String pending(String taskId) {
    return (String) ask(taskId, pay()).get("request_id");
  }

  void answer(String requestId, Answer answer) {
    String id =
        requestStore.find(ACME.id(), requestId, now).orElseThrow().approvalId().orElseThrow();
    approvals.answer(ACME, id, APPROVER, answer, Initiator.server("test"));
    requests.settle(ACME, id);
  }

  Map<String, Object> token(String requestId) {
    return requestDesk.token(by("agt_1"), requestId, null, Optional.empty()).body();
  }

  boolean live(Map<String, Object> token) {
    try {
      tokenService.verify(ACME, (String) token.get("access_token"));
      return true;
    } catch (InvalidTokenException e) {
      return false;
    }
  }
}
