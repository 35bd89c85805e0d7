/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.fixture.ForgedHostRequest;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestCertificates;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Clients that show certificates, by TLS that ends at the shipped server or at a proxy (RFC 8705).
 */
class MutualTlsIT {
  private static final String SUBJECT = "CN=notes,O=Fern";
  private static final String PROXY = "127.0.0.2";
  private static final String HEADER = "Client-Cert";

  @TempDir static Path folder;

  private static TestCertificates certificates;
  private static String publicBase;
  private static String elsewhere;
  private static TestServer server;
  private static TestTenant tenant;
  private static TestApplication issued;
  private static TestApplication selfSigned;

  @BeforeAll
  static void start() throws Exception {
    certificates =
        new TestCertificates(folder)
            .make("server", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1")
            .make("authority", "CN=Authority", "-ext", "bc:c")
            .make("others", "CN=Others", "-ext", "bc:c")
            .make("notes", SUBJECT, "-signer", "authority")
            .make("named", "CN=a host", "-signer", "authority", "-ext", "san=dns:notes.example.com")
            .make("impostor", SUBJECT, "-signer", "others")
            .make("alone", "CN=alone")
            .make("stranger", "CN=alone");
    int port = TestServer.freePort();
    publicBase = "https://localhost:" + port;
    elsewhere = "https://127.0.0.1:" + port;
    server =
        TestServer.start(
            Map.of("LUMOAUTH_BASE_URL", publicBase),
            Map.of(
                "org.ops4j.pax.web.cfg", listener(port),
                "org.lumoauth.oauth.clientauth.tls.cfg",
                    """
                    trustedAuthorities = %s
                    certificateBaseUrl = %s
                    """
                        .formatted(certificates.pem("authority"), elsewhere),
                "org.lumoauth.platform.web.cfg",
                    "trustedProxies = " + PROXY + "\nclientCertificateHeader = " + HEADER + "\n"));
    tenant = TestTenant.create(server);
    issued = register("tls_client_auth", Map.of("tls_client_auth_subject_dn", SUBJECT));
    selfSigned =
        register(
            "self_signed_tls_client_auth",
            Map.of("jwks", Map.of("keys", List.of(certificates.jwk("alone")))));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  /** As docs/how-to/set-up-tls.md has it. */
  private static String listener(int port) throws Exception {
    return String.join(
        "\n",
        "org.ops4j.pax.web.listening.addresses = 127.0.0.1",
        "org.osgi.service.http.port = ${env:LUMOAUTH_HTTP_PORT:-8080}",
        "org.osgi.service.http.enabled = true",
        "org.osgi.service.http.secure.enabled = true",
        "org.osgi.service.http.port.secure = " + port,
        "org.ops4j.pax.web.ssl.keystore = " + certificates.keyStore("server"),
        "org.ops4j.pax.web.ssl.keystore.type = PKCS12",
        "org.ops4j.pax.web.ssl.keystore.password = " + TestCertificates.PASSWORD,
        "org.ops4j.pax.web.ssl.key.password = " + TestCertificates.PASSWORD,
        "org.ops4j.pax.web.ssl.truststore = "
            + certificates.trustStore("authority", "others", "alone", "stranger"),
        "org.ops4j.pax.web.ssl.truststore.type = PKCS12",
        "org.ops4j.pax.web.ssl.truststore.password = " + TestCertificates.PASSWORD,
        "org.ops4j.pax.web.ssl.clientauth.wanted = true",
        "");
  }

  @Test
  void setsHstsWithoutSubdomains() throws Exception {
    var answer =
        connection(List.of())
            .send(
                HttpRequest.newBuilder(URI.create(publicBase + "/system/health/live")).build(),
                HttpResponse.BodyHandlers.discarding());

    assertEquals(
        List.of("max-age=31536000"), answer.headers().allValues("Strict-Transport-Security"));
  }

  @Test
  void acceptsCertificateOfTrustedAuthority() throws Exception {
    credentials(issued.withConnection(withCertificates("notes"))).expect(200);
  }

  @Test
  void refusesSameSubjectOfAnotherAuthority() throws Exception {
    assertRefused(credentials(issued.withConnection(withCertificates("impostor"))));
  }

  @Test
  void acceptsOnlyTheRegisteredSubjectAlternativeName() throws Exception {
    TestApplication named =
        register("tls_client_auth", Map.of("tls_client_auth_san_dns", "notes.example.com"));

    credentials(named.withConnection(withCertificates("named"))).expect(200);
    assertRefused(credentials(named.withConnection(withCertificates("notes"))));
    assertRefused(credentials(issued.withConnection(withCertificates("named"))));
  }

  @Test
  void refusesClientWithoutCertificate() throws Exception {
    assertRefused(credentials(issued.withConnection(withCertificates())));
  }

  @Test
  void acceptsRegisteredSelfSignedCertificate() throws Exception {
    credentials(selfSigned.withConnection(withCertificates("alone"))).expect(200);
  }

  @Test
  void refusesAnotherKeyUnderTheSameName() throws Exception {
    assertRefused(credentials(selfSigned.withConnection(withCertificates("stranger"))));
  }

  @Test
  void acceptsBoundTokenOnlyWithItsCertificate() throws Exception {
    TestPerson made = TestPerson.create(server, tenant);
    TestBrowser browser = new TestBrowser(publicBase, connection(List.of()));
    TestApplication notes = issued.withConnection(withCertificates("notes"));

    JsonNode tokens = new TestPerson(tenant, made.id(), made.email(), browser).tokens(notes);

    String bearer = "Bearer " + tokens.path("access_token").asText();
    assertEquals(
        thumbprint(certificates.certificate("notes")),
        claims(tokens.path("access_token").asText()).path("cnf").path("x5t#S256").asText());
    withCertificates("notes").with("Authorization", bearer).get("/oauth/userinfo").expect(200);
    withCertificates().with("Authorization", bearer).get("/oauth/userinfo").expect(401);
    withCertificates("alone").with("Authorization", bearer).get("/oauth/userinfo").expect(401);
    notes.withConnection(withCertificates("notes")).refresh(tokens).expect(200);
  }

  @Test
  void publishesAndServesMtlsEndpointAliases() throws Exception {
    JsonNode metadata = withCertificates().get("/.well-known/oauth-authorization-server").body();
    JsonNode aliases = metadata.path("mtls_endpoint_aliases");

    for (String name : List.of("token_endpoint", "revocation_endpoint", "userinfo_endpoint")) {
      assertEquals(
          metadata.path(name).asText().replace(publicBase, elsewhere),
          aliases.path(name).asText(),
          name);
    }
    assertTrue(metadata.path("issuer").asText().startsWith(publicBase));
    ApiClient there =
        new ApiClient(
            elsewhere + "/t/" + tenant.slug() + "/api/v1", Map.of(), connection(List.of("notes")));
    JsonNode tokens = credentials(issued.withConnection(there)).expect(200).body();
    assertEquals(
        metadata.path("issuer").asText(),
        claims(tokens.path("access_token").asText()).path("iss").asText());
  }

  @Test
  void publishesConfiguredAliasesDespiteForgedHostHeader() {
    String path = "/t/" + tenant.slug() + "/api/v1";
    for (String address :
        List.of(
            path + "/.well-known/openid-configuration",
            path + "/.well-known/oauth-authorization-server",
            "/.well-known/openid-configuration" + path,
            "/.well-known/oauth-authorization-server" + path)) {
      JsonNode asked = ForgedHostRequest.get(server.base() + address);

      List<String> aliases = ForgedHostRequest.urls(asked.path("mtls_endpoint_aliases"));
      assertFalse(aliases.isEmpty());
      List<String> others = new ArrayList<>(ForgedHostRequest.urls(asked));
      others.removeAll(aliases);
      assertEquals(
          List.of(), aliases.stream().filter(url -> !url.startsWith(elsewhere + path)).toList());
      assertEquals(
          List.of(),
          others.stream()
              .filter(url -> !url.startsWith(publicBase + "/t/" + tenant.slug() + "/"))
              .toList());
    }
  }

  /** In a real browser, over TLS: cookies of frames in pages of other sites need it. */
  @TestFactory
  Stream<DynamicTest> servesSessionFrameInPageOfAnotherSite() throws Exception {
    Optional<Path> chromium =
        Optional.ofNullable(System.getenv("LUMOAUTH_TEST_CHROMIUM"))
            .map(Path::of)
            .or(() -> NodeScriptRunner.find("chromium"))
            .or(() -> NodeScriptRunner.find("chromium-browser"))
            .or(() -> NodeScriptRunner.find("google-chrome"));
    NodeScriptRunner scripts =
        NodeScriptRunner.orSkip("walk", chromium.isPresent() ? List.of() : List.of("chromium"));
    tenant
        .admin()
        .post("/admin/users", Map.of("email", "grace@example.com", "password", TestPerson.PASSWORD))
        .expect(201);
    return scripts.run(
        "frames.mjs",
        List.of(
            publicBase + "/t/" + tenant.slug() + "/api/v1",
            tenant.key(),
            "grace@example.com",
            TestPerson.PASSWORD,
            chromium.orElseThrow().toString(),
            folder.resolve("profiles").toString()));
  }

  @Test
  void acceptsCertificateHeaderOfTrustedProxy() throws Exception {
    String answer = sendCertificateHeader(PROXY);

    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
  }

  @Test
  void ignoresCertificateHeaderOfOtherCallers() throws Exception {
    String answer = sendCertificateHeader("127.0.0.1");

    assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
    assertTrue(answer.contains("invalid_client"), answer);
  }

  @Test
  void speaksHttp2WithCertificates() throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(certificates.context(List.of("notes"), "server"))
            .build();
    TestApplication over =
        issued.withConnection(
            new ApiClient(publicBase + "/t/" + tenant.slug() + "/api/v1", Map.of(), client));

    ApiClient.Answer answer = credentials(over).expect(200);

    assertEquals(HttpClient.Version.HTTP_2, answer.response().version());
  }

  @Test
  void refusesUnlistedCipherSuites() throws Exception {
    SSLSocketFactory sockets = certificates.context(List.of(), "server").getSocketFactory();
    List<String> taken = new ArrayList<>();
    for (String suite : sockets.getSupportedCipherSuites()) {
      if (acceptsSuite(sockets, suite)) {
        taken.add(suite);
      }
    }

    // The server's key is on an elliptic curve: suites that sign by RSA do not fit it.
    assertEquals(
        Set.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"),
        Set.copyOf(taken));
  }

  private static boolean acceptsSuite(SSLSocketFactory sockets, String suite) throws IOException {
    URI base = URI.create(publicBase);
    try (SSLSocket socket = (SSLSocket) sockets.createSocket("127.0.0.1", base.getPort())) {
      socket.setEnabledCipherSuites(new String[] {suite});
      socket.startHandshake();
      return true;
    } catch (SSLException refused) {
      return false;
    }
  }

  private static TestApplication register(String method, Map<String, Object> metadata) {
    Map<String, Object> all = new HashMap<>(metadata);
    all.put("tls_client_certificate_bound_access_tokens", true);
    return TestApplication.register(
        tenant,
        Map.of(
            "tokenEndpointAuthMethods", List.of(method),
            "grantTypes", List.of("authorization_code", "refresh_token", "client_credentials"),
            "metadata", all));
  }

  private static ApiClient.Answer credentials(TestApplication client) {
    return client.token(Map.of("grant_type", "client_credentials", "scope", "email"));
  }

  private static void assertRefused(ApiClient.Answer answer) {
    assertEquals("invalid_client", answer.expect(401).body().path("error").asText());
  }

  /** The tenant's API by a connection of its own, with the first of these certificates if any. */
  private static ApiClient withCertificates(String... names) throws Exception {
    return new ApiClient(
        publicBase + "/t/" + tenant.slug() + "/api/v1", Map.of(), connection(List.of(names)));
  }

  private static HttpClient connection(List<String> shown) throws Exception {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .sslContext(certificates.context(shown, "server"))
        .build();
  }

  /** What a proxy gets that listens at an address and passes a certificate on (RFC 9440). */
  private static String sendCertificateHeader(String address) throws Exception {
    String form = "grant_type=client_credentials&scope=email&client_id=" + issued.id();
    URI plain = URI.create(server.base());
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      socket.connect(new InetSocketAddress(plain.getHost(), plain.getPort()));
      String request =
          String.join(
              "\r\n",
              "POST /t/" + tenant.slug() + "/api/v1/oauth/token HTTP/1.1",
              "Host: " + plain.getAuthority(),
              "Connection: close",
              "Content-Type: application/x-www-form-urlencoded",
              "Content-Length: " + form.length(),
              HEADER + ": " + certificates.header("notes"),
              "",
              form);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String thumbprint(X509Certificate certificate) throws Exception {
    return base64(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
  }

  private static JsonNode claims(String jwt) throws IOException {
    return ApiClient.JSON.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
