package org.lumoauth.oauth.clientidmetadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** Clients by their documents, and what somebody might put there. */
class MetadataDocumentSourceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final String URL = "https://app.example/oauth/client.json";

  private final List<OutboundRequest> asked = new ArrayList<>();
  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(CimdSettings.SECTION, new CimdSettings());
  private final Map<String, Object> document = new HashMap<>();
  private final Map<String, List<String>> headers = new HashMap<>();
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private int status = 200;
  private Optional<String> body = Optional.empty();
  private Optional<OutboundException> failure = Optional.empty();
  private final MetadataDocumentSource source =
      new MetadataDocumentSource(new DocumentFetch(this::send), settings, () -> now);

  MetadataDocumentSourceTest() {
    allow(CimdSettings.ENABLED, true);
    headers.put("content-type", List.of("application/json; charset=utf-8"));
    document.put("client_id", URL);
    document.put("client_name", "Sketch pad");
    document.put("redirect_uris", List.of("https://app.example/cb", "http://127.0.0.1/cb"));
    document.put("grant_types", List.of("authorization_code", "refresh_token"));
    document.put("token_endpoint_auth_method", "none");
  }

  @Test
  void makesAPublicClientOfADocument() {
    Client client = find().orElseThrow();

    assertEquals(URL, client.clientId());
    assertEquals("Sketch pad", client.name());
    assertFalse(client.confidential());
    assertEquals(Set.of("none"), client.authenticationMethods());
    assertEquals(Set.of("authorization_code", "refresh_token"), client.grantTypes());
    assertEquals(List.of("https://app.example/cb", "http://127.0.0.1/cb"), client.redirectUris());
    assertEquals(true, client.metadata().get("require_pkce"));
  }

  @Test
  void asksThroughTheGuardedClientWithinFiveKilobytes() {
    find();

    assertEquals(1, asked.size());
    assertEquals("GET", asked.get(0).method());
    assertEquals(URL, asked.get(0).uri().toString());
    assertEquals(5 * 1024, asked.get(0).maxBytes());
  }

  @Test
  void asksNobodyForATenantThatDoesNotWantIt() {
    allow(CimdSettings.ENABLED, false);

    assertEquals(Optional.empty(), find());
    assertEquals(List.of(), asked);
  }

  @Test
  void endsAtOnceWhenATenantNoLongerWantsIt() {
    find();
    allow(CimdSettings.ENABLED, false);

    assertEquals(Optional.empty(), find());
  }

  @Test
  void keepsTenantsApart() {
    find();

    assertEquals(Optional.empty(), source.find(GLOBEX, URL));
    assertEquals(1, asked.size());
  }

  // Where it asks

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app",
        "cli_1",
        "http://app.example/client.json",
        "HTTPS://app.example/client.json",
        "https://app.example",
        "https://app.example?x=/y",
        "https://u:p@app.example/client.json",
        "https://app.example/a/../client.json",
        "https://app.example/./client.json",
        "https://app.example/%2E%2e/client.json",
        "https://app.example/a%2f..%2fclient.json",
        "https://app.example/client.json#x",
        "https://app.example/client.json ",
        "https://app.example\\@evil.example/client.json",
        "https://\u0430pp.example/client.json",
        "https://app.example/\u0000",
        "file:///etc/passwd",
        "https:///client.json"
      })
  void asksNobodyForWhatIsNoAddressOfADocument(String clientId) {
    assertEquals(Optional.empty(), source.find(ACME, clientId));
    assertEquals(List.of(), asked);
  }

  @Test
  void refusesAnAddressThatIsTooLong() {
    assertEquals(Optional.empty(), source.find(ACME, "https://app.example/" + "x".repeat(300)));
    assertEquals(List.of(), asked);
  }

  /** Names are resolved and checked behind the contract: what it refuses makes no client. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/client.json",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/client.json",
        "https://10.0.0.1/client.json",
        "https://localhost/client.json"
      })
  void takesNothingFromASpecialUseAddress(String clientId) {
    document.put("client_id", clientId);
    failure = Optional.of(new OutboundException("the host may not be asked", true));

    assertEquals(Optional.empty(), source.find(ACME, clientId));
    assertTrue(asked.stream().allMatch(request -> request.uri().toString().equals(clientId)));
  }

  @Test
  void takesNothingFromANameThatWasRebound() {
    find();
    now = now.plus(Freshness.USUAL).plus(RemoteDocument.STALE_WHILE_ERROR);
    failure = Optional.of(new OutboundException("the host is at an address of special use", true));

    assertEquals(Optional.empty(), find());
  }

  @Test
  void takesDocumentsOfTheTenantsDomainsAlone() {
    allow(CimdSettings.DOMAINS, List.of("example.org"));
    assertEquals(Optional.empty(), find());
    assertEquals(List.of(), asked);

    allow(CimdSettings.DOMAINS, List.of("Example"));
    assertTrue(find().isPresent());
    allow(CimdSettings.DOMAINS, List.of("p.example"));
    assertEquals(Optional.empty(), find());
  }

  @Test
  void asksAHostNotTooOften() {
    status = 404;
    for (int i = 0; i < DocumentFetch.A_MINUTE_AND_HOST + 20; i++) {
      source.find(ACME, URL + "?" + i);
    }

    assertEquals(DocumentFetch.A_MINUTE_AND_HOST, asked.size());
  }

  // What it takes

  @Test
  void followsNoRedirection() {
    for (int code : List.of(301, 302, 303, 307, 308)) {
      status = code;
      headers.put("location", List.of("https://app.example/other.json"));

      assertEquals(Optional.empty(), findLater(), String.valueOf(code));
    }
    assertTrue(asked.stream().allMatch(request -> request.uri().toString().equals(URL)));
  }

  @Test
  void refusesADocumentThatIsTooLarge() {
    document.put("padding", "x".repeat(5 * 1024));

    assertEquals(Optional.empty(), find());
  }

  @Test
  void refusesADocumentOfAnotherClient() {
    for (Object other :
        List.of(
            "https://app.example/other.json",
            "https://APP.example/oauth/client.json",
            "https://app.example:443/oauth/client.json",
            URL + "/",
            URL + "?",
            List.of(URL),
            7)) {
      document.put("client_id", other);

      assertEquals(Optional.empty(), findLater(), other.toString());
    }
    document.remove("client_id");
    assertEquals(Optional.empty(), findLater());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text/html", "text/json", "application/javascript", "application/jsonp"})
  void refusesWhatIsNotJsonByItsType(String type) {
    headers.put("content-type", List.of(type));

    assertEquals(Optional.empty(), find());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "\"x\"", "<html>", "{", "{} {}"})
  void refusesWhatIsNoJsonObject(String text) {
    body = Optional.of(text);

    assertEquals(Optional.empty(), find());
  }

  @Test
  void refusesAMemberThatIsThereTwice() {
    String text = json();
    body = Optional.of(text.substring(0, text.length() - 1) + ",\"client_id\":\"" + URL + "\"}");

    assertEquals(Optional.empty(), find());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client_secret_basic",
        "client_secret_post",
        "client_secret_jwt",
        "tls_client_auth",
        "private_key_jwt",
        "magic"
      })
  void refusesSecretsAndWhatHasNoKeys(String method) {
    document.put("token_endpoint_auth_method", method);

    assertEquals(Optional.empty(), find());
  }

  @Test
  void refusesADocumentWithASecret() {
    document.put("client_secret", "s3cret");
    assertEquals(Optional.empty(), find());

    document.remove("client_secret");
    document.put("client_secret_expires_at", 0);
    assertEquals(Optional.empty(), findLater());
  }

  @Test
  void knowsNoSecret() {
    find();

    assertFalse(source.verifySecret(ACME, URL, ""));
    assertFalse(source.verifySecret(ACME, URL, "x"));
  }

  @Test
  void takesAClientWithKeysOfItsOwn() {
    Map<String, Object> keys = Map.of("keys", List.of(Map.of("kty", "EC", "kid", "1")));
    document.put("token_endpoint_auth_method", "private_key_jwt");
    document.put("jwks", keys);

    Client client = find().orElseThrow();

    assertTrue(client.confidential());
    assertEquals(Set.of("private_key_jwt"), client.authenticationMethods());
    assertEquals(keys, client.metadata().get("jwks"));
  }

  @Test
  void refusesPrivateKeysAndKeysOfTwoPlaces() {
    document.put("token_endpoint_auth_method", "private_key_jwt");
    document.put("jwks", Map.of("keys", List.of(Map.of("kty", "EC", "d", "x"))));
    assertEquals(Optional.empty(), find());

    document.put("jwks", Map.of("keys", List.of(Map.of("kty", "EC"))));
    document.put("jwks_uri", "https://app.example/jwks");
    assertEquals(Optional.empty(), findLater());

    document.remove("jwks");
    document.put("jwks_uri", "http://app.example/jwks");
    assertEquals(Optional.empty(), findLater());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example/cb",
        "https://*.app.example/cb",
        "https://app.example/cb#x",
        "https://u@app.example/cb",
        "javascript:alert(1)",
        "data:text/html,x",
        "/cb",
        "https:/cb",
        "app:cb",
        "http://127.0.0.1.evil.example/cb"
      })
  void refusesRedirectUrisThatNobodyMayRegister(String uri) {
    document.put("redirect_uris", List.of("https://app.example/cb", uri));

    assertEquals(Optional.empty(), find());
  }

  @Test
  void refusesADocumentWithoutRedirectUris() {
    document.remove("redirect_uris");

    assertEquals(Optional.empty(), find());
  }

  @Test
  void leavesTheUsersOwnMachineOutWhereTheTenantBlocksIt() {
    allow(CimdSettings.LOCALHOST, CimdSettings.BLOCK);

    assertEquals(List.of("https://app.example/cb"), find().orElseThrow().redirectUris());
    document.put("redirect_uris", List.of("http://127.0.0.1/cb"));
    now = now.plus(Freshness.USUAL);
    assertEquals(Optional.empty(), find());
  }

  // What it gives

  @Test
  void givesNoScopeOfTheAdministration() {
    document.put(
        "scope", "openid admin admin:users:write users.write invoices.read authz:check introspect");
    allow(
        CimdSettings.SCOPES,
        List.of(
            "openid", "invoices.read", "admin", "admin:users:write", "users.write", "introspect"));

    assertEquals(Set.of("openid", "invoices.read"), find().orElseThrow().scope());
  }

  @Test
  void givesTheTenantsScopesWhereTheDocumentNamesNone() {
    assertEquals(
        Set.of("openid", "profile", "email", "address", "phone", "offline_access"),
        find().orElseThrow().scope());
  }

  @Test
  void givesNoGrantButThoseOfPeople() {
    document.put(
        "grant_types",
        List.of(
            "authorization_code",
            "client_credentials",
            "password",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "urn:ietf:params:oauth:grant-type:token-exchange"));

    assertEquals(Set.of("authorization_code"), find().orElseThrow().grantTypes());
  }

  @Test
  void refusesAClientThatUsesNoCodes() {
    document.put("grant_types", List.of("client_credentials"));

    assertEquals(Optional.empty(), find());
  }

  @Test
  void letsNobodyCallThemselvesOurs() {
    document.put("first_party", true);
    document.put("profile", "none");
    document.put("require_pkce", false);
    document.put("logo_uri", "https://app.example/logo");

    var metadata = find().orElseThrow().metadata();

    assertEquals(Set.of("require_pkce"), metadata.keySet());
    assertEquals(true, metadata.get("require_pkce"));
  }

  @Test
  void showsANameOnOneLineAndTheHostWithoutOne() {
    document.put("client_name", "Bank\n\u202Egnihtemos");
    assertEquals("Bank gnihtemos", find().orElseThrow().name());

    document.remove("client_name");
    now = now.plus(Freshness.USUAL);
    assertEquals("app.example", find().orElseThrow().name());
  }

  // How long it is kept

  @Test
  void keepsADocumentAsLongAsHttpSays() {
    headers.put("cache-control", List.of("public, max-age=300"));
    headers.put("age", List.of("60"));
    find();
    now = now.plusSeconds(239);
    find();
    assertEquals(1, asked.size());
    now = now.plusSeconds(1);

    find();

    assertEquals(2, asked.size());
  }

  @Test
  void keepsItAMinuteAtLeastAndADayAtMost() {
    headers.put("cache-control", List.of("no-store"));
    find();
    now = now.plusSeconds(59);
    find();
    assertEquals(1, asked.size());

    now = now.plusSeconds(1);
    headers.put("cache-control", List.of("max-age=999999999"));
    find();
    now = now.plus(Duration.ofHours(24));
    find();
    assertEquals(3, asked.size());
  }

  @Test
  void keepsNoError() {
    status = 404;
    assertEquals(Optional.empty(), find());
    status = 200;

    assertTrue(findLater().isPresent());
  }

  @Test
  void keepsNoBadDocument() {
    document.put("client_id", "https://app.example/other.json");
    assertEquals(Optional.empty(), find());
    document.put("client_id", URL);

    assertTrue(findLater().isPresent());
  }

  @Test
  void goesOnForAWhileWithWhatItHasWhileNobodyAnswers() {
    find();
    now = now.plus(Freshness.USUAL);
    status = 503;
    assertTrue(find().isPresent());
    failure = Optional.of(new OutboundException("no answer in time", false));
    assertTrue(findLater().isPresent());

    now = now.plus(RemoteDocument.STALE_WHILE_ERROR);

    assertEquals(Optional.empty(), find());
  }

  @Test
  void endsAClientWhoseDocumentIsGone() {
    find();
    now = now.plus(Freshness.USUAL);
    status = 404;

    assertEquals(Optional.empty(), find());
  }

  private Optional<Client> find() {
    return source.find(ACME, URL);
  }

  /** When the next attempt may be made after one that failed. */
  private Optional<Client> findLater() {
    now = now.plus(RemoteDocument.AFTER_FAILURE);
    return find();
  }

  private void allow(String setting, Object value) {
    settings.change(ACME, CimdSettings.SECTION, Map.of(setting, value));
  }

  private OutboundResponse send(OutboundRequest request) throws OutboundException {
    asked.add(request);
    if (failure.isPresent()) {
      throw failure.get();
    }
    byte[] bytes = body.orElseGet(this::json).getBytes(StandardCharsets.UTF_8);
    if (bytes.length > request.maxBytes()) { // as the contract says
      throw new OutboundException("the answer is too large", false);
    }
    return new OutboundResponse(status, Map.copyOf(headers), bytes);
  }

  private String json() {
    try {
      return new ObjectMapper().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
