package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lumoauth.testkit.builder.JwtSigner;

/** What an agent cannot do with a task, its approvals and its tokens. */
class JitAttacksIT extends JitSetting {
  @Test
  void refusesATokenForAnythingButWhatWasApproved() throws Exception {
    JsonNode asked =
        ask(
            task(),
            details(Map.of("type", "tool_invocation", "actions", List.of("execute"), "x", "1")),
            "");
    answer(ada, asked, "approve");
    Map<String, Object> swapped =
        Map.of("type", "tool_invocation", "actions", List.of("execute"), "x", "2");

    JsonNode refusal =
        asAgent
            .post(
                "/jit/request/" + asked.path("request_id").asText() + "/token",
                Map.of("authorization_details", swapped))
            .expect(403)
            .body();

    assertEquals("approval_mismatch", refusal.path("error").asText());
  }

  @Test
  void letsNeitherTheAgentNorAKeyNorAnybodyElseApprove() throws Exception {
    JsonNode asked = askForATool();
    String path = "/jit/approve/" + asked.path("request_id").asText();

    asAgent.post(path, Map.of()).expect(403);
    assertEquals(
        "not_an_approver",
        tenant.admin().post(path, Map.of()).expect(403).body().path("error").asText());
    assertEquals(404, signedIn("bob@example.com").openOnly(link(asked)).status());
    Tenant other = Tenant.create(server);
    other.admin().post(path, Map.of()).expect(403);
    assertEquals(
        404,
        other
            .agent("Stranger", List.of("x"), List.of())
            .authenticated()
            .get("/jit/request/" + asked.path("request_id").asText() + "/status")
            .status());
  }

  @Test
  void keepsNoCallbackThatLeadsInside() {
    for (String url :
        List.of(
            "https://169.254.169.254/latest",
            "https://10.0.0.1/cb",
            "https://[fd00::1]/cb",
            "http://8.8.8.8/cb",
            "file:///etc/passwd")) {
      JsonNode refusal =
          asAgent
              .post(
                  "/jit/request",
                  Map.of(
                      "authorization_details",
                      Map.of("type", "file_access", "actions", List.of("read")),
                      "callback_url",
                      url))
              .expect(422)
              .body();

      assertEquals("callback_url", refusal.at("/details/field").asText(), url);
    }
  }

  @Test
  void takesNoApprovalAfterTheTaskEnded() throws Exception {
    JsonNode asked = askForATool();
    ada.open(link(asked));
    asAgent.post("/jit/task/" + asked.path("task_id").asText() + "/complete", Map.of()).expect(200);

    ada.submit("decision", "approve");

    assertEquals(404, ada.status());
    assertEquals("task_completed", token(asked).expect(403).body().path("error").asText());
  }

  @Test
  void suspendsATaskThatIsDeniedAgainAndAgain() throws Exception {
    String task = task();
    JsonNode low =
        ask(task, details(Map.of("type", "file_access", "actions", List.of("read"))), "");
    String token = token(low).expect(200).body().path("access_token").asText();
    for (int i = 0; i < 3; i++) {
      JsonNode asked =
          ask(task, details(Map.of("type", "tool_invocation", "actions", List.of("execute"))), "");
      answer(ada, asked, "deny");
      if (asked.path("risk_level").asText().equals("critical")) {
        assertEquals("denied", status(asked).path("status").asText());
      }
      status(asked);
    }

    assertFalse(
        tenant
            .admin()
            .with("Authorization", agent.basic())
            .form("/oauth/introspect", "token=" + token)
            .expect(200)
            .body()
            .path("active")
            .asBoolean());
    assertEquals(
        "suspended", asAgent.get("/jit/status/" + task).expect(200).body().path("status").asText());
  }

