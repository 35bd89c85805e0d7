/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.modules.archive.ModuleAllowList;
import org.lumoauth.platform.modules.sample.ModuleServer;
import org.lumoauth.platform.modules.sample.SampleBundle;
import org.lumoauth.platform.modules.sample.TestArchiveSigner;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class ModulesResourceTest {
  private static final String[] NOBODY = {};

  @TempDir Path folder;
  @TempDir Path elsewhere;

  private ModuleServer server;
  private Path first;
  private Path second;

  @BeforeEach
  void start() throws Exception {
    server = ModuleServer.start(folder);
    first = SampleBundle.of("healthy").version("1.0.0").in(elsewhere);
    second = SampleBundle.of("healthy").version("2.0.0").in(elsewhere);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void installsListedArchive() throws Exception {
    Response answer = resource(first).install(operator(), from(first));

    assertEquals(201, answer.getStatus());
    assertEquals("sample 1.0.0 ACTIVE", label((DataResponseBody<?>) answer.getEntity()));
  }

  @Test
  void listsInstalledModules() throws Exception {
    var resource = resource(first);
    resource.install(operator(), from(first));

    assertEquals(List.of("sample"), resource.list().data().stream().map(ModuleView::name).toList());
  }

  @Test
  void upgradesToListedArchive() throws Exception {
    var resource = resource(first, second);
    resource.install(operator(), from(first));

    assertEquals(
        "sample 2.0.0 ACTIVE", label(resource.upgrade(operator(), "sample", from(second))));
  }

  @Test
  void removesAModule() throws Exception {
    var resource = resource(first);
    resource.install(operator(), from(first));

    resource.remove(operator(), "sample");

    assertEquals(List.of(), server.listed());
  }

  @Test
  void rejectsUnlistedArchiveWithItsDigest() throws Exception {
    ApiException refusal =
        assertThrows(ApiException.class, () -> resource(first).install(operator(), from(second)));

    assertEquals("409 module_refused", refusal.status() + " " + refusal.code());
    assertTrue(refusal.getMessage().contains(digest(second)), refusal.getMessage());
  }

  @Test
  void rejectsUnlistedUpgradeAndPreservesOldVersion() throws Exception {
    var resource = resource(first);
    resource.install(operator(), from(first));

    assertThrows(ApiException.class, () -> resource.upgrade(operator(), "sample", from(second)));

    assertEquals(List.of("sample 1.0.0 ACTIVE"), server.listed());
  }

  @Test
  void installsAnArchiveOfAListedSigner() throws Exception {
    TestArchiveSigner signer = TestArchiveSigner.in(elsewhere);
    signer.sign(first);
    var resource =
        new ModulesResource(
            server.modules(), ModuleAllowList.of(NOBODY, new String[] {signer.fingerprint()}));

    assertEquals(201, resource.install(operator(), from(first)).getStatus());
  }

  @Test
  void refusesAnArchiveOfAnotherSigner() throws Exception {
    TestArchiveSigner.in(elsewhere).sign(first);
    var resource =
        new ModulesResource(
            server.modules(), ModuleAllowList.of(NOBODY, new String[] {"11".repeat(32)}));

    assertThrows(ApiException.class, () -> resource.install(operator(), from(first)));
  }

  @Test
  void rejectsInstallationOfInstalledModule() throws Exception {
    var resource = resource(first);
    resource.install(operator(), from(first));

    assertEquals(
        "module_refused",
        assertThrows(ApiException.class, () -> resource.install(operator(), from(first))).code());
  }

  @Test
  void returnsNotFoundForUpgradeOfUnknownModule() throws Exception {
    var resource = resource(first);

    assertEquals(
        404,
        assertThrows(ApiException.class, () -> resource.upgrade(operator(), "sample", from(first)))
            .status());
  }

  @Test
  void returnsNotFoundForRemovalOfUnknownModule() throws Exception {
    var resource = resource(first);

    assertEquals(
        404,
        assertThrows(ApiException.class, () -> resource.remove(operator(), "sample")).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "module.jar",
        "http://example.org/module.jar",
        "file://example.org/module.jar",
        "https://[::1"
      })
  void rejectsInvalidUrl(String url) throws Exception {
    var resource = resource(first);

    ApiException refusal =
        assertThrows(ApiException.class, () -> resource.install(operator(), Map.of("url", url)));

    assertEquals(422, refusal.status());
    assertEquals("url", refusal.details().get("field"));
  }

  @Test
  void rejectsUrlThatIsNotString() throws Exception {
    var resource = resource(first);

    assertEquals(
        422,
        assertThrows(ApiException.class, () -> resource.install(operator(), Map.of("url", 5)))
            .status());
  }

  @Test
  void rejectsBodyWithoutUrl() throws Exception {
    var resource = resource(first);

    assertEquals(
        422,
        assertThrows(ApiException.class, () -> resource.install(operator(), Map.of())).status());
  }

  @Test
  void reportsUnknownMember() throws Exception {
    var body = new HashMap<>(from(first));
    body.put("force", true);
    var resource = resource(first);

    ApiException refusal =
        assertThrows(ApiException.class, () -> resource.install(operator(), body));

    assertEquals("force", refusal.details().get("field"));
  }

  @Test
  void auditsActorRequestAndDigest() throws Exception {
    assertThrows(ApiException.class, () -> resource(first).install(operator(), from(second)));

    AuditEvent event = server.audit().last(AuditLog.PLATFORM).event();
    assertEquals(AuditEvent.AuditOutcome.FAILURE, event.outcome());
    assertEquals(aCaller().operator().build().subject(), event.actor());
    assertEquals("req-1", event.request().orElseThrow().requestId());
    assertEquals(digest(second), event.details().get("sha256"));
  }

  @Test
  void reportsUnavailableAuditLog() throws Exception {
    server.audit().unavailable();

    ApiException refusal =
        assertThrows(ApiException.class, () -> resource(first).install(operator(), from(first)));

    assertEquals("503 audit_unavailable", refusal.status() + " " + refusal.code());
  }

  private ModulesResource resource(Path... allowed) throws Exception {
    String[] digests = new String[allowed.length];
    for (int i = 0; i < allowed.length; i++) {
      digests[i] = digest(allowed[i]);
    }
    return new ModulesResource(server.modules(), ModuleAllowList.of(digests, NOBODY));
  }

  private static String label(DataResponseBody<?> answer) {
    ModuleView module = (ModuleView) answer.data();
    return module.name() + " " + module.version() + " " + module.state();
  }

  private static Map<String, Object> from(Path file) {
    return Map.of("url", file.toUri().toString());
  }

  private static String digest(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static HttpServletRequest operator() {
    return FakeHttpExchange.get(aTenant().build(), "/")
        .withCaller(aCaller().operator().build())
        .request();
  }
}
