/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.platform.web.framework.WebTestFramework;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

class RetryingServiceTrackerTest {
  @TempDir Path cache;
  private WebTestFramework framework;
  private RetryingServiceTracker<Supplier<String>> late;

  @BeforeEach
  void start() throws Exception {
    framework = WebTestFramework.start(cache);
    late = new RetryingServiceTracker<>(framework.context());
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  @Test
  void retriesServiceThatCouldNotBeCreated() throws Exception {
    Moody moody = new Moody(1);
    ServiceReference<Supplier<String>> reference = register("moody", 0, moody);
    late.add(reference);

    assertEquals(List.of(), late.get());
    assertEquals("it came", late.get().get(0).get());
    assertEquals(List.of(), late.findUnavailable());
  }

  @Test
  void reportsUnavailableService() throws Exception {
    ServiceReference<Supplier<String>> reference = register("moody", 0, new Moody(9));
    late.add(reference);

    assertEquals(List.of(reference), late.findUnavailable());
  }

  @Test
  void ordersServicesByRanking() throws Exception {
    late.add(register("low", 1, new Moody(0, "low")));
    late.add(register("high", 2, new Moody(0, "high")));

    assertEquals(List.of("high", "low"), late.get().stream().map(Supplier::get).toList());
  }

  @Test
  void obtainsServiceOnceAndReleasesIt() throws Exception {
    Moody moody = new Moody(0);
    ServiceReference<Supplier<String>> reference = register("moody", 0, moody);
    late.add(reference);
    assertSame(late.get().get(0), late.get().get(0));
    assertEquals(1, moody.asked.get());

    late.remove(reference);

    assertEquals(List.of(), late.get());
    assertEquals(1, moody.returned.get());
  }

  @SuppressWarnings("unchecked")
  private ServiceReference<Supplier<String>> register(String module, int ranking, Moody moody)
      throws Exception {
    return (ServiceReference<Supplier<String>>)
        (ServiceReference<?>)
            framework
                .run(module)
                .getBundleContext()
                .registerService(
                    Supplier.class.getName(),
                    moody,
                    new Hashtable<>(Map.of(Constants.SERVICE_RANKING, ranking)))
                .getReference();
  }

  /** Makes a service only when it was asked for it a few times in vain. */
  private static final class Moody implements ServiceFactory<Object> {
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger returned = new AtomicInteger();
    private final int inVain;
    private final String text;

    Moody(int inVain) {
      this(inVain, "it came");
    }

    Moody(int inVain, String text) {
      this.inVain = inVain;
      this.text = text;
    }

    @Override
    public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
      if (asked.incrementAndGet() <= inVain) {
        return null;
      }
      Supplier<String> made = () -> text;
      return made;
    }

    @Override
    public void ungetService(
        Bundle bundle, ServiceRegistration<Object> registration, Object service) {
      returned.incrementAndGet();
    }
  }
}