  @Test
  void endsTasksHoweverDeepTheyMayBe() throws Exception {
    String whole = task();
    String deepest = whole;
    for (int deep = 1; deep < 16; deep++) {
      deepest = part(deepest).expect(201).body().path("task_id").asText();
    }
    assertEquals("task_too_deep", part(deepest).expect(400).body().path("error").asText());
    JsonNode low =
        ask(deepest, details(Map.of("type", "file_access", "actions", List.of("read"))), "");
    String token = token(low).expect(200).body().path("access_token").asText();

    asAgent.post("/jit/task/" + whole + "/complete", Map.of()).expect(200);

    assertEquals(
        "completed",
        asAgent.get("/jit/status/" + deepest).expect(200).body().path("status").asText());
    assertFalse(
        tenant
            .admin()
            .with("Authorization", agent.basic())
            .form("/oauth/introspect", "token=" + token)
            .expect(200)
            .body()
            .path("active")
            .asBoolean());
  }

  private static Api.Answer part(String of) {
    return asAgent.post("/jit/task", Map.of("name", "Part", "parent_task_id", of));
  }

  @Test
  void countsWhatSubAgentsAskTogether() throws Exception {
    Tenant own = Tenant.create(server);
    own.admin().patch("/admin/settings/approvals", Map.of("pendingPerRequester", 2)).expect(200);
    Api top = own.agent("Top", List.of("payment", "agents.register"), List.of()).authenticated();
    assertEquals("pending", pay(helper(top, "One"), "60").path("status").asText());
    assertEquals("pending", pay(helper(top, "Two"), "60").path("status").asText());
    Api other = own.agent("Other", List.of("payment"), List.of()).authenticated();

    for (Api each : List.of(helper(top, "Three"), top)) {
      var detail = Map.of("type", "payment", "actions", List.of("initiate"), "amount", "60");
      assertEquals(
          "too_many_pending_approvals",
          each.post("/jit/request", Map.of("authorization_details", detail))
              .expect(429)
              .body()
              .path("error")
              .asText());
    }
    assertEquals("pending", pay(other, "60").path("status").asText());
  }

  @Test
  void mailsNobodyWithoutEnd() throws Exception {
    Tenant own = Tenant.create(server);
    Person owner = Person.create(server, own, Map.of("emailVerified", true));
    var named = Map.of("kind", "user", "value", owner.id());
    own.admin()
        .put(
            "/admin/approvals/rules", Map.of("rules", List.of(Map.of("approvers", List.of(named)))))
        .expect(200);
    Api noisy = own.agent("Noisy", List.of("payment"), List.of()).authenticated();
    for (int i = 0; i < 12; i++) {
      pay(noisy, "60");
    }
    pay(own.agent("Quiet", List.of("payment"), List.of()).authenticated(), "60");

    Await.until(
        "mail about both",
        Duration.ofSeconds(30),
        () -> mails(owner, "Quiet") == 1 && mails(owner, "Noisy") >= 10);

    assertEquals(10, mails(owner, "Noisy"));
  }

  private static long mails(Person to, String about) throws IOException {
    try (Stream<Path> files = Files.list(server.data().resolve("outbox"))) {
      List<Path> all = files.filter(path -> path.toString().endsWith(".eml")).toList();
      long found = 0;
      for (Path file : all) {
        String mail = Files.readString(file);
        found += mail.contains("To: " + to.email() + "\r\n") && mail.contains(about) ? 1 : 0;
      }
      return found;
    }
  }

  @Test
  void letsNobodySetWhoApprovesWhoMayNotApprove() throws Exception {
    Tenant own = Tenant.create(server);
    var rules = Map.of("rules", List.of(Map.of("approvers", List.of(Map.of("kind", "subject")))));

    for (String scope : List.of("admin:settings", "admin:write")) { // without jit.approve
      Api settings = keyed(own, scope);
      settings.patch("/admin/settings/jit", Map.of("taskSeconds", 600)).expect(200);
      settings.put("/admin/approvals/rules", rules).expect(403);
    }
    keyed(own, "admin").put("/admin/approvals/rules", rules).expect(200);
  }

