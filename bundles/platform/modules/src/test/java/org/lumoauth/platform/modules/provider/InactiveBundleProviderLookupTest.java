/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.platform.modules.sample.ModuleTestFramework;
import org.lumoauth.platform.modules.sample.SampleBundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

class InactiveBundleProviderLookupTest {
  @TempDir Path folder;

  private ModuleTestFramework framework;

  @BeforeEach
  void start() throws Exception {
    framework = ModuleTestFramework.start(folder.resolve("cache"));
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  /** A request may come between the two who hear that a new module runs. */
  @Test
  void reportsNoMissingProviderDuringBundleStart() throws Exception {
    var asked = new AtomicReference<InactiveBundleProviderLookup>();
    List<Long> missed = new ArrayList<>();
    SynchronousBundleListener request =
        event -> {
          if (event.getType() == BundleEvent.STARTED) {
            missed.add(asked.get().of(AuthorizationModel.class).count());
          }
        };
    var silent = new InactiveBundleProviderLookup(afterTheFirst(request), new BundleTrafficGates());
    asked.set(silent);

    framework.run(SampleBundle.of("healthy").version("1.0.0").in(folder));

    assertEquals(List.of(0L), missed);
    silent.close();
  }

  /** A context where this listener comes right after the first one that is added. */
  private BundleContext afterTheFirst(SynchronousBundleListener listener) {
    BundleContext context = framework.context();
    List<Object> added = new ArrayList<>();
    return (BundleContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(context, arguments);
              if (method.getName().equals("addBundleListener") && added.isEmpty()) {
                added.add(arguments[0]);
                context.addBundleListener(listener);
              }
              return result;
            });
  }
}
