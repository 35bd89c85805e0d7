/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.metric.Metric.MetricSample;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

class ModuleMetricsContractTest extends MetricSourceContract {

  private final Bundle[] bundles = {
    bundle("authz-rbac", Bundle.ACTIVE),
    bundle("authn-password", Bundle.ACTIVE),
    bundle("messages-mail", Bundle.RESOLVED),
    bundle(null, Bundle.INSTALLED)
  };

  @Override
  protected MetricSource source() {
    return new ModuleMetrics(fake(BundleContext.class, bundles));
  }

  @Override
  protected void work(TenantContext tenant) {
    // Modules are of no tenant.
  }

  @Test
  void countsModulesByStateAndListsInactiveModules() {
    var states =
        source().metrics().get(0).samples().stream()
            .collect(Collectors.toMap(sample -> sample.labels().get("state"), MetricSample::value));

    assertEquals(2.0, states.get("active"));
    assertEquals(1.0, states.get("resolved"));
    assertEquals(0.0, states.get("installed"));
    assertEquals(
        Map.of("module", "messages-mail", "state", "resolved"),
        source().metrics().get(1).samples().get(0).labels());
  }

  private static Bundle bundle(String module, int state) {
    Dictionary<String, String> headers = new Hashtable<>();
    if (module != null) {
      headers.put(ModulePropertyNames.MODULE_HEADER, module);
    }
    return (Bundle)
        Proxy.newProxyInstance(
            Bundle.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getHeaders" -> headers;
                  case "getState" -> state;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static <T> T fake(Class<T> contract, Bundle[] bundles) {
    return contract.cast(
        Proxy.newProxyInstance(
            contract.getClassLoader(),
            new Class<?>[] {contract},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getBundles")) {
                return bundles;
              }
              throw new UnsupportedOperationException(method.getName());
            }));
  }
}