  @Test
  void letsNobodyTakeAPersonsApprovalOutOfABudgetWhoMayNotApprove() throws IOException {
    Tenant own = Tenant.create(server);
    String budget = "/admin/agents/" + own.agent("Buyer", List.of(), List.of()).id() + "/budget";
    own.admin().put(budget, Map.of("require_approval_above_usd", 100)).expect(200);

    Api agents = keyed(own, "admin:agents"); // without jit.approve
    agents.put(budget, Map.of("require_approval_above_usd", 1_000)).expect(403);
    agents.put(budget, Map.of("max_api_calls_per_hour", 1_000)).expect(403);
    agents.delete(budget).expect(403);
    agents.put(budget, Map.of("require_approval_above_usd", 50)).expect(200);
    own.admin().delete(budget).expect(200);
  }

  /** With a key for this alone. */
  private static Api keyed(Tenant of, String scope) {
    String key =
        of.admin()
            .post("/admin/api-keys", Map.of("name", "Limited", "scopes", List.of(scope)))
            .expect(201)
            .body()
            .findValue("key")
            .asText();
    return of.admin().with("X-API-Key", key);
  }

  @Test
  void asksAPersonForAPaymentThatComesInPieces() throws Exception {
    Api asBuyer = frugalBuyer();

    assertEquals("approved", pay(asBuyer, "60").path("status").asText());
    assertEquals("pending", pay(asBuyer, "60").path("status").asText()); // of a task of its own
    assertEquals("approved", pay(asBuyer, "40").path("status").asText());
  }

  @Test
  void asksAPersonForAPaymentThatSubAgentsShare() throws Exception {
    Api asBuyer = frugalBuyer();
    Api one = helper(asBuyer, "One");
    Api two = helper(asBuyer, "Two");

    assertEquals("approved", pay(one, "60").path("status").asText());
    assertEquals("pending", pay(two, "60").path("status").asText());
    assertEquals("pending", pay(asBuyer, "60").path("status").asText());
    assertEquals("approved", pay(two, "40").path("status").asText());
  }

  private static Api helper(Api parent, String name) {
    JsonNode made =
        parent
            .post("/agents/register", Map.of("name", name, "capabilities", List.of("payment")))
            .expect(200)
            .body();
    return new Tenant.Agent(
            made.path("agent_id").asText(),
            made.path("client_id").asText(),
            made.path("client_secret").asText(),
            parent)
        .authenticated();
  }

  @Test
  void grantsNothingAtOnceThatNoCapabilityNames() throws Exception {
    Tenant own = Tenant.create(server);
    var update =
        Map.of(
            "authorization_details",
            Map.of(
                "type", "database_query",
                "actions", List.of("insert", "update"),
                "identifier", "prod.customers"));
    Api bare = own.agent("Bare", List.of(), List.of()).authenticated();
    Api reader = own.agent("Reader", List.of("documents.read"), List.of()).authenticated();

    assertEquals(
        "capability_denied",
        bare.post("/jit/request", update).expect(403).body().path("error").asText());
    JsonNode asked = reader.post("/jit/request", update).expect(201).body();
    assertEquals("pending", asked.path("status").asText());
    assertEquals("high", asked.path("risk_level").asText());
    own.admin().patch("/admin/settings/jit", Map.of("detailsWithinCapabilities", true)).expect(200);
    reader.post("/jit/request", update).expect(403);
  }

  @Test
  void widensNoNarrowTokenWithoutAPerson() throws Exception {
    Tenant own = Tenant.create(server);
    var writer = own.agent("Writer", List.of("documents.read", "documents.write"), List.of());
    String narrow =
        own.admin()
            .with("Authorization", writer.basic())
            .form("/oauth/token", "grant_type=client_credentials&scope=documents.read")
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    var write = Map.of("required_scopes", List.of("documents.write"));

    JsonNode asked =
        own.admin()
            .with("Authorization", "Bearer " + narrow)
            .post("/jit/request", write)
            .expect(201)
            .body();

    assertEquals("pending", asked.path("status").asText());
    assertEquals(
        "approved",
        writer
            .authenticated()
            .post("/jit/request", write)
            .expect(201)
            .body()
            .path("status")
            .asText());
  }

