/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.platform.web.framework.WebTestFramework;
import org.lumoauth.platform.web.json.JsonCodec;
import org.lumoauth.platform.web.routing.RouteRegistry;
import org.lumoauth.platform.web.signature.ServiceRegistryProviderCatalog;
import org.lumoauth.testkit.race.ConcurrentRunner;
import org.osgi.framework.ServiceRegistration;

class OpenApiCacheTest {
  private static final String BASE = "https://id.example";

  @TempDir private Path cache;
  private WebTestFramework framework;
  private RouteRegistry routes;
  private ServiceRegistryProviderCatalog providers;
  private OpenApiCache kept;
  private DescribedDispatchTarget things;

  @BeforeEach
  void start() throws Exception {
    framework = WebTestFramework.start(cache);
    routes = new RouteRegistry(framework.context());
    providers = new ServiceRegistryProviderCatalog(framework.context());
    kept = description();
    things = add("things");
  }

  @AfterEach
  void stop() throws Exception {
    providers.close();
    framework.close();
  }

  @Test
  void cachesUnchangedDocument() {
    assertSame(kept.documentFor(BASE), kept.documentFor(BASE));
    assertEquals(1, things.told());
  }

  @Test
  void rebuildsDocumentIfModuleIsAddedOrRemoved() {
    assertFalse(shows("/others"));

    DescribedDispatchTarget others = add("others");
    assertTrue(shows("/others"));

    routes.remove(others);
    assertFalse(shows("/others"));
  }

  @Test
  void rebuildsDocumentIfReadinessChanges() {
    assertTrue(shows("/things"));

    things.ready(false);
    assertFalse(shows("/things"));

    things.ready(true);
    assertTrue(shows("/things"));
  }

  @Test
  void rebuildsDocumentIfProviderChanges() {
    assertFalse(shows("\"by_code\""));

    ServiceRegistration<?> code = register("by_code");
    assertTrue(shows("\"by_code\""));

    code.setProperties(named("by_token"));
    assertTrue(shows("\"by_token\""));
    assertFalse(shows("\"by_code\""));

    code.unregister();
    assertFalse(shows("\"by_token\""));
  }

  @Test
  void rebuildsDocumentForAnotherBaseUrl() {
    assertTrue(shows(BASE));

    assertTrue(text(kept.documentFor("https://other.example")).contains("https://other.example"));
  }

  @Test
  void changesEntityTagWithDocument() {
    SerializedOpenApiDocument before = kept.documentFor(BASE);
    add("others");

    SerializedOpenApiDocument after = kept.documentFor(BASE);

    assertNotEquals(before.entityTag(), after.entityTag());
    assertTrue(after.matches("\"else\", W/" + after.entityTag()));
    assertFalse(after.matches(before.entityTag()));
    assertFalse(after.matches(null));
  }

  @Test
  void doesNotCacheDocumentBuiltDuringModuleRemoval() {
    DescribedDispatchTarget others = add("others");
    things.whenTold(() -> routes.remove(others));
    kept.documentFor(BASE);

    assertFalse(shows("/others"));
  }

  @Test
  void doesNotCacheDocumentBuiltDuringProviderRemoval() {
    ServiceRegistration<?> code = register("by_code");
    things.afterTold(code::unregister);
    kept.documentFor(BASE);

    assertFalse(shows("\"by_code\""));
  }

  @Test
  void includesTargetThatWasUnreadyDuringBuild() {
    DescribedDispatchTarget others = add("others");
    things.whenTold(() -> others.ready(false));
    others.whenTold(() -> others.ready(true));
    kept.documentFor(BASE);
    others.ready(true);

    assertTrue(shows("/others"));
  }

  @Test
  void isConsistentAfterConcurrentChanges() throws InterruptedException {
    ConcurrentRunner.runAll(
        4,
        number -> {
          for (int i = 0; i < 200; i++) {
            if (number > 1) {
              kept.documentFor(BASE);
            } else if (number == 1) {
              routes.remove(add("passing"));
            } else {
              register("passing").unregister();
            }
          }
          return number;
        });

    assertEquals(text(description().documentFor(BASE)), text(kept.documentFor(BASE)));
    assertFalse(shows("passing"));
  }

  private OpenApiCache description() {
    return new OpenApiCache(new RouteTable(routes, providers), new JsonCodec(), "1");
  }

  private DescribedDispatchTarget add(String module) {
    DescribedDispatchTarget target = new DescribedDispatchTarget(module, providers);
    routes.add(target, List.of("GET ~/" + module));
    return target;
  }

  private ServiceRegistration<?> register(String name) {
    return framework.context().registerService(Runnable.class, () -> {}, named(name));
  }

  private static Dictionary<String, Object> named(String name) {
    return new Hashtable<>(Map.of("lumoauth.kind", "grant", "lumoauth.name", name));
  }

  private boolean shows(String text) {
    return text(kept.documentFor(BASE)).contains(text);
  }

  private static String text(SerializedOpenApiDocument document) {
    return new String(document.bytes(), StandardCharsets.UTF_8);
  }
}
