package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.testkit.builder.JwtSigner;

/** Ask as a server of the Model Context Protocol: the official clients, and what is no client. */
@ExtendWith(Shared.class)
class AskMcpIT {
  private static final Map<String, Object> LIST =
      Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list");

  private static final Map<String, Object> READ_A_FILE =
      Map.of("type", "file_access", "actions", List.of("read"), "identifier", "/plans/q3");
  private static final Map<String, Object> RUN_A_TOOL =
      Map.of("type", "tool_invocation", "actions", List.of("execute"), "identifier", "deploy");

  @TestFactory
  Stream<DynamicTest> officialClients(Server server) throws IOException {
    var scripts = NodeScripts.orSkip("ask-mcp", List.of());
    var tenant = Tenant.create(server);
    var agent = agent(tenant);
    return scripts.run("ask.mjs", List.of(tenant.admin().base(), agent.clientId(), agent.secret()));
  }

  @Test
  void tellsWhoeverComesWithoutATokenWhereToGetOne(Server server) throws IOException {
    var tenant = Tenant.create(server);
    var answer = new Api(tenant.admin().base(), Map.of()).post("/mcp", LIST).expect(401);

    var metadata = tenant.admin().base() + "/.well-known/oauth-protected-resource/mcp";
    assertEquals(
        List.of("Bearer resource_metadata=\"" + metadata + "\""),
        answer.response().headers().allValues("WWW-Authenticate"));
    String resource =
        new Api(metadata, Map.of()).get("").expect(200).body().path("resource").asText();
    assertEquals(tenant.admin().base() + "/mcp", resource);
  }

  @Test
  void takesATokenForTheResourceThatItsMetadataNameAndNothingElseDoes(Server server)
      throws IOException {
    var agent = agent(Tenant.create(server));
    var token = ownToken(agent);
    var narrow = agent.api().with("Authorization", "Bearer " + token);

    assertEquals(agent.api().base() + "/mcp", Staff.claimsOf(token).path("aud").asText());
    assertTrue(
        call(agent.api(), token, "ask", Map.of("action", "documents.read"))
            .path("allowed")
            .asBoolean());
    narrow.get("/agents/me").expect(401);
    narrow.post("/agents/ask", Map.of("action", "documents.read")).expect(401);
    agent.authenticated().post("/mcp", LIST).expect(200);
  }

  /** A token for this endpoint alone is let in at no other: all of a request goes on here. */
  @Test
  void givesTheTokenOfAPermissionHereOnce(Server server) throws IOException {
    var agent = agent(Tenant.create(server));
    var own = ownToken(agent);
    var asked =
        call(agent.api(), own, "request_permission", Map.of("authorization_details", READ_A_FILE));
    assertEquals("permission_token", asked.path("tool").asText(), asked.toString());
    var which = Map.of("request_id", asked.path("request_id").asText());

    var fetched = call(agent.api(), own, "permission_token", which);

    var claims = Staff.claimsOf(fetched.path("access_token").asText());
    assertEquals(
        asked.path("request_id").asText(), claims.path("jit_request_id").asText(), "its request");
    assertRefused("approval_used", call(agent.api(), own, "permission_token", which));
  }

  /** A token that is for this endpoint and nothing else. */
  private static String ownToken(Tenant.Agent agent) {
    String form = "grant_type=client_credentials&resource=" + agent.api().base() + "/mcp";
    return agent
        .api()
        .with("Authorization", agent.basic())
        .form("/oauth/token", form)
        .expect(200)
        .body()
        .path("access_token")
        .asText();
  }

  /** RFC 9449 section 9: told of the nonce, a client goes on with it. */
  @Test
  void takesABoundTokenWithTheNonceThatItAsksFor(Server server) throws IOException {
    var tenant = Tenant.create(server);
    var agent = agent(tenant);
    var key = JwtSigner.es256("ignored");
    String form = "grant_type=client_credentials&resource=" + agent.api().base() + "/mcp";
    var token =
        agent
            .api()
            .with("Authorization", agent.basic())
            .and("DPoP", proof(key, agent.api().base() + "/oauth/token", Map.of()))
            .form("/oauth/token", form)
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    tenant.admin().patch("/admin/settings/security", Map.of("dpopRequireNonce", true)).expect(200);
    var bound = agent.api().with("Authorization", "DPoP " + token);
    String url = agent.api().base() + "/mcp";
    Map<String, Object> claims = Map.of("ath", JwtSigner.hash(token));

    var refused = bound.and("DPoP", proof(key, url, claims)).post("/mcp", LIST).expect(401);

    var headers = refused.response().headers();
    String challenge = headers.firstValue("WWW-Authenticate").orElseThrow();
    assertTrue(challenge.contains("error=\"use_dpop_nonce\""), challenge);
    Map<String, Object> more = new HashMap<>(claims);
    more.put("nonce", headers.firstValue("DPoP-Nonce").orElseThrow());
    bound.and("DPoP", proof(key, url, more)).post("/mcp", LIST).expect(200);
    agent.api().with("Authorization", "Bearer " + token).post("/mcp", LIST).expect(401);
  }

