package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Clients have people asked on another device: by the pages of the shipped server, and told by the
 * network.
 */
@ExtendWith(DefaultServerExtension.class)
class BackchannelAuthenticationIT {
  private static final String GRANT = "urn:openid:params:grant-type:ciba";
  private static final String PASSWORD = "a few words in a row 42";
  private static final String TOKEN = "8d67dc78-7faa-4d41-aabd-67707b374255";
  private static final String SCOPE = "openid email offline_access";
  private static final Pattern LINK = Pattern.compile("/t/[a-z0-9-]+/ciba/apr_[0-9A-Z]+");

  /** What the client at the other end was told. */
  private record Notice(String authorization, String contentType, JsonNode body) {}

  private static final BlockingQueue<Notice> NOTICES = new LinkedBlockingQueue<>();

  private static TestServer server;
  private static HttpServer receiver;
  private static TestTenant tenant;
  private static int people;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/told",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          NOTICES.add(
              new Notice(
                  headers.getFirst("Authorization"),
                  headers.getFirst("Content-Type"),
                  new ObjectMapper().readTree(exchange.getRequestBody())));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterAll
  static void stop() {
    receiver.stop(0);
  }

  @Test
  void publishesCibaMetadata() {
    JsonNode metadata = api().get("/.well-known/openid-configuration").expect(200).body();

    assertEquals(
        api().base() + "/oauth/bc-authorize",
        metadata.path("backchannel_authentication_endpoint").asText());
    assertEquals(3, metadata.path("backchannel_token_delivery_modes_supported").size());
    assertTrue(metadata.path("grant_types_supported").toString().contains(GRANT));
  }

  @Test
  void issuesTokensToPollingClient() throws IOException {
    Person ada = person();
    JsonNode client = client(Map.of());
    JsonNode asked = ask(client, Map.of("login_hint", ada.email(), "binding_message", "W4SCT"));
    String id = asked.path("auth_req_id").asText();
    assertEquals("authorization_pending", error(poll(client, id)));

    ada.browser().open("/t/" + tenant.slug() + "/ciba");
    open(ada);
    assertTrue(ada.browser().text().contains("W4SCT"), ada.browser().text());
    ada.browser().submit("decision", "allow");
    JsonNode tokens = pollAfter(asked, client, id).expect(200).body();

    JsonNode idToken = claims(tokens.path("id_token").asText());
    assertEquals(ada.id(), idToken.path("sub").asText());
    assertEquals(client.path("clientId").asText(), idToken.path("aud").asText());
    assertFalse(idToken.has("urn:openid:params:jwt:claim:auth_req_id"));
    assertEquals(
        ada.id(),
        api()
            .with("Authorization", "Bearer " + tokens.path("access_token").asText())
            .get("/oauth/userinfo")
            .expect(200)
            .body()
            .path("sub")
            .asText());
    assertEquals(
        200,
        as(client)
            .form(
                "/oauth/token",
                encoded(
                    Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.path("refresh_token").asText())))
            .status());
  }

  @Test
  void revokesGrantOnAuthReqIdReuse() {
    Person ada = person();
    JsonNode client = client(Map.of());
    JsonNode asked = ask(client, Map.of("login_hint", ada.email()));
    String id = asked.path("auth_req_id").asText();
    decide(ada, "allow");
    String token = poll(client, id).expect(200).body().path("access_token").asText();

    assertRefused("The auth_req_id was already used. Start a new request.", poll(client, id));
    assertFalse(
        as(client).form("/oauth/introspect", "token=" + token).body().path("active").asBoolean());
  }

  @Test
  void returnsAccessDeniedAfterDenial() {
    Person ada = person();
    JsonNode client = client(Map.of());
    JsonNode asked = ask(client, Map.of("login_hint", ada.email()));
    decide(ada, "deny");

    assertEquals("access_denied", error(poll(client, asked.path("auth_req_id").asText())));
  }

  @Test
  void returnsSlowDownForEarlyPolling() {
    JsonNode client = client(Map.of());
    String id = ask(client, Map.of("login_hint", person().email())).path("auth_req_id").asText();
    poll(client, id);

    assertEquals("slow_down", error(poll(client, id)));
  }

  @Test
  void refusesAuthReqIdOfAnotherClient() {
    Person ada = person();
    JsonNode asked = ask(client(Map.of()), Map.of("login_hint", ada.email()));
    decide(ada, "allow");

    assertRefused(
        "The auth_req_id was issued to another client.",
        poll(client(Map.of()), asked.path("auth_req_id").asText()));
  }

  @Test
  void refusesTokensOfBlockedUser() {
    Person ada = person();
    JsonNode client = client(Map.of());
    JsonNode asked = ask(client, Map.of("login_hint", ada.email()));
    decide(ada, "allow");
    tenant.admin().post("/admin/users/" + ada.id() + "/block", Map.of()).expect(200);

    assertEquals("invalid_grant", error(poll(client, asked.path("auth_req_id").asText())));
  }

  @Test
  void refusesDecisionByAnotherUser() {
    Person ada = person();
    Person mallory = person();
    JsonNode client = client(Map.of());
    String id = ask(client, Map.of("login_hint", ada.email())).path("auth_req_id").asText();
    ada.browser().open("/t/" + tenant.slug() + "/ciba");
    String link = link(ada.browser().text());

    mallory.browser().open(link);

    assertEquals(404, mallory.browser().status());
    assertEquals("authorization_pending", error(poll(client, id)));
  }

  @Test
  void warnsOfClientNameWithConfusableLetters() {
    for (String name : List.of("Notes", "P\u043Estbox")) { // the second with a Cyrillic o
      Map<String, Object> registration = new HashMap<>(registration(Map.of()));
      registration.put("name", name);
      JsonNode client = tenant.admin().post("/admin/clients", registration).expect(201).data();
      Person ada = person();
      ask(client, Map.of("login_hint", ada.email()));

      ada.browser().open("/t/" + tenant.slug() + "/ciba");
      assertWarning(name, ada);
      open(ada);
      assertWarning(name, ada);
    }
  }

  private static void assertWarning(String name, Person reader) {
    assertEquals(
        !name.equals("Notes"),
        reader.browser().text().contains("letters that look like letters of another alphabet"),
        reader.browser().text());
  }

  @Test
  void answersAlikeForUnknownUser() {
    JsonNode client = client(Map.of());
    JsonNode asked = ask(client, Map.of("login_hint", "nobody@example.com"));

    assertEquals(300, asked.path("expires_in").asInt());
    assertEquals("authorization_pending", error(poll(client, asked.path("auth_req_id").asText())));
  }

  @Test
  void mailsALinkToThePage() throws Exception {
    Person ada = person();
    ask(client(Map.of()), Map.of("login_hint", ada.email(), "binding_message", "NEVER MAILED"));

    String mail = mailTo(ada.email());

    assertTrue(LINK.matcher(mail).find(), mail);
    assertFalse(mail.contains("NEVER MAILED"), mail);
  }

  @Test
  void pingsAClientThatThenFetchesItsTokens() throws Exception {
    Person ada = person();
    JsonNode client = client(told("ping"));
    JsonNode asked =
        ask(client, Map.of("login_hint", ada.email(), "client_notification_token", TOKEN + 1));
    String id = asked.path("auth_req_id").asText();
    decide(ada, "allow");

    Notice notice = noticeOf(id);
    assertEquals("Bearer " + TOKEN + 1, notice.authorization());
    assertEquals(1, notice.body().size());
    assertTrue(poll(client, id).expect(200).body().has("id_token"));
  }

  @Test
  void pushesMatchingTokens() throws Exception {
    Person ada = person();
    JsonNode client = client(told("push"));
    String id =
        ask(client, Map.of("login_hint", ada.email(), "client_notification_token", TOKEN + 2))
            .path("auth_req_id")
            .asText();
    decide(ada, "allow");

    Notice notice = noticeOf(id);
    assertEquals("Bearer " + TOKEN + 2, notice.authorization());
    assertEquals("application/json", notice.contentType());
    JsonNode idToken = claims(notice.body().path("id_token").asText());
    assertEquals(id, idToken.path("urn:openid:params:jwt:claim:auth_req_id").asText());
    assertEquals(
        halfHash(notice.body().path("refresh_token").asText()),
        idToken.path("urn:openid:params:jwt:claim:rt_hash").asText());
    assertEquals(
        halfHash(notice.body().path("access_token").asText()), idToken.path("at_hash").asText());
    assertEquals("unauthorized_client", error(poll(client, id)));
  }

  @Test
  void pushesAccessDeniedAfterDenial() throws Exception {
    Person ada = person();
    JsonNode client = client(told("push"));
    String id =
        ask(client, Map.of("login_hint", ada.email(), "client_notification_token", TOKEN))
            .path("auth_req_id")
            .asText();
    decide(ada, "deny");

    assertEquals("access_denied", noticeOf(id).body().path("error").asText());
  }

  @Test
  void validatesCibaClientMetadata() {
    ApiClient admin = tenant.admin();
    Map<String, Object> unsound = new HashMap<>(registration(Map.of()));
    unsound.put("metadata", Map.of("backchannel_token_delivery_mode", "push"));
    assertEquals(422, admin.post("/admin/clients", unsound).status());
    unsound.put("metadata", Map.of("backchannel_token_delivery_mode", "shout"));
    assertEquals(422, admin.post("/admin/clients", unsound).status());
    unsound.put("metadata", Map.of());
    unsound.put("isConfidential", false);
    assertEquals(422, admin.post("/admin/clients", unsound).status());
  }

  @Test
  void reportsInvalidRequestParameters() {
    JsonNode client = client(Map.of());
    assertEquals("invalid_client", error(api().form("/oauth/bc-authorize", "scope=openid")));
    assertEquals("invalid_request", refusal(client, Map.of("scope", "openid")));
    assertEquals(
        "invalid_scope", refusal(client, Map.of("scope", "email", "login_hint", "a@example.com")));
    assertEquals(
        "invalid_binding_message",
        refusal(
            client,
            Map.of(
                "scope", "openid",
                "login_hint", "a@example.com",
                "binding_message", "see evil.example")));
  }

  /** A user and the browser that they use. */
  private record Person(String id, String email, TestBrowser browser) {}

  private static Person person() {
    people++;
    String email = "ciba" + people + "@example.com";
    String id =
        tenant
            .admin()
            .post(
                "/admin/users", Map.of("email", email, "password", PASSWORD, "emailVerified", true))
            .expect(201)
            .data()
            .path("id")
            .asText();
    TestBrowser browser =
        new TestBrowser(server.base())
            .open("/t/" + tenant.slug() + "/login")
            .submit("identifier", email)
            .submit("password", PASSWORD);
    return new Person(id, email, browser);
  }

  /** The person finds the request in their list, and answers. */
  private static void decide(Person person, String decision) {
    person.browser().open("/t/" + tenant.slug() + "/ciba");
    open(person);
    person.browser().submit("decision", decision);
    assertEquals(200, person.browser().status(), person.browser().text());
  }

  private static void open(Person person) {
    person.browser().open(link(person.browser().text()));
    assertEquals(200, person.browser().status(), person.browser().text());
  }

  private static String link(String page) {
    Matcher link = LINK.matcher(page);
    assertTrue(link.find(), page);
    return link.group();
  }

  private static Map<String, Object> told(String mode) {
    return Map.of(
        "backchannel_token_delivery_mode",
        mode,
        "backchannel_client_notification_endpoint",
        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/told");
  }

  private static Map<String, Object> registration(Map<String, Object> metadata) {
    return Map.of(
        "name", "Call centre",
        "redirectUris", List.of(),
        "grantTypes", List.of(GRANT, "refresh_token"),
        "allowedScopes", List.of(SCOPE.split(" ")),
        "metadata", metadata);
  }

  private static JsonNode client(Map<String, Object> metadata) {
    return tenant.admin().post("/admin/clients", registration(metadata)).expect(201).data();
  }

  private static JsonNode ask(JsonNode client, Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(parameters);
    all.putIfAbsent("scope", SCOPE);
    return as(client).form("/oauth/bc-authorize", encoded(all)).expect(200).body();
  }

  private static String refusal(JsonNode client, Map<String, String> parameters) {
    return error(as(client).form("/oauth/bc-authorize", encoded(parameters)));
  }

  private static ApiClient.Answer poll(JsonNode client, String authReqId) {
    return as(client)
        .form("/oauth/token", encoded(Map.of("grant_type", GRANT, "auth_req_id", authReqId)));
  }

  /** Waits as the answer said, and asks again. */
  private static ApiClient.Answer pollAfter(JsonNode asked, JsonNode client, String authReqId) {
    try {
      TimeUnit.SECONDS.sleep(asked.path("interval").asInt());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return poll(client, authReqId);
  }

  /** Many refusals share the code: the sentence tells which it was. */
  private static void assertRefused(String reason, ApiClient.Answer answer) {
    JsonNode body = answer.expect(400).body();
    assertEquals("invalid_grant", body.path("error").asText());
    assertEquals(reason, body.path("error_description").asText());
  }

  private static String error(ApiClient.Answer answer) {
    assertTrue(answer.status() == 400 || answer.status() == 401, answer.toString());
    return answer.body().path("error").asText();
  }

  private static Notice noticeOf(String authReqId) throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      Notice notice = NOTICES.poll(20, TimeUnit.SECONDS);
      assertNotNull(notice, "no notification arrived");
      if (notice.body().path("auth_req_id").asText().equals(authReqId)) {
        return notice;
      }
      NOTICES.add(notice);
    }
    throw new AssertionError("other notifications arrived");
  }

  /** A message to this address in the outbox, which is filled beside the requests. */
  private static String mailTo(String address) throws Exception {
    for (int i = 0; i < 100; i++) {
      for (String sent : outbox()) {
        String mail = sent.replace("=\r\n", ""); // quoted-printable
        if (mail.contains("To: " + address) && mail.contains("/t/" + tenant.slug() + "/")) {
          return mail;
        }
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError("no mail to " + address);
  }

  private static List<String> outbox() throws IOException {
    Path folder = server.data().resolve("outbox");
    if (!Files.exists(folder)) {
      return List.of();
    }
    List<String> mails = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".eml")).toList()) {
        mails.add(Files.readString(file));
      }
    }
    return mails;
  }

  private static ApiClient as(JsonNode client) {
    String pair = client.path("clientId").asText() + ":" + client.path("secret").asText();
    return api()
        .with(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  private static ApiClient api() {
    return new ApiClient(server.base() + "/t/" + tenant.slug() + "/api/v1", Map.of());
  }

  private static String halfHash(String token) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(hash, hash.length / 2));
  }

  private static JsonNode claims(String jwt) throws IOException {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]));
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            parameter ->
                parameter.getKey()
                    + "="
                    + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
