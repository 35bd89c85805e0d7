/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.NextModuleVersion;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestCertificates;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Flows that start on one version of a module are completed on the next version. */
@ExtendWith(ModuleServerExtension.class)
class ModuleUpgradeFlowIT {
  private static final String MODULES = "/api/v1/platform/modules";
  private static final String METADATA = "/.well-known/openid-configuration";
  private static final String DEVICE = "oauth/grant-device-code";

  @TempDir static Path archives;

  private static final Map<ModuleUpgradeCase, List<NextModuleVersion>> next = new LinkedHashMap<>();
  private static ModuleUpgradeCases swaps;
  private static NextModuleVersion device;
  private static TestServer server;
  private static BackgroundTraffic others;
  private static TestTenant tenant;
  private static TestApplication notes;

  @BeforeAll
  static void start(TestServer shared, StubSite site) throws Exception {
    var certificates = new TestCertificates(archives).make("alone", "CN=alone");
    device = NextModuleVersion.of(DEVICE, archives);
    Set<String> digests = new TreeSet<>(Set.of(device.digest()));
    swaps = new ModuleUpgradeCases(shared, site, certificates);
    for (ModuleUpgradeCase swap : swaps.all()) {
      next.put(swap, swap.buildNextVersions(archives));
      for (NextModuleVersion each : next.get(swap)) {
        digests.add(each.digest());
      }
    }
    server = shared;
    ModuleServerExtension.withApi(server, "allowedDigests = " + String.join(", ", digests) + "\n");
    tenant = TestTenant.create(server);
    notes = TestApplication.register(tenant, Map.of());
    others = new BackgroundTraffic(server);
  }

  @AfterAll
  static void switchOff() throws Exception {
    ModuleServerExtension.withoutApi(server);
  }

  @TestFactory
  Stream<DynamicTest> completesFlowsStartedBeforeUpgrade() {
    return next.entrySet().stream()
        .map(
            swap ->
                DynamicTest.dynamicTest(
                    swap.getKey().toString(),
                    () -> {
                      swap.getKey().run(server, others, swap.getValue());
                      swaps.requireAllTried();
                    }));
  }

  /** A module that is new here is to be replaced in the middle of something, too. */
  @Test
  void coversEachModuleOrNamesAReason() throws IOException {
    Set<String> replaced =
        next.values().stream()
            .flatMap(List::stream)
            .map(NextModuleVersion::module)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> left = new TreeSet<>();
    for (JsonNode module : server.operator().get(MODULES).expect(200).data()) {
      String name = module.path("name").asText();
      if (name.matches("(oauth|authn|agents|platform)-.*") && !replaced.contains(name)) {
        left.add(name);
      }
    }

    assertEquals(new TreeSet<>(ModuleUpgradeCases.OTHERS.keySet()), left);
  }

  @Test
  void removesAndRestoresTheDeviceGrant() throws IOException {
    JsonNode begun = deviceCode();
    JsonNode other = deviceCode();
    TestPerson person = TestPerson.create(server, tenant).signIn();

    server.operator().delete(MODULES + "/" + device.module()).expect(200);

    assertFalse(grantTypes().contains(TestApplication.DEVICE_CODE), grantTypes());
    assertFalse(metadata().has("device_authorization_endpoint"));
    notes.ask("/oauth/device_authorization", Map.of()).expect(404);
    assertEquals(404, devicePage().status());
    assertEquals("unsupported_grant_type", error(notes.poll(begun).expect(400)));

    server.operator().post(MODULES, Map.of("url", device.url())).expect(201);

    assertTrue(grantTypes().contains(TestApplication.DEVICE_CODE), grantTypes());
    assertTrue(metadata().has("device_authorization_endpoint"));
    assertEquals(200, devicePage().status());
    assertEquals("authorization_pending", error(notes.poll(begun).expect(400)));
    person
        .browser()
        .open(other.path("verification_uri").asText())
        .submit("user_code", other.path("user_code").asText())
        .submit("decision", "allow");
    notes.poll(other).expect(200);
  }

  private static JsonNode deviceCode() {
    return notes.ask("/oauth/device_authorization", Map.of("scope", "openid")).expect(200).body();
  }

  private static TestBrowser devicePage() {
    return new TestBrowser(server.base()).open("/t/" + tenant.slug() + "/device");
  }

  private static JsonNode metadata() {
    return server
        .anonymous()
        .at("/t/" + tenant.slug() + "/api/v1")
        .get(METADATA)
        .expect(200)
        .body();
  }

  private static String grantTypes() {
    return metadata().path("grant_types_supported").toString();
  }

  private static String error(ApiClient.Answer answer) {
    return answer.body().path("error").asText();
  }
}