  private static String proof(JwtSigner key, String url, Map<String, Object> more) {
    Map<String, Object> claims = new HashMap<>(more);
    claims.put("htm", "POST");
    claims.put("htu", url);
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    return key.sign(Map.of("typ", "dpop+jwt", "jwk", key.material()), claims);
  }

  @Test
  void saysWhatIsWrongWithATokenThatDoesNotHold(Server server) throws IOException {
    var api = new Api(Tenant.create(server).admin().base(), Map.of());

    var challenges =
        api.with("Authorization", "Bearer a.b.c")
            .post("/mcp", LIST)
            .expect(401)
            .response()
            .headers()
            .allValues("WWW-Authenticate");

    assertEquals(1, challenges.size());
    assertTrue(challenges.get(0).startsWith("Bearer error=\"invalid_token\", "), challenges.get(0));
    assertTrue(
        challenges
            .get(0)
            .endsWith(
                "resource_metadata=\""
                    + api.base()
                    + "/.well-known/oauth-protected-resource/mcp\""),
        challenges.get(0));
  }

  @Test
  void answersSeveralMessagesAtOnceInTheRevisionThatHadThem(Server server) throws IOException {
    var api = agent(Tenant.create(server)).authenticated();

    var answer = api.post("/mcp", List.of(LIST, LIST)).expect(200).body();

    assertEquals(2, answer.size(), answer.toString());
    assertTrue(answer.path(1).path("result").has("tools"), answer.toString());
    api.and("MCP-Protocol-Version", "2025-11-25").post("/mcp", List.of(LIST)).expect(400);
    api.post("/mcp", Collections.nCopies(21, LIST)).expect(400);
  }

  @Test
  void takesNoTokenOfAnotherTenant(Server server) throws IOException {
    var there = Tenant.create(server);
    var token = agent(Tenant.create(server)).token();

    Api.Answer refused =
        there.admin().with("Authorization", "Bearer " + token).post("/mcp", LIST).expect(403);

    assertEquals(
        "The access token belongs to another organization.",
        refused.body().path("message").asText());
  }

  @Test
  void takesNoMessageFromAPageOfAnotherOrigin(Server server) throws IOException {
    var api = agent(Tenant.create(server)).authenticated();

    Api.Answer refused = api.and("Origin", "https://evil.example.com").post("/mcp", LIST);
    assertEquals(
        "Pages of another origin may not call this.",
        refused.expect(403).body().path("message").asText());
    api.and("Origin", server.base()).post("/mcp", LIST).expect(200);
  }

  @Test
  void answersWhatIsNoMessageInTheWordsOfTheProtocol(Server server) throws IOException {
    var api = agent(Tenant.create(server)).authenticated();

    var broken =
        api.send("POST", "/mcp", "application/json", "{nope".getBytes(StandardCharsets.UTF_8));

    assertEquals(-32700, broken.expect(400).body().path("error").path("code").asInt());
    assertEquals(
        -32600, api.post("/mcp", List.of()).expect(400).body().path("error").path("code").asInt());
    assertEquals(
        -32022,
        api.and("MCP-Protocol-Version", "1900-01-01")
            .post("/mcp", LIST)
            .expect(400)
            .body()
            .path("error")
            .path("code")
            .asInt());
    api.get("/mcp").expect(405);
    api.delete("/mcp").expect(405);
    assertEquals(
        202,
        api.post("/mcp", Map.of("jsonrpc", "2.0", "method", "notifications/initialized")).status());
  }

