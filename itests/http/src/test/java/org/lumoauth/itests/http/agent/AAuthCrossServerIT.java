/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.flow.AAuthFlows;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * The person server of one tenant and the access server of another communicate over TLS. The agent
 * and the resource are scripts that share no code with the server.
 */
class AAuthCrossServerIT {
  private static final Path CLIENT = TestServer.PROJECT.resolve("examples/aauth/aauth.mjs");
  private static final Path SCRIPTS = Path.of("src/test/aauth").toAbsolutePath();
  private static final int SECONDS = 120;
  private static final int CASES = 9;

  @TempDir static Path folder;

  private static StubSite site;
  private static String base;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        NodeScriptRunner.find("node").isPresent()
            || "required".equals(System.getenv("LUMOAUTH_TEST_BROWSER")),
        "node is not installed: the test was skipped.");
    site = new StubSite();
    int port = TestServer.freePort();
    base = "https://localhost:" + port;
    server =
        TestServer.start(
            Map.of("LUMOAUTH_BASE_URL", base, "JAVA_TOOL_OPTIONS", site.trustOptions()),
            Map.of(
                "org.ops4j.pax.web.cfg",
                listener(port),
                "org.lumoauth.platform.outbound.cfg",
                "allowedNetworks = 127.0.0.1/32, ::1\nmaxConcurrent = 50\n"));
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
    if (site != null) {
      site.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> personServerUsesAccessServerOfAnotherTenant() throws Exception {
    TestTenant people = TestTenant.create(server);
    TestTenant access = TestTenant.create(server);
    TestPerson person =
        TestPerson.create(server, people, Map.of("givenName", "Ada", "familyName", "Lovelace"));
    String said =
        node(
            "person-own.mjs",
            AAuthFlows.publishMetadata(site).path("keys").toString(),
            issuer(people),
            issuer(access),
            site.address(""),
            person.email(),
            TestPerson.PASSWORD,
            people.key(),
            access.key(),
            site.keyStore().toString(),
            site.password());
    List<String> results = said.lines().toList();
    assertTrue(results.size() >= CASES, "the script printed too few cases: " + results);
    return results.stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.replaceFirst("^\\w+ ", "").replaceFirst(":.*", ""),
                    () -> assertTrue(line.startsWith("ok "), line)));
  }

  private static String issuer(TestTenant tenant) {
    return base + "/t/" + tenant.slug() + "/api/v1";
  }

  /** As docs/how-to/set-up-tls.md has it. */
  private static String listener(int port) {
    return String.join(
        "\n",
        "org.ops4j.pax.web.listening.addresses = 127.0.0.1",
        "org.osgi.service.http.port = ${env:LUMOAUTH_HTTP_PORT:-8080}",
        "org.osgi.service.http.enabled = true",
        "org.osgi.service.http.secure.enabled = true",
        "org.osgi.service.http.port.secure = " + port,
        "org.ops4j.pax.web.ssl.keystore = " + site.keyStore(),
        "org.ops4j.pax.web.ssl.keystore.type = PKCS12",
        "org.ops4j.pax.web.ssl.keystore.password = " + site.password(),
        "org.ops4j.pax.web.ssl.key.password = " + site.password(),
        "");
  }

  private static String node(String script, String... arguments)
      throws IOException, GeneralSecurityException {
    List<String> command =
        new ArrayList<>(List.of("node", SCRIPTS.resolve(script).toString(), CLIENT.toString()));
    command.addAll(List.of(arguments));
    return ProcessRunner.run(
        TestServer.PROJECT,
        Map.of("NODE_EXTRA_CA_CERTS", certificate().toString()),
        SECONDS,
        command);
  }

  /** The certificate of server and site, as the script's runtime wants it. */
  private static Path certificate() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(site.keyStore())) {
      keys.load(file, site.password().toCharArray());
    }
    Certificate certificate = keys.getCertificate(keys.aliases().nextElement());
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    return Files.writeString(folder.resolve("site.pem"), pem);
  }
}
