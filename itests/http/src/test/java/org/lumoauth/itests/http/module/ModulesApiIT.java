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
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Command;
import org.lumoauth.itests.http.support.DocExamples;
import org.lumoauth.itests.http.support.Keytool;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedForModules;
import org.lumoauth.itests.http.support.Tenant;

/** Module operations for scripts, with the example of the module authors' guide. */
@ExtendWith({ExampleModule.class, SharedForModules.class})
class ModulesApiIT {
  private static final String MODULES = "/api/v1/platform/modules";
  private static final String PASSWORD = "for-this-test";

  @TempDir static Path archives;

  private static Path signed;
  private static Path stranger;
  private static Path unlisted;
  private static String settings;
  private static Server server;
  private static Tenant tenant;

  @BeforeAll
  static void start(Server shared) throws Exception {
    for (int version = 1; version <= 2; version++) {
      Path jar = ExampleModule.jar(version);
      Files.copy(jar, archives.resolve(jar.getFileName()));
    }
    signed = signedBy("vendor");
    stranger = signedBy("stranger");
    unlisted = Files.copy(signed, archives.resolve("unlisted.jar"));
    Command.run(
        archives, Map.of(), 60, List.of(tool("jar"), "uf", unlisted.toString(), "vendor.p12"));
    settings =
        "allowedDigests = %s, %s\nallowedSigners = %s\n"
            .formatted(
                digest(Files.readAllBytes(listed(1))),
                digest(Files.readAllBytes(listed(2))),
                fingerprint("vendor"));
    server = shared;
    SharedForModules.withApi(server, settings);
    tenant = Tenant.create(server);
  }

  @AfterAll
  static void switchOff() throws Exception {
    SharedForModules.withoutApi(server);
  }

  @AfterEach
  void removeWhatWasInstalled() throws IOException {
    server.operator().delete(MODULES + "/change-freeze");
  }

  @Test
  void installsUpgradesAndRemovesAModuleThatDecides() throws Exception {
    Api agent = tenant.agent("Writer", List.of("write_file"), List.of()).authenticated();

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
  void worksAsTheDocumentationSays() throws Exception {
    String printed =
        DocExamples.run(
            "how-to/manage-modules-from-scripts.md",
            Map.of(
                "BASE", server.base(),
                "KEY", server.bootstrapKey(),
                "ARCHIVES", archives.toString()));

    assertTrue(printed.contains("The module change-freeze was removed."), printed);
  }

  @Test
  void installsWhatAListedSignerSigned() throws IOException {
    install(signed).expect(201);
  }

  @Test
  void refusesWhatSomebodyElseSigned() throws IOException {
    refused(409, "module_refused", install(stranger));
  }

  @Test
  void refusesASignedArchiveToWhichAFileWasAdded() throws IOException {
    refused(409, "module_refused", install(unlisted));
  }

  @Test
  void namesTheDigestOfWhatIsNotOnTheList() throws Exception {
    Api.Answer answer = install(unlisted);

    assertTrue(answer.text().contains(digest(Files.readAllBytes(unlisted))), answer.toString());
    assertFalse(names().contains("change-freeze"));
  }

  @Test
  void refusesAnUpgradeThatIsNotOnTheListAndLeavesTheOldVersion() throws IOException {
    install(listed(1)).expect(201);

    refused(409, "module_refused", upgrade(stranger));

    JsonNode module = module("change-freeze");
    assertEquals("change-freeze 1.0.0 ACTIVE", label(module));
  }

  @Test
  void refusesToRemoveWhatOthersAreBuiltOn() throws IOException {
    refused(409, "module_refused", server.operator().delete(MODULES + "/platform-web"));
  }

  @Test
  void knowsNoModuleThatIsNotThere() throws IOException {
    refused(404, "resource_not_found", server.operator().delete(MODULES + "/no-such-module"));
    refused(404, "resource_not_found", upgrade(listed(2)));
  }

  @Test
  void refusesACallerWithoutCredential() {
    refused(401, "invalid_token", server.anonymous().get(MODULES));
    refused(401, "invalid_token", server.anonymous().delete(MODULES + "/authz-rbac"));
    refused(401, "invalid_token", server.anonymous().post(MODULES, Map.of("url", url(listed(1)))));
  }

  @Test
  void refusesTheKeyOfATenant() {
    Api administrator = server.anonymous().with("X-API-Key", tenant.key());

    refused(403, "permission_denied", administrator.get(MODULES));
    refused(403, "permission_denied", administrator.delete(MODULES + "/authz-rbac"));
    refused(403, "permission_denied", administrator.post(MODULES, Map.of("url", url(listed(1)))));
  }

  @Test
  void refusesBodiesThatNameNoArchive() throws IOException {
    Api operator = server.operator();

    refused(422, "validation_error", operator.post(MODULES, Map.of()));
    refused(422, "validation_error", operator.post(MODULES, Map.of("url", 5)));
    refused(422, "validation_error", operator.post(MODULES, Map.of("url", "http://a/b.jar")));
    refused(
        422,
        "validation_error",
        operator.post(MODULES, Map.of("url", url(listed(1)), "force", true)));
    refused(400, "invalid_request", operator.send("POST", MODULES, "application/json", bytes("{")));
    refused(
        415, "unsupported_media_type", operator.send("POST", MODULES, "text/plain", bytes("{}")));
    refused(409, "module_refused", operator.post(MODULES, Map.of("url", "file:/no/such.jar")));
  }

  @Test
  void isNotThereWhileItIsSwitchedOff() throws Exception {
    SharedForModules.withoutApi(server);
    try {
      refused(404, "resource_not_found", install(listed(1)));
      refused(404, "resource_not_found", server.anonymous().get(MODULES));
    } finally {
      SharedForModules.withApi(server, settings);
    }
  }

  private static Api.Answer install(Path archive) throws IOException {
    return server.operator().post(MODULES, Map.of("url", url(archive)));
  }

  private static Api.Answer upgrade(Path archive) throws IOException {
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

  private static JsonNode ask(Api agent, Map<String, Object> context) {
    return agent
        .post("/agents/ask", Map.of("action", "write_file", "context", context))
        .expect(200)
        .body();
  }

  private static void refused(int status, String code, Api.Answer answer) {
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
    Path jar = Files.copy(ExampleModule.jar(1), archives.resolve("signed-by-" + name + ".jar"));
    String store = archives.resolve(name + ".p12").toString();
    Keytool.run(
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
    Command.run(
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
