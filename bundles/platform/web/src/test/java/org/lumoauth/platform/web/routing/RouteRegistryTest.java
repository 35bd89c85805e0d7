/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.platform.web.framework.WebTestFramework;
import org.osgi.framework.Bundle;

class RouteRegistryTest {
  private static final List<String> ROLES = List.of("~/admin/roles");

  @TempDir Path cache;

  private WebTestFramework framework;
  private Bundle bundle;
  private RouteRegistry routes;
  private RouteTarget target;

  @BeforeEach
  void start() throws Exception {
    framework = WebTestFramework.start(cache);
    bundle = framework.run("authz-rbac");
    routes = new RouteRegistry(framework.context());
    EndpointOwner owner =
        new EndpointOwner("authz-rbac", bundle.getVersion(), bundle.getBundleId(), 0, 1);
    target = new TargetStub(owner);
    routes.add(target, ROLES);
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  @Test
  void returnsTargetOfRoute() {
    assertEquals(List.of(target), slot().targets());
  }

  @Test
  void retainsModuleOfUnavailableRoute() {
    routes.remove(target);

    assertEquals(new RouteTrie.RouteSlot(List.of(), "authz-rbac"), slot());
  }

  @Test
  void restoresReturningRoute() {
    routes.remove(target);
    routes.add(target, ROLES);

    assertEquals(List.of(target), slot().targets());
  }

  @Test
  void removesRoutesOfModuleUninstalledLater() throws Exception {
    routes.remove(target);

    bundle.uninstall();

    assertNull(slot());
  }

  @Test
  void removesRoutesOfModuleUninstalledBefore() throws Exception {
    bundle.uninstall();

    routes.remove(target);

    assertNull(slot());
  }

  @Test
  void removesRoutesNoLongerOffered() {
    routes.remove(target);

    routes.forget(bundle.getBundleId());

    assertNull(slot());
  }

  @Test
  void retainsActiveRoutes() {
    routes.forget(bundle.getBundleId());

    assertEquals(List.of(target), slot().targets());
  }

  private RouteTrie.RouteSlot slot() {
    return routes.trie().find(true, List.of("admin", "roles"), "GET").slot();
  }
}
