/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The server offers the master key without a restart once the operator has restored it. */
class MasterKeyRecoveryTest {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final CompletableFuture<Object> offered = new CompletableFuture<>();
  private final CompletableFuture<Void> unregistered = new CompletableFuture<>();

  @Test
  void registersKeyOnceRestored() throws Exception {
    var key = new MasterKey(new byte[MasterKey.LENGTH]);
    var stored = new AtomicReference<Optional<MasterKey>>(Optional.empty());
    var guard =
        new MasterKeyActivator(
            bundle(),
            () -> stored.get().orElseThrow(() -> new MasterKeyException("is missing")),
            PAUSE);
    assertEquals(Optional.of("is missing"), guard.findUnreadyReason());

    stored.set(Optional.of(key));

    assertEquals(key, offered.get(10, TimeUnit.SECONDS));
    guard.withdraw();
    unregistered.get(10, TimeUnit.SECONDS);
    assertEquals(Optional.empty(), guard.findUnreadyReason());
  }

  @Test
  void registersValidKeyImmediately() {
    var key = new MasterKey(new byte[MasterKey.LENGTH]);

    var guard = new MasterKeyActivator(bundle(), () -> key, PAUSE);

    assertEquals(key, offered.getNow(null));
    assertTrue(guard.findUnreadyReason().isEmpty());
    guard.withdraw();
  }

  private BundleContext bundle() {
    return proxy(
        BundleContext.class,
        arguments -> {
          offered.complete(arguments[1]);
          return proxy(
              ServiceRegistration.class,
              none -> {
                unregistered.complete(null);
                return null;
              });
        });
  }

  private static <T> T proxy(Class<T> type, Function<Object[], Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.apply(arguments)));
  }
}