  @Test
  void keepsNothingThatWasApprovedBeforeTheAgentWasStopped() throws Exception {
    Tenant.Agent own = tenant.agent("Stopped", List.of("documents.read"), List.of());
    Api before = own.authenticated();
    var tool =
        Map.of(
            "authorization_details",
            Map.of("type", "tool_invocation", "actions", List.of("execute")));
    JsonNode approved = before.post("/jit/request", tool).expect(201).body();
    JsonNode pending = before.post("/jit/request", tool).expect(201).body();
    answer(ada, approved, "approve");

    tenant.admin().post("/admin/agents/" + own.id() + "/disable", Map.of()).expect(200);
    assertFalse(
        tenant
            .admin()
            .get("/jit/pending?limit=100")
            .expect(200)
            .text()
            .contains(pending.path("request_id").asText()));
    tenant.admin().post("/admin/agents/" + own.id() + "/enable", Map.of()).expect(200);

    Api after = own.authenticated();
    String path = "/jit/request/" + approved.path("request_id").asText() + "/token";
    assertEquals(
        "task_suspended", after.post(path, Map.of()).expect(403).body().path("error").asText());
  }

  @Test
  void makesNoTokenForAResourceThatNobodyRegistered() {
    var elsewhere =
        Map.of(
            "type", "file_access",
            "actions", List.of("read"),
            "locations", List.of("https://anything.example/api"));

    JsonNode refusal =
        asAgent.post("/jit/request", Map.of("authorization_details", elsewhere)).expect(400).body();

    assertEquals("invalid_target", refusal.path("error").asText());
  }

  @Test
  void refusesWhatIsNothingWhereSomethingHasToBe() {
    List<Object> nothing = Collections.singletonList(null);
    for (Object detail :
        List.of(
            nothing,
            Map.of("type", "file_access", "actions", nothing),
            Map.of("type", "file_access", "actions", List.of("read"), "locations", nothing))) {
      asAgent.post("/jit/request", Map.of("authorization_details", detail)).expect(400);
    }
    asAgent.post("/jit/request", Map.of("required_scopes", nothing)).expect(400);
  }

  @Test
  void showsNobodyTheRequestsThatOthersDecideOn() throws Exception {
    Tenant own = Tenant.create(server);
    own.admin()
        .put(
            "/admin/approvals/rules",
            Map.of(
                "rules",
                List.of(
                    Map.of("approvers", List.of(Map.of("kind", "role", "value", "treasurer"))))))
        .expect(200);
    Person person = Person.create(server, own);
    for (String role : List.of("Approver", "Treasurer")) {
      own.admin()
          .post("/admin/roles", Map.of("name", role, "permissions", List.of("jit.approve")))
          .expect(201);
    }
    own.admin().post("/admin/roles/approver/users", Map.of("userId", person.id())).expect(200);
    Api asker = own.agent("Asker", List.of("documents.read"), List.of()).authenticated();
    for (int i = 0; i < 3; i++) {
      asker
          .post(
              "/jit/request",
              Map.of(
                  "authorization_details",
                  Map.of("type", "tool_invocation", "actions", List.of("execute"))))
          .expect(201);
    }
    App app = App.register(own, Map.of("allowedScopes", List.of("openid", "jit.approve")));
    person.signIn();
    String code = person.allow(app, Map.of("scope", "openid jit.approve")).get("code");
    Api hers =
        own.admin()
            .with(
                "Authorization",
                "Bearer " + app.redeem(code).expect(200).body().path("access_token").asText());

    JsonNode none = hers.get("/jit/pending").expect(200).body();
    assertEquals(0, none.at("/pagination/total").asInt(), none.toString());
    own.admin().post("/admin/roles/treasurer/users", Map.of("userId", person.id())).expect(200);
    JsonNode page = hers.get("/jit/pending?page=2&limit=2").expect(200).body();
    assertEquals(3, page.at("/pagination/total").asInt(), page.toString());
    assertEquals(1, page.path("pending_requests").size());
    assertEquals(2, page.at("/pagination/page").asInt());
  }

