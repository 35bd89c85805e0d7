/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.TenantTables;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

class PersistenceUnitServiceFactoryTest {
  private static final ClassLoader LOADER =
      PersistenceUnitServiceFactoryTest.class.getClassLoader();

  private final List<PersistenceUnitDefinition> opened = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final PersistenceUnit unit =
      fake(
          PersistenceUnit.class,
          (method, arguments) -> {
            calls.add(method);
            return null;
          });
  private String problem;
  private final PersistenceUnitFactory units =
      definition -> {
        if (problem != null) {
          throw new IllegalStateException(problem);
        }
        opened.add(definition);
        return unit;
      };
  private final PersistenceUnitServiceFactory factory = new PersistenceUnitServiceFactory(units);

  @Test
  void opensUnitNamedByChangelog() {
    assertEquals(unit, factory.getService(bundle("", "agents-cards.xml"), null));

    assertEquals(List.of(PersistenceUnitDefinition.ofTables("agents-cards", LOADER)), opened);
    assertEquals("db/agents-cards.xml", opened.get(0).changelog());
  }

  @Test
  void closesReleasedUnit() {
    var bundle = bundle("", "agents-cards.xml");

    factory.ungetService(bundle, null, factory.getService(bundle, null));

    assertEquals(List.of("close"), calls);
  }

  @Test
  void refusesABundleWithoutExactlyOneChangelog() {
    assertThrows(IllegalStateException.class, () -> factory.getService(bundle(""), null));
    assertThrows(
        IllegalStateException.class, () -> factory.getService(bundle("", "a.xml", "b.xml"), null));
  }

  @Test
  void reportsAFailureUntilTheUnitOpens() {
    problem = "The schema of agents-cards could not be checked.";
    var bundle = bundle("", "agents-cards.xml");
    assertThrows(IllegalStateException.class, () -> factory.getService(bundle, null));
    assertEquals(Map.of("sample", problem), factory.failures());

    problem = null;
    factory.getService(bundle, null);

    assertEquals(Map.of(), factory.failures());
  }

  @Test
  void readsTablesDeclaredByBundles() {
    assertEquals(
        List.of("card_line", "card", "task"),
        DeclaredTableTenantDataEraser.tablesOf(
            List.of(bundle("card_line,card"), bundle(""), bundle("task"), bundle("card"))));
  }

  @Test
  void findsNoTablesOfUninstalledBundle() {
    Bundle uninstalled = fake(Bundle.class, (method, arguments) -> null);

    assertEquals(
        List.of("card"),
        DeclaredTableTenantDataEraser.tablesOf(List.of(uninstalled, bundle("card"))));
  }

  private static Bundle bundle(String tables, String... changelogs) {
    var wiring = fake(BundleWiring.class, (method, arguments) -> LOADER);
    var revision = fake(BundleRevision.class, (method, arguments) -> capabilities(tables));
    return fake(
        Bundle.class,
        (method, arguments) ->
            switch (method) {
              case "getSymbolicName" -> "sample";
              case "adapt" -> arguments[0] == BundleWiring.class ? wiring : revision;
              case "findEntries" -> entries(changelogs);
              default -> throw new UnsupportedOperationException(method);
            });
  }

  private static List<BundleCapability> capabilities(String tables) {
    var attributes = Map.of(TenantTables.TABLES, List.of(tables.split(",")));
    return tables.isEmpty()
        ? List.of()
        : List.of(fake(BundleCapability.class, (method, arguments) -> attributes));
  }

  private static Object entries(String... changelogs) {
    var urls = new ArrayList<URL>();
    for (String each : changelogs) {
      try {
        urls.add(new URL("file:/db/" + each));
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return urls.isEmpty() ? null : Collections.enumeration(urls);
  }

  private interface FakeAnswer {
    Object to(String method, Object[] arguments);
  }

  private static <T> T fake(Class<T> type, FakeAnswer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            LOADER,
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "toString" -> type.getSimpleName();
                  default -> answer.to(method.getName(), arguments);
                }));
  }
}
