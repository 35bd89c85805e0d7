/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.ws.rs.core.Application;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.platform.modules.sample.FixedModulesConfig;
import org.lumoauth.platform.modules.sample.ModuleServer;
import org.osgi.framework.BundleContext;

class ModulesApiRegistrarTest {
  @TempDir Path folder;

  private final List<Long> forgotten = new ArrayList<>();
  private ModuleServer server;

  @BeforeEach
  void start() throws Exception {
    server = ModuleServer.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void registersNoRoutesByDefault() {
    api(false);

    assertEquals(0, applications());
  }

  @Test
  void registersRoutesIfEnabled() {
    api(true);

    assertEquals(1, applications());
  }

  @Test
  void unregistersRoutesOnClose() {
    api(true).close();

    assertEquals(0, applications());
  }

  @Test
  void forgetsRoutesIfDisabled() {
    api(true).close();

    api(false);

    assertEquals(List.of(context().getBundle().getBundleId()), forgotten);
  }

  private ModulesApiRegistrar api(boolean on) {
    return new ModulesApiRegistrar(
        context(), FixedModulesConfig.impatient(on), server.modules(), forgotten::add);
  }

  private int applications() {
    try {
      return context().getServiceReferences(Application.class, null).size();
    } catch (org.osgi.framework.InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private BundleContext context() {
    return server.framework().context();
  }
}
