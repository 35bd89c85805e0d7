/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.module.ReadinessProbe;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class ReadinessAggregatorTest {

  private final Map<ServiceReference<?>, Object> services = new HashMap<>();
  private final ReadinessAggregator readiness =
      new ReadinessAggregator(
          stub(BundleContext.class, arguments -> services.get(arguments[0])), new Config());

  @AfterEach
  void stop() {
    readiness.deactivate();
  }

  @Test
  void isNotReadyWithoutRequiredProbe() {
    assertEquals(List.of("start-up"), readiness.failing());
  }

  @Test
  void isReadyIfEveryProbePasses() {
    bind("start-up", Optional::empty);

    assertEquals(List.of(), readiness.failing());
  }

  @Test
  void reportsFailingProbe() {
    bind("start-up", Optional::empty);
    bind("database", () -> Optional.of("it does not answer"));

    assertEquals(List.of("database"), readiness.failing());
  }

  @Test
  void reportsUnavailableProbeAsFailing() {
    readiness.bindProbe(reference("start-up"));

    assertEquals(List.of("start-up"), readiness.failing());
  }

  @Test
  void reportsThrowingProbeAsFailing() {
    bind(
        "start-up",
        () -> {
          throw new IllegalStateException("broken");
        });

    assertEquals(List.of("start-up"), readiness.failing());
  }

  private void bind(String name, ReadinessProbe probe) {
    ServiceReference<ReadinessProbe> reference = reference(name);
    services.put(reference, probe);
    readiness.bindProbe(reference);
  }

  @SuppressWarnings("unchecked")
  private static ServiceReference<ReadinessProbe> reference(String name) {
    return stub(ServiceReference.class, arguments -> name);
  }

  private interface Answer {
    Object to(Object[] arguments);
  }

  private static <T> T stub(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  case "toString" -> type.getSimpleName();
                  default -> answer.to(arguments);
                }));
  }

  @SuppressWarnings("ClassExplicitlyAnnotation")
  private record Config() implements HealthConfig {
    @Override
    public String[] metricsNetworks() {
      return new String[0];
    }

    @Override
    public String[] requiredModules() {
      return new String[0];
    }

    @Override
    public String[] requiredChecks() {
      return new String[] {"start-up"};
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return HealthConfig.class;
    }
  }
}