  @Test
  void takesAnyHeaderThatSaysWhatAnswersAreTaken(Server server) throws IOException {
    var api = agent(Tenant.create(server)).authenticated();

    for (String odd : List.of(";", ",", ",,;", ";q=", "*/*;q=x", "*/*;q", "*/*;;q=0.", ";;;q=1")) {
      int status = api.and("Accept", odd).post("/mcp", LIST).status();
      assertEquals(odd.contains("=0") ? 406 : 200, status, odd);
    }
    for (String other : List.of("text/html;;", "text/html,;", "application/jsonp", "*/json")) {
      api.and("Accept", other).post("/mcp", LIST).expect(406);
    }
  }

  /** What a model may write for arguments. Strange texts are denied, and not an error of ours. */
  @Test
  void failsOnNothingThatAModelWrites(Server server) throws IOException {
    var tenant = Tenant.create(server);
    var api = agent(tenant).authenticated();
    var deep = "{'a':".repeat(50) + "1" + "}".repeat(50);
    var arguments =
        List.of(
            "null",
            "7",
            "[]",
            "{'action':'\\ud800'}",
            "{'action':'" + "a".repeat(100_000) + "'}",
            "{'question':'\\udc00 may I read documents?'}",
            "{'question':'" + "a.".repeat(999) + "a'}",
            "{'question':'" + "(,;".repeat(600) + "'}",
            "{'question':'" + "may I ".repeat(333) + "'}",
            "{'action':'documents.read','context':{'a':null,'b':[null]}}",
            "{'action':'documents.read','context':{'x':1e999,'y':-1e999,'z':1e-999}}",
            "{'action':'documents.read','context':{'x':" + "9".repeat(99) + "}}",
            "{'action':'documents.read','context':{'\\ud800':'\\ud800'}}",
            "{'action':'documents.read','context':" + deep + "}",
            "{'action':'documents.read','resource':{'type':'document','id':'\\ud800'}}",
            "{'action':'documents.read','resource':{'type':'document','id':'1','attributes':"
                + "{'a':null,'b':{'c':null},'d':[null,1e999]}}}",
            "{'tools':['\\ud800','read file','" + "t".repeat(5_000) + "']}",
            "{'tools':[{'name':'read_file','inputSchema':" + deep + "}]}",
            "{'tools':['read_file'],'server_id':'\\ud800'}",
            "{'request_id':'\\ud800'}",
            "{'request_id':null}",
            "{'request_id':'" + "r".repeat(100_000) + "'}",
            "{'\\ud800':1}",
            "{'" + "n".repeat(900) + "':1}");
    for (String tool :
        List.of("ask", "which_tools", "whoami", "permission_status", "permission_token")) {
      for (String each : arguments) {
        String call =
            "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'%s','arguments':%s}}"
                .formatted(tool, each);
        Api.Answer answer = post(api, "/mcp", call);
        assertTrue(answer.status() < 500, tool + " " + shown(each) + " " + answer);
      }
    }
    for (String each : arguments) {
      Api.Answer answer = post(api, "/agents/ask", each);
      assertTrue(answer.status() < 500, shown(each) + " " + answer);
    }
    assertEquals(
        "", unreadable(tenant.admin().get("/admin/audit-logs?limit=100").expect(200).data()));
  }

  @Test
  void failsOnNothingThatIsNoMessage(Server server) throws IOException {
    var api = agent(Tenant.create(server)).authenticated();
    var tooDeep = "[".repeat(5_000) + "]".repeat(5_000);
    for (String each :
        List.of(
            "",
            " ",
            "null",
            "7",
            "'a'",
            "[]",
            "{}",
            tooDeep,
            "{'jsonrpc':'2.0','jsonrpc':'2.0','id':1,'method':'ping'}",
            "{'jsonrpc':2.0,'id':1,'method':'ping'}",
            "{'jsonrpc':'2.0','id':null,'method':'ping'}",
            "{'jsonrpc':'2.0','id':1.5,'method':'ping'}",
            "{'jsonrpc':'2.0','id':99999999999999999999,'method':'ping'}",
            "{'jsonrpc':'2.0','id':{},'method':'ping'}",
            "{'jsonrpc':'2.0','id':1,'method':null}",
            "{'jsonrpc':'2.0','id':1,'method':[]}",
            "{'jsonrpc':'2.0','id':1,'method':'ping','params':[]}",
            "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':" + tooDeep + "}}")) {
      Api.Answer answer = post(api, "/mcp", each);
      assertEquals(400, answer.status(), shown(each) + " " + answer);
    }
    for (String name : List.of("null", "7", "[]", "{'a':null}", "'\\ud800'")) {
      String call = "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':" + name + "}}";
      Api.Answer answer = post(api, "/mcp", call).expect(200);
      assertEquals(-32602, answer.body().at("/error/code").asInt(), answer.toString());
    }
  }

