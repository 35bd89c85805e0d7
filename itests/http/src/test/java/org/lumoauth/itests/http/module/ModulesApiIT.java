/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.KeytoolRunner;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Module operations for scripts, with the example of the module authors' guide. */
@ExtendWith({ExampleModuleExtension.class, ModuleServerExtension.class})
class ModulesApiIT {
  private static final String MODULES = "/api/v1/platform/modules";
  private static final String PASSWORD = "for-this-test";

  @TempDir static Path archives;

  private static Path signed;
  private static Path stranger;
  private static Path unlisted;
  private static String settings;
  private static TestServer server;
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws Exception {
    for (int version = 1; version <= 2; version++) {
      Path jar = ExampleModuleExtension.jar(version);
      Files.copy(jar, archives.resolve(jar.getFileName()));
    }
    signed = signedBy("vendor");
    stranger = signedBy("stranger");
    unlisted = Files.copy(signed, archives.resolve("unlisted.jar"));
    ProcessRunner.run(
        archives, Map.of(), 60, List.of(tool("jar"), "uf", unlisted.toString(), "vendor.p12"));
    settings =
        "allowedDigests = %s, %s\nallowedSigners = %s\n"
            .formatted(
                digest(Files.readAllBytes(listed(1))),
                digest(Files.readAllBytes(listed(2))),
                fingerprint("vendor"));
    server = shared;
    ModuleServerExtension.withApi(server, settings);
    tenant = TestTenant.create(server);
  }

  @AfterAll
  static void switchOff() throws Exception {
    ModuleServerExtension.withoutApi(server);
  }

  @AfterEach
  void removeInstalledModules() throws IOException {
    server.operator().delete(MODULES + "/change-freeze");
  }

  @Test
  void installsUpgradesAndRemovesAModuleThatDecides() throws Exception {
    ApiClient agent = tenant.agent("Writer", List.of("write_file"), List.of()).authenticated();

    JsonNode installed = install(listed(1)).expect(201).data();
    assertEquals("change-freeze 1.0.0 ACTIVE", label(installed));
    assertEquals("change-freeze", ask(agent, Map.of()).path("decided_by").asText());

    JsonNode upgraded = upgrade(listed(2)).expect(200).data();
    assertEquals("change-freeze 2.0.0 ACTIVE", label(upgraded));
    assertTrue(ask(agent, Map.of("incident", "INC-42")).path("allowed").asBoolean());

    server.operator().delete(MODULES + "/change-freeze").expect(200);
    assertTrue(ask(agent, Map.of()).path("allowed").asBoolean());
    assertFalse(names().contains("change-freeze"));
    assertTrue(server.console("lumoauth:audit-verify").contains("is intact: "));
  }

  @Test
  void documentationExamplesWork() throws Exception {
    String printed =
        DocumentationExamples.run(
            "how-to/manage-modules-from-scripts.md",
            Map.of(
                "BASE", server.base(),
                "KEY", server.bootstrapKey(),
                "ARCHIVES", archives.toString()));

    assertTrue(printed.contains("The module change-freeze was removed."), printed);
  }

  @Test
  void installsArchiveOfAllowedSigner() throws IOException {
    install(signed).expect(201);
  }

  @Test
  void refusesArchiveOfUnknownSigner() throws IOException {
    assertRefused(409, "module_refused", install(stranger));
  }

  @Test
  void refusesSignedArchiveWithAddedFile() throws IOException {
    assertRefused(409, "module_refused", install(unlisted));
  }

  @Test
  void namesTheDigestOfAnUnlistedArchive() throws Exception {
    ApiClient.Answer answer = install(unlisted);

    assertTrue(answer.text().contains(digest(Files.readAllBytes(unlisted))), answer.toString());
    assertFalse(names().contains("change-freeze"));
  }

  @Test
  void refusesUnlistedUpgradeAndKeepsTheOldVersion() throws IOException {
    install(listed(1)).expect(201);

    assertRefused(409, "module_refused", upgrade(stranger));

    JsonNode module = module("change-freeze");
    assertEquals("change-freeze 1.0.0 ACTIVE", label(module));
  }

  @Test
  void refusesRemovalOfRequiredModule() throws IOException {
    assertRefused(409, "module_refused", server.operator().delete(MODULES + "/platform-web"));
  }

  @Test
  void reportsUnknownModuleAsNotFound() throws IOException {
    assertRefused(404, "resource_not_found", server.operator().delete(MODULES + "/no-such-module"));
    assertRefused(404, "resource_not_found", upgrade(listed(2)));
  }