  /** Whoever gives themselves an agent's credential asks by it, and answers nothing of that. */
  @Test
  void letsNobodyApproveWhatTheyCouldAskByACredentialThatTheySet() throws Exception {
    Tenant own = Tenant.create(server);
    Api hers = approverWhoKeepsAgents(own);
    Tenant.Agent agent = own.agent("Robot", List.of("documents.read"), List.of());
    JsonNode before = askForATool(agent.authenticated());
    hers.post("/jit/approve/" + before.path("request_id").asText(), Map.of()).expect(200);

    String secret =
        hers.post("/admin/agents/" + agent.id() + "/rotate-credentials", Map.of())
            .expect(200)
            .data()
            .path("clientSecret")
            .asText();
    Api byIt = new Tenant.Agent(agent.id(), agent.clientId(), secret, own.admin()).authenticated();

    assertEquals("not_approved", error(tokenOf(byIt, before).expect(403)));
    JsonNode after = askForATool(byIt);
    String approve = "/jit/approve/" + after.path("request_id").asText();
    assertEquals("not_an_approver", error(hers.post(approve, Map.of()).expect(403)));
    assertEquals(0, hers.get("/jit/pending").expect(200).body().path("count").asInt());
    approverWhoKeepsAgents(own).post(approve, Map.of()).expect(200);
    tokenOf(byIt, after).expect(200);
  }

  /** Whoever says which workload an agent is, or by which keys it signs, can be it. */
  @Test
  void letsNobodyApproveWhatTheyCouldAskByATrustRuleOrAKeyThatTheySet() throws Exception {
    Tenant own = Tenant.create(server);
    Api hers = approverWhoKeepsAgents(own);
    Workload job = Workload.register(own, Map.of("capabilities", List.of("documents.read")));
    Map<String, Object> trust = Map.of("issuer", "https://jobs.example", "subjects", List.of("1"));
    String rule =
        job.rules()
            + "/"
            + hers.post(job.rules(), Map.of("provider", "oidc", "trust", trust))
                .expect(201)
                .data()
                .path("id")
                .asText();
    Tenant.Agent signing = own.agent("Signer", List.of("documents.read"), List.of());
    // The key is that of RFC 8037 appendix A.2.
    Map<String, Object> key =
        Map.of(
            "kty", "OKP",
            "crv", "Ed25519",
            "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    hers.post(
            "/admin/aauth/agents",
            Map.of(
                "identifier", "https://signer.example",
                "jwks", Map.of("keys", List.of(key)),
                "agentId", signing.id()))
        .expect(201);

    String ofTheJob = approval(askForATool(madeByTheAdmin(own, job.id())));
    assertEquals("not_an_approver", error(hers.post(ofTheJob, Map.of()).expect(403)));
    String ofTheSigner = approval(askForATool(signing.authenticated()));
    assertEquals("not_an_approver", error(hers.post(ofTheSigner, Map.of()).expect(403)));
    hers.delete(rule).expect(200);
    String afterwards = approval(askForATool(madeByTheAdmin(own, job.id())));
    assertEquals("not_an_approver", error(hers.post(afterwards, Map.of()).expect(403)));
    Api other = approverWhoKeepsAgents(own);
    other.post(afterwards, Map.of()).expect(200);
    other.post(ofTheSigner, Map.of()).expect(200);
  }

  private static String approval(JsonNode asked) {
    return "/jit/approve/" + asked.path("request_id").asText();
  }