  private static Api.Answer post(Api api, String path, String body) {
    return api.send(
        "POST", path, "application/json", body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static String shown(String text) {
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  /** What of the records nobody can read any more. */
  private static String unreadable(JsonNode records) {
    return StreamSupport.stream(records.spliterator(), false)
        .map(JsonNode::toString)
        .filter(each -> each.contains("\"unreadable\""))
        .findFirst()
        .orElse("");
  }

  @Test
  void namesToAClientWithoutHandshakeNoVersionThatNeedsOne(Server server) throws IOException {
    var api = agent(Tenant.create(server)).authenticated().and("Mcp-Method", "tools/list");
    var old = api.and("MCP-Protocol-Version", "2025-11-25");

    var data = old.post("/mcp", without("2025-11-25")).expect(400).body().at("/error/data");

    String supported = data.path("supported").path(0).asText();
    assertEquals(1, data.path("supported").size(), data::toString);
    api.and("MCP-Protocol-Version", supported).post("/mcp", without(supported)).expect(200);
  }

  private static Map<String, Object> without(String version) {
    Map<String, Object> said =
        Map.of(
            "io.modelcontextprotocol/protocolVersion",
            version,
            "io.modelcontextprotocol/clientCapabilities",
            Map.of());
    Map<String, Object> message = new HashMap<>(LIST);
    message.put("params", Map.of("_meta", said));
    return message;
  }

  @Test
  void recordsWhatWasAskedThroughIt(Server server) throws IOException {
    var tenant = Tenant.create(server);
    var agent = agent(tenant);
    var call =
        Map.of(
            "jsonrpc",
            "2.0",
            "id",
            "a",
            "method",
            "tools/call",
            "params",
            Map.of("name", "ask", "arguments", Map.of("action", "documents.read")));

    var answer = agent.authenticated().post("/mcp", call).expect(200).body();

    var id = answer.path("result").path("structuredContent").path("audit_id").asText();
    assertTrue(
        tenant.admin().get("/admin/audit-logs").expect(200).text().contains(id), "audit " + id);
  }

  @Test
  void getsAPermissionThatDoesLittleHarmAtOnce(Server server) throws IOException {
    var agent = agent(Tenant.create(server));

    var asked = call(agent, "request_permission", Map.of("authorization_details", READ_A_FILE));

    assertEquals("approved", asked.path("status").asText(), asked.toString());
    var status = call(agent, "permission_status", id(asked));
    assertEquals("approved", status.path("status").asText(), status.toString());
    assertEquals(List.of(READ_A_FILE), details(agent, status));
    assertEquals(
        "issued", call(agent, "permission_status", id(asked)).path("status").asText(), "fetched");
  }

  @Test
  void refusesAnActionThatIsNothing(Server server) throws IOException {
    var nothing = Map.of("type", "file_access", "actions", Collections.singletonList(null));

    assertRefused(
        "invalid_authorization_details",
        call(
            agent(Tenant.create(server)),
            "request_permission",
            Map.of("authorization_details", nothing)));
  }

  @Test
  void takesTheStepOfItsAnswerAsItIs(Server server) throws IOException {
    var agent = agent(Tenant.create(server));
    var narrow =
        agent
            .api()
            .with("Authorization", agent.basic())
            .form("/oauth/token", "grant_type=client_credentials&scope=read_file")
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    var denied = call(agent.api(), narrow, "ask", Map.of("action", "documents.read"));
    assertEquals("outside_token_scope", denied.path("reason_code").asText(), denied.toString());
    var step =
        StreamSupport.stream(denied.path("next_steps").spliterator(), false)
            .filter(each -> each.path("type").asText().equals("request_permission"))
            .findFirst()
            .orElseThrow();
    assertEquals(agent.api().base() + "/jit/request", step.path("url").asText());

    var asked = call(agent.api(), narrow, "request_permission", step.path("body"));

    assertEquals("pending", asked.path("status").asText(), asked.toString());
  }

  @Test
  void hearsOfWhatAPersonDecided(Server server) throws IOException {
    var tenant = Tenant.create(server);
    var agent = agent(tenant);
    var approver = approver(server, tenant);
    for (var decision : Map.of("approve", "approved", "deny", "denied").entrySet()) {
      var asked =
          call(
              agent,
              "request_permission",
              Map.of(
                  "authorization_details",
                  RUN_A_TOOL,
                  "justification",
                  "To " + decision.getKey() + "."));
      assertEquals("pending", asked.path("status").asText(), asked.toString());
      assertEquals("pending", call(agent, "permission_status", id(asked)).path("status").asText());

      approver
          .browser()
          .open("/t/" + tenant.slug() + "/approvals/" + waiting(tenant, asked))
          .submit("decision", decision.getKey());

      var status = call(agent, "permission_status", id(asked));
      assertEquals(decision.getValue(), status.path("status").asText(), status.toString());
      if (decision.getKey().equals("approve")) {
        assertEquals(List.of(RUN_A_TOOL), details(agent, status));
      }
    }
  }

  @Test
  void tellsNobodyHowTheRequestOfAnotherStands(Server server) throws IOException {
    var tenant = Tenant.create(server);
    var asked =
        call(agent(tenant), "request_permission", Map.of("authorization_details", RUN_A_TOOL));
    assertEquals("pending", asked.path("status").asText(), asked.toString());

    assertRefused("request_of_another_agent", call(agent(tenant), "permission_status", id(asked)));
    assertRefused(
        "resource_not_found", call(agent(Tenant.create(server)), "permission_status", id(asked)));
  }

  @Test
  void asksNobodyForWhatTheAgentIsNotCapableOf(Server server) throws IOException {
    var tenant = Tenant.create(server);

    assertRefused(
        "invalid_scope",
        call(
            agent(tenant),
            "request_permission",
            Map.of("required_scopes", List.of("documents.delete"))));

    var pending = tenant.admin().get("/jit/pending").expect(200).body().path("pending_requests");
    assertEquals(0, pending.size(), pending.toString());
  }

  private static void assertRefused(String code, JsonNode answer) {
    assertEquals(code, answer.path("error").asText(), answer.toString());
  }

  private static Map<String, Object> id(JsonNode asked) {
    return Map.of("request_id", asked.path("request_id").asText());
  }

  /** What a tool answers to the agent. */
  private static JsonNode call(Tenant.Agent agent, String tool, Object arguments) {
    return call(agent.api(), agent.token(), tool, arguments);
  }

  private static JsonNode call(Api api, String token, String tool, Object arguments) {
    return api.with("Authorization", "Bearer " + token)
        .post(
            "/mcp",
            Map.of(
                "jsonrpc",
                "2.0",
                "id",
                1,
                "method",
                "tools/call",
                "params",
                Map.of("name", tool, "arguments", arguments)))
        .expect(200)
        .body()
        .path("result")
        .path("structuredContent");
  }

  /** What the token is for that the answer has the address of. */
  private static Object details(Tenant.Agent agent, JsonNode approved) {
    var token =
        new Api(approved.path("token_url").asText(), Map.of())
            .with("Authorization", "Bearer " + agent.token())
            .post("", Map.of())
            .expect(200)
            .body();
    return Api.JSON.convertValue(token.path("authorization_details"), List.class);
  }

  /** Somebody signed in who may approve. */
  private static Person approver(Server server, Tenant tenant) {
    tenant
        .admin()
        .post("/admin/roles", Map.of("name", "Approver", "permissions", List.of("jit.approve")))
        .expect(201);
    var person = Person.create(server, tenant);
    tenant.admin().post("/admin/roles/approver/users", Map.of("userId", person.id())).expect(200);
    return person.signIn();
  }

  /** The id under which a request waits for people. */
  private static String waiting(Tenant tenant, JsonNode asked) {
    var pending = tenant.admin().get("/jit/pending").expect(200).body().path("pending_requests");
    return StreamSupport.stream(pending.spliterator(), false)
        .filter(each -> each.path("request_id").equals(asked.path("request_id")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(pending.toString()))
        .path("approval_id")
        .asText();
  }

  private static Tenant.Agent agent(Tenant tenant) {
    return tenant.agent("Asking", List.of("documents.read", "read_file", "file_access"), List.of());
  }
}