  @Test
  void refusesACallerWithoutCredential() {
    assertRefused(401, "invalid_token", server.anonymous().get(MODULES));
    assertRefused(401, "invalid_token", server.anonymous().delete(MODULES + "/authz-rbac"));
    assertRefused(
        401, "invalid_token", server.anonymous().post(MODULES, Map.of("url", url(listed(1)))));
  }

  @Test
  void refusesTheKeyOfATenant() {
    ApiClient administrator = server.anonymous().with("X-API-Key", tenant.key());

    assertRefused(403, "permission_denied", administrator.get(MODULES));
    assertRefused(403, "permission_denied", administrator.delete(MODULES + "/authz-rbac"));
    assertRefused(
        403, "permission_denied", administrator.post(MODULES, Map.of("url", url(listed(1)))));
  }

  @Test
  void refusesBodyWithoutArchive() throws IOException {
    ApiClient operator = server.operator();

    assertRefused(422, "validation_error", operator.post(MODULES, Map.of()));
    assertRefused(422, "validation_error", operator.post(MODULES, Map.of("url", 5)));
    assertRefused(422, "validation_error", operator.post(MODULES, Map.of("url", "http://a/b.jar")));
    assertRefused(
        422,
        "validation_error",
        operator.post(MODULES, Map.of("url", url(listed(1)), "force", true)));
    assertRefused(
        400, "invalid_request", operator.send("POST", MODULES, "application/json", bytes("{")));
    assertRefused(
        415, "unsupported_media_type", operator.send("POST", MODULES, "text/plain", bytes("{}")));
    assertRefused(
        409, "module_refused", operator.post(MODULES, Map.of("url", "file:/no/such.jar")));
  }

  @Test
  void isNotFoundWhileDisabled() throws Exception {
    ModuleServerExtension.withoutApi(server);
    try {
      assertRefused(404, "resource_not_found", install(listed(1)));
      assertRefused(404, "resource_not_found", server.anonymous().get(MODULES));
    } finally {
      ModuleServerExtension.withApi(server, settings);
    }
  }

  private static ApiClient.Answer install(Path archive) throws IOException {
    return server.operator().post(MODULES, Map.of("url", url(archive)));
  }

  private static ApiClient.Answer upgrade(Path archive) throws IOException {
    return server.operator().post(MODULES + "/change-freeze/upgrade", Map.of("url", url(archive)));
  }

  private static List<String> names() throws IOException {
    return server.operator().get(MODULES).expect(200).data().findValuesAsText("name");
  }

  private static JsonNode module(String name) throws IOException {
    for (JsonNode module : server.operator().get(MODULES).expect(200).data()) {
      if (module.path("name").asText().equals(name)) {
        return module;
      }
    }
    throw new AssertionError("no module " + name);
  }

  private static String label(JsonNode module) {
    return module.path("name").asText()
        + " "
        + module.path("version").asText()
        + " "
        + module.path("state").asText();
  }

  private static JsonNode ask(ApiClient agent, Map<String, Object> context) {
    return agent
        .post("/agents/ask", Map.of("action", "write_file", "context", context, "explain", "full"))
        .expect(200)
        .body();
  }

  private static void assertRefused(int status, String code, ApiClient.Answer answer) {
    answer.expect(status);
    assertEquals(code, answer.body().path("code").asText(), answer.toString());
  }

  private static Path listed(int version) {
    return archives.resolve("change-freeze-" + version + ".0.0.jar");
  }

  private static String url(Path archive) {
    return "file:" + archive;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Version 1 with the signature of somebody who has a key of that name. */
  private static Path signedBy(String name) throws IOException {
    Path jar =
        Files.copy(ExampleModuleExtension.jar(1), archives.resolve("signed-by-" + name + ".jar"));
    String store = archives.resolve(name + ".p12").toString();
    KeytoolRunner.run(
        archives,
        List.of(
            "-genkeypair",
            "-keystore",
            store,
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-alias",
            name,
            "-dname",
            "CN=" + name,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1"));
    ProcessRunner.run(
        archives,
        Map.of(),
        60,
        List.of(
            tool("jarsigner"), "-keystore", store, "-storepass", PASSWORD, jar.toString(), name));
    return jar;
  }

  private static String fingerprint(String name) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(archives.resolve(name + ".p12"))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return digest(keys.getCertificate(name).getEncoded());
  }

  private static String digest(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
