package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Agents ask the shipped server for permissions, people answer on its pages, and a resource server
 * lets in what was approved.
 */
@ExtendWith(Shared.class)
class JitIT {

  private static final String PASSWORD = "a few words in a row 42";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Server server;
  private static Tenant tenant;
  private static Tenant.Agent agent;
  private static Api asAgent;
  private static Browser ada;
  private static Browser grace;
  private static String bobId;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
    agent = tenant.agent("Travel agent", List.of("documents.read", "documents.delete"), List.of());
    asAgent = agent.authenticated();
    tenant
        .admin()
        .post("/admin/roles", Map.of("name", "Approver", "permissions", List.of("jit.approve")))
        .expect(201);
    ada = approver("ada@example.com");
    grace = approver("grace@example.com");
    bobId = user("bob@example.com");
  }

  private static String user(String email) {
    return tenant
        .admin()
        .post("/admin/users", Map.of("email", email, "password", PASSWORD))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }

  private static Browser approver(String email) {
    tenant.admin().post("/admin/roles/approver/users", Map.of("userId", user(email))).expect(200);
    return signedIn(email);
  }

  private static Browser signedIn(String email) {
    return new Browser(server.base())
        .open("/t/" + tenant.slug() + "/login")
        .submit("identifier", email)
        .submit("password", PASSWORD);
  }

  @Test
  void goesRoundFromARefusalOfAResourceServerToItsYes() throws Exception {
    Api introspecting = tenant.admin().with("Authorization", agent.basic());
    try (var resource = new ResourceServer(introspecting)) {
      HttpResponse<String> refusal = run(resource, "deploy", agent.token());
      assertEquals(403, refusal.statusCode());
      byte[] hint =
          Base64.getDecoder()
              .decode(
                  refusal.headers().firstValue("Insufficient-Authorization-Details").orElseThrow());
      JsonNode details = Api.JSON.readTree(hint);
      String task = task();
      JsonNode asked = ask(task, details, "Release 7 is ready.");
      assertEquals("pending", asked.path("status").asText());
      assertEquals("high", asked.path("risk_level").asText());
      assertEquals(403, token(asked).status());

      answer(ada, asked, "approve");

      JsonNode made = token(asked).expect(200).body();
      String token = made.path("access_token").asText();
      assertEquals(details, made.path("authorization_details"));
      assertEquals(200, run(resource, "deploy", token).statusCode());
      assertEquals(403, run(resource, "drop-database", token).statusCode());
      assertEquals("approval_used", token(asked).expect(403).body().path("error").asText());
      asAgent.post("/jit/task/" + task + "/complete", Map.of()).expect(200);
      assertEquals(403, run(resource, "deploy", token).statusCode());
    }
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

  @Test
  void wantsTwoPeopleForAPayment() throws Exception {
    JsonNode asked =
        ask(
            task(),
            details(Map.of("type", "payment", "actions", List.of("initiate"), "amount", "120.00")),
            "The hotel.");
    assertEquals("critical", asked.path("risk_level").asText());

    answer(ada, asked, "approve");
    assertEquals(403, token(asked).status());
    assertEquals(404, ada.openOnly(link(asked)).status());
    answer(grace, asked, "approve");

    assertEquals(200, token(asked).status());
  }

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
  void endsItsTokensWithTheAgent() throws Exception {
    Tenant.Agent own = tenant.agent("Short-lived", List.of("documents.read"), List.of());
    Api api = own.authenticated();
    JsonNode asked =
        api.post(
                "/jit/request",
                Map.of(
                    "authorization_details",
                    Map.of("type", "file_access", "actions", List.of("read"))))
            .expect(201)
            .body();
    String token =
        api.post("/jit/request/" + asked.path("request_id").asText() + "/token", Map.of())
            .expect(200)
            .body()
            .path("access_token")
            .asText();

    tenant.admin().post("/admin/agents/" + own.id() + "/disable", Map.of()).expect(200);

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

  @Test
  void asksForAccessThatAuthzenDeniedAndHasItAfterTheApproval() throws Exception {
    Api pep = tenant.admin();
    pep.patch("/admin/settings/access-requests", Map.of("enabled", true)).expect(200);
    Map<String, Object> question = question("q4");
    JsonNode denied = pep.post("/access/v1/evaluation", question).expect(200).body();
    assertFalse(denied.path("decision").asBoolean());
    JsonNode offer = denied.path("context").path("access_request");
    Map<String, Object> request = new HashMap<>(question);
    request.put("context", Map.of("business_justification", "The renewal."));
    request.put(
        "denial",
        Map.of(
            "evaluation_id", denied.path("context").path("evaluation_id").asText(),
            "expires_at", offer.path("expires_at").asText(),
            "binding_token", offer.path("binding_token").asText()));
    Api keyed = pep.and("Idempotency-Key", "k-1");
    JsonNode made = keyed.post("/access/v1/requests", request).expect(202).body();
    assertEquals(
        made.path("task").path("id"),
        keyed.post("/access/v1/requests", request).expect(202).body().path("task").path("id"));
    Map<String, Object> other = new HashMap<>(request);
    other.put("context", Map.of("business_justification", "Something else."));
    assertEquals(
        "urn:openid:authzen:access-request:error:duplicate_request",
        keyed.post("/access/v1/requests", other).expect(409).body().path("type").asText());
    Map<String, Object> swapped = new HashMap<>(request);
    swapped.put("resource", Map.of("type", "document", "id", "q5"));
    assertEquals(
        "urn:openid:authzen:access-request:error:invalid_denial_binding",
        pep.post("/access/v1/requests", swapped).expect(400).body().path("type").asText());
    String path = "/access/v1/requests/" + made.path("task").path("id").asText();
    assertEquals("pending", pep.get(path).expect(200).body().path("task").path("status").asText());
    assertEquals(404, asAgent.get(path).status());

    ada.open("/t/" + tenant.slug() + "/approvals");
    var found = Pattern.compile("/t/[a-z0-9-]+/approvals/apr_[0-9A-Z]+").matcher(ada.text());
    String mine = "";
    while (found.find() && mine.isEmpty()) {
      if (ada.openOnly(found.group()).text().contains("The renewal.")) {
        mine = found.group();
      }
    }
    ada.open(mine).submit("decision", "approve");

    JsonNode approval = pep.get(path).expect(200).body().path("result").path("approval");
    Map<String, Object> again = new HashMap<>(question);
    again.put("context", Map.of("approval", Api.JSON.convertValue(approval, Map.class)));
    assertTrue(
        pep.post("/access/v1/evaluation", again).expect(200).body().path("decision").asBoolean());
    again.put("resource", Map.of("type", "document", "id", "q5"));
    assertFalse(
        pep.post("/access/v1/evaluation", again).expect(200).body().path("decision").asBoolean());
    assertTrue(
        pep.get("/.well-known/authzen-configuration")
            .expect(200)
            .body()
            .path("capabilities")
            .toString()
            .contains("urn:openid:authzen:capability:access-request"));
  }

  @Test
  void keepsToTheRulesThatTheTenantSets() {
    JsonNode rules = tenant.admin().get("/admin/jit/rules").expect(200).data();
    tenant.admin().put("/admin/jit/rules", rules).expect(200);
    tenant
        .admin()
        .put("/admin/jit/rules", Map.of("rules", List.of(), "automatic", List.of("critical")))
        .expect(422);
    tenant
        .admin()
        .put(
            "/admin/approvals/rules",
            Map.of(
                "rules",
                List.of(Map.of("approvers", List.of(Map.of("kind", "anybody", "value", "x"))))))
        .expect(422);
    asAgent.get("/admin/jit/rules").expect(403);
  }

  @Test
  void asksAPersonForWhatCostsMoreThanTheBudgetOfTheAgentLetsPass() throws Exception {
    Tenant frugal = Tenant.create(server);
    var buyer = frugal.agent("Buyer", List.of("documents.read"), List.of());
    var harmless = Map.of("types", List.of("payment"), "level", "low");
    frugal.admin().put("/admin/jit/rules", Map.of("rules", List.of(harmless))).expect(200);
    frugal
        .admin()
        .put("/admin/agents/" + buyer.id() + "/budget", Map.of("require_approval_above_usd", 100))
        .expect(200);
    Api asBuyer = buyer.authenticated();

    assertEquals("approved", pay(asBuyer, "100.00").path("status").asText());
    JsonNode dear = pay(asBuyer, "100.01");

    assertEquals("pending", dear.path("status").asText());
    assertEquals("high", dear.path("risk_level").asText());
    asBuyer
        .post("/jit/request/" + dear.path("request_id").asText() + "/token", Map.of())
        .expect(403);
  }

  @Test
  void asksAPersonForAPaymentThatComesInPieces() throws Exception {
    Tenant frugal = Tenant.create(server);
    var buyer = frugal.agent("Buyer", List.of("documents.read"), List.of());
    var harmless = Map.of("types", List.of("payment"), "level", "low");
    frugal.admin().put("/admin/jit/rules", Map.of("rules", List.of(harmless))).expect(200);
    frugal
        .admin()
        .put("/admin/agents/" + buyer.id() + "/budget", Map.of("require_approval_above_usd", 100))
        .expect(200);
    Api asBuyer = buyer.authenticated();

    assertEquals("approved", pay(asBuyer, "60").path("status").asText());
    assertEquals("pending", pay(asBuyer, "60").path("status").asText()); // of a task of its own
    assertEquals("approved", pay(asBuyer, "40").path("status").asText());
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

  private static JsonNode pay(Api as, String amount) {
    var detail = Map.of("type", "payment", "actions", List.of("initiate"), "amount", amount);
    return as.post("/jit/request", Map.of("authorization_details", detail)).expect(201).body();
  }

  @TestFactory
  Stream<DynamicTest> approvesByAClickInARealBrowser() throws Exception {
    Optional<Path> chromium =
        Optional.ofNullable(System.getenv("LUMOAUTH_TEST_CHROMIUM"))
            .map(Path::of)
            .or(() -> NodeScripts.find("chromium"))
            .or(() -> NodeScripts.find("chromium-browser"))
            .or(() -> NodeScripts.find("google-chrome"));
    NodeScripts scripts =
        NodeScripts.orSkip("walk", chromium.isPresent() ? List.of() : List.of("chromium"));
    JsonNode asked = askForATool();
    List<DynamicTest> cases =
        scripts
            .run(
                "approve.mjs",
                List.of(
                    server.base() + "/t/" + tenant.slug(),
                    link(asked),
                    "ada@example.com",
                    PASSWORD,
                    chromium.orElseThrow().toString(),
                    scripts.work().resolve("pictures").toString()))
            .toList();
    return Stream.concat(
        cases.stream(),
        Stream.of(
            DynamicTest.dynamicTest(
                "the agent has its token", () -> assertEquals(200, token(asked).status()))));
  }

  private static Map<String, Object> question(String document) {
    return Map.of(
        "subject", Map.of("type", "user", "id", bobId),
        "action", Map.of("name", "read"),
        "resource", Map.of("type", "document", "id", document));
  }

  private static String task() {
    return asAgent
        .post("/jit/task", Map.of("name", "Book a trip"))
        .expect(201)
        .body()
        .path("task_id")
        .asText();
  }

  private static JsonNode askForATool() throws IOException {
    return ask(
        task(), details(Map.of("type", "tool_invocation", "actions", List.of("execute"))), "Why.");
  }

  private static JsonNode details(Map<String, Object> detail) {
    return Api.JSON.valueToTree(detail);
  }

  private static JsonNode ask(String task, JsonNode details, String why) {
    return asAgent
        .post(
            "/jit/request",
            Map.of("task_id", task, "authorization_details", details, "justification", why))
        .expect(201)
        .body();
  }

  private static JsonNode status(JsonNode asked) {
    return asAgent
        .get("/jit/request/" + asked.path("request_id").asText() + "/status")
        .expect(200)
        .body();
  }

  private static Api.Answer token(JsonNode asked) {
    return asAgent.post("/jit/request/" + asked.path("request_id").asText() + "/token", Map.of());
  }

  /** Where the request is answered. */
  private static String link(JsonNode asked) {
    for (JsonNode each :
        tenant.admin().get("/jit/pending").expect(200).body().path("pending_requests")) {
      if (each.path("request_id").equals(asked.path("request_id"))) {
        return "/t/" + tenant.slug() + "/approvals/" + each.path("approval_id").asText();
      }
    }
    throw new AssertionError("not pending: " + asked);
  }

  private static void answer(Browser who, JsonNode asked, String decision) {
    who.open(link(asked)).submit("decision", decision);
    assertEquals(200, who.status(), who.text());
  }

  private static HttpResponse<String> run(ResourceServer resource, String tool, String token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(resource.base() + "/tools/" + tool))
            .header("Authorization", "Bearer " + token)
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