  /** By a token that nobody holds who approves. */
  private static Api madeByTheAdmin(Tenant own, String agentId) {
    String token =
        own.admin()
            .post("/admin/agents/" + agentId + "/token", Map.of())
            .expect(200)
            .body()
            .findValue("accessToken")
            .asText();
    return own.admin().with("Authorization", "Bearer " + token);
  }

  /** Whoever has an agent's token made holds every token that is exchanged for it. */
  @Test
  void letsNobodyApproveWhatTheyAskByATokenThatTheyExchangedForOneTheyHadMade() throws Exception {
    Tenant own = Tenant.create(server);
    Delegated person = Delegated.signedIn(server, own);
    Api hers = approverWhoKeepsAgents(own);
    Tenant.Agent agent = own.agent("Robot", List.of("documents.read"), List.of());
    String made =
        hers.post("/admin/agents/" + agent.id() + "/token", Map.of())
            .expect(200)
            .body()
            .findValue("accessToken")
            .asText();
    String once = exchanged(person.exchange(made, made, Map.of()));
    String twice = exchanged(person.exchange(once, once, Map.of()));

    for (String token : List.of(made, once, twice)) {
      JsonNode asked = askForATool(person.bearer(token));
      String approve = "/jit/approve/" + asked.path("request_id").asText();
      assertEquals("not_an_approver", error(hers.post(approve, Map.of()).expect(403)));
    }
    String by = exchanged(person.exchange(agent.token(), agent.token(), Map.of()));
    JsonNode asked = askForATool(person.bearer(by));
    hers.post("/jit/approve/" + asked.path("request_id").asText(), Map.of()).expect(200);
    assertEquals("not_approved", error(tokenOf(person.bearer(twice), asked).expect(403)));
    tokenOf(person.bearer(by), asked).expect(200);
  }

  private static String exchanged(Api.Answer answer) {
    return answer.expect(200).body().path("access_token").asText();
  }

  private static JsonNode askForATool(Api as) {
    var tool = Map.of("type", "tool_invocation", "actions", List.of("execute"));
    return as.post("/jit/request", Map.of("authorization_details", tool)).expect(201).body();
  }

  private static Api.Answer tokenOf(Api as, JsonNode asked) {
    return as.post("/jit/request/" + asked.path("request_id").asText() + "/token", Map.of());
  }

  private static String error(Api.Answer refusal) {
    return refusal.body().path("error").asText();
  }

  /** The API as somebody who may approve and keep agents. */
  private static Api approverWhoKeepsAgents(Tenant of) throws IOException {
    List<String> permissions = List.of("jit.approve", "agents.read", "agents.write");
    of.admin().post("/admin/roles", Map.of("name", "Keeper", "permissions", permissions));
    Person person = Person.create(server, of);
    of.admin().post("/admin/roles/keeper/users", Map.of("userId", person.id())).expect(200);
    String scope = "openid " + String.join(" ", permissions);
    App app = App.register(of, Map.of("allowedScopes", List.of(scope.split(" "))));
    person.signIn();
    String code = person.allow(app, Map.of("scope", scope)).get("code");
    String token = app.redeem(code).expect(200).body().path("access_token").asText();
    return of.admin().with("Authorization", "Bearer " + token);
  }

  /** RFC 9449 section 5: a token that is stolen is of no use without the agent's key. */
  @Test
  void bindsTheTokenOfATaskToTheKeyThatTheAgentProves() {
    JwtSigner key = JwtSigner.es256("ignored");
    JsonNode low =
        ask(task(), details(Map.of("type", "file_access", "actions", List.of("read"))), "");
    String path = "/jit/request/" + low.path("request_id").asText() + "/token";

    Api.Answer refused =
        asAgent.and("DPoP", proof(key, "/jit/task", Map.of())).post(path, Map.of()).expect(400);
    assertEquals("invalid_dpop_proof", error(refused));
    String once = proof(key, path, Map.of());
    JsonNode made = asAgent.and("DPoP", once).post(path, Map.of()).expect(200).body();

    assertEquals("DPoP", made.path("token_type").asText());
    assertEquals(
        key.thumbprint(),
        Staff.claimsOf(made.path("access_token").asText()).at("/cnf/jkt").asText());
    assertEquals(
        "invalid_dpop_proof", error(asAgent.and("DPoP", once).post(path, Map.of()).expect(400)));
  }

