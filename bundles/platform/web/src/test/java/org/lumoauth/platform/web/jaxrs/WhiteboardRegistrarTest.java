/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class WhiteboardRegistrarTest {

  private final AtomicInteger registered = new AtomicInteger();
  private final AtomicInteger unregistered = new AtomicInteger();
  private int closingAt;
  private WhiteboardRegistrar whiteboard;

  @Test
  void unregistersEverythingOnClose() {
    open();
    whiteboard.close();
    whiteboard.close();

    assertEquals(5, registered.get());
    assertEquals(5, unregistered.get());
  }

  /** A stop may come while the services are being registered. */
  @Test
  void leavesNothingRegisteredIfClosedDuringOpen() {
    for (closingAt = 1; closingAt <= 5; closingAt++) {
      registered.set(0);
      unregistered.set(0);
      open();

      assertEquals(registered.get(), unregistered.get(), "closed at " + closingAt);
    }
  }

  private void open() {
    whiteboard = new WhiteboardRegistrar(context());
    whiteboard.open(null, null);
  }

  private BundleContext context() {
    return proxy(
        BundleContext.class,
        name -> {
          if (name.equals("registerService")) {
            if (registered.incrementAndGet() == closingAt) {
              whiteboard.close();
            }
            return registration();
          }
          return null;
        });
  }

  private ServiceRegistration<?> registration() {
    return proxy(
        ServiceRegistration.class,
        name -> {
          if (name.equals("unregister")) {
            unregistered.incrementAndGet();
          }
          return null;
        });
  }

  private interface Called {
    Object by(String name);
  }

  private static <T> T proxy(Class<T> type, Called called) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> self == arguments[0];
                  case "hashCode" -> System.identityHashCode(self);
                  default -> called.by(method.getName());
                }));
  }
}