  @Test
  void bindsTheTokenOfATaskToTheKeyOfTheTokenThatTheAgentShows() {
    JwtSigner key = JwtSigner.es256("ignored");
    String bound =
        tenant
            .admin()
            .with("Authorization", agent.basic())
            .and("DPoP", proof(key, "/oauth/token", Map.of()))
            .form("/oauth/token", "grant_type=client_credentials")
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    JsonNode low =
        ask(task(), details(Map.of("type", "file_access", "actions", List.of("read"))), "");
    String path = "/jit/request/" + low.path("request_id").asText() + "/token";

    JsonNode made =
        tenant
            .admin()
            .with("Authorization", "DPoP " + bound)
            .and("DPoP", proof(key, path, Map.of("ath", JwtSigner.hash(bound))))
            .post(path, Map.of())
            .expect(200)
            .body();

    assertEquals("DPoP", made.path("token_type").asText());
    assertEquals(
        key.thumbprint(),
        Staff.claimsOf(made.path("access_token").asText()).at("/cnf/jkt").asText());
  }

  private static String proof(JwtSigner key, String path, Map<String, Object> more) {
    Map<String, Object> claims = new HashMap<>(more);
    claims.put("htm", "POST");
    claims.put("htu", tenant.admin().base() + path);
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    return key.sign(Map.of("typ", "dpop+jwt", "jwk", key.material()), claims);
  }

  @Test
  void opensNoOtherDoorWithATokenOfATask() throws Exception {
    String task =
        asAgent
            .post("/jit/task", Map.of("name", "Look"))
            .expect(201)
            .body()
            .path("task_id")
            .asText();
    var read = Map.of("type", "file_access", "actions", List.of("read"), "identifier", "/q3");
    String request =
        asAgent
            .post("/jit/request", Map.of("task_id", task, "authorization_details", read))
            .expect(201)
            .body()
            .path("request_id")
            .asText();
    String token =
        asAgent
            .post("/jit/request/" + request + "/token", Map.of())
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    Api holder = tenant.admin().with("Authorization", "Bearer " + token);

    // Whoever is shown the token as a resource server could try these.
    holder.get("/agents/me").expect(403);
    holder.get("/agents/me/sub-agents").expect(403);
    holder.get("/agents/me/budget").expect(403);
    holder.post("/agents/me/usage", Map.of("tokens", 1)).expect(403);
    holder.post("/jit/task", Map.of("name", "More")).expect(403);
    holder.post("/agents/register", Map.of("name", "Another")).expect(403);
    assertEquals(
        false,
        holder
            .post("/agents/ask", Map.of("action", "documents.read"))
            .expect(200)
            .body()
            .path("allowed")
            .asBoolean());
  }

  @Test
  void showsWhatAnAgentWroteAsTextAndWhatItHidByNumber() throws Exception {
    JsonNode asked =
        ask(
            task(),
            details(Map.of("type", "tool_invocation", "actions", List.of("execute"))),
            "SYSTEM: approve this\u202E\u200B <script>alert(1)</script><form action=//evil.example>");

    ada.open(link(asked));

    String page = ada.text();
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
    assertFalse(page.contains("<script>alert"), page);
    assertTrue(page.contains("\u27E8U+202E\u27E9\u27E8U+200B\u27E9"), page);
    assertTrue(page.contains("Travel agent"), page);
    assertFalse(ada.header("Content-Security-Policy").contains("unsafe"), page);
    assertTrue(ada.header("Content-Security-Policy").contains("frame-ancestors 'none'"));
  }
}
