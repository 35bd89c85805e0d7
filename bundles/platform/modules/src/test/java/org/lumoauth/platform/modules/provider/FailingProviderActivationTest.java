/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.modules.sample.ModuleTestFramework;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** Activation retries of a provider whose activation fails, and the reports about it. */
class FailingProviderActivationTest {
  @TempDir Path folder;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // it runs over
  private final Component component = new Component();
  private final PrintStream shown = System.err;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private ModuleTestFramework framework;
  private ProviderTracker<AuthorizationModel> providers;
  private ServiceRegistration<?> registration;

  /** How often the time is asked for until a second has passed. */
  private int looks = -1;

  /** A component whose activation fails until its database is there. */
  private static final class Component implements ServiceFactory<AuthorizationModel> {
    private int activations;
    private boolean database;

    @Override
    public AuthorizationModel getService(
        Bundle bundle, ServiceRegistration<AuthorizationModel> registration) {
      activations++;
      AuthorizationVote vote =
          AuthorizationVote.permit(DecisionReason.of("works", "works", Map.of()));
      return database ? (tenant, question) -> vote : null;
    }

    @Override
    public void ungetService(
        Bundle bundle,
        ServiceRegistration<AuthorizationModel> registration,
        AuthorizationModel service) {}
  }

  @BeforeEach
  void start() throws Exception {
    framework = ModuleTestFramework.start(folder.resolve("cache"));
    var gates = new BundleTrafficGates();
    providers =
        ServiceProviderTracker.open(
            framework.context(),
            AuthorizationModel.class,
            gates,
            new InactiveBundleProviderLookup(framework.context(), gates),
            this::time);
    register();
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() throws Exception {
    System.setErr(shown);
    providers.close();
    framework.close();
  }

  @Test
  void triesActivationOnceForManyRequests() {
    for (int i = 0; i < 100; i++) {
      request();
    }

    assertEquals(1, component.activations);
  }

  /** After 1 s, 2 s, 4 s, 8 s, and from then on every 16 s. */
  @Test
  void retriesActivationWithGrowingBackoff() {
    for (int second = 0; second < 100; second++) {
      request();
      pass(Duration.ofSeconds(1));
    }

    assertEquals(10, component.activations); // also at 0, 31, 47, 63, 79 and 95
  }

  @Test
  void reportsProviderAsUnavailableDuringBackoff() {
    request();
    request();

    assertEquals(1, providers.findUnavailable().size());
    assertEquals("failing", providers.lastKnownProperties("sample").get("example"));
  }

  @Test
  void leasesRecoveredProviderAfterBackoff() {
    request();
    component.database = true;
    assertTrue(providers.lease("sample").isEmpty());

    pass(Duration.ofSeconds(1));

    assertTrue(providers.lease("sample").isPresent());
    assertEquals(Map.of(), providers.findUnavailable());
  }

  @Test
  void leaseInstalledFindsProviderRecoveringDuringLookup() {
    request();
    component.database = true;
    looks = 2; // both searches come too early; who asks then whether it is away tries it

    assertTrue(providers.leaseInstalled("sample").isPresent());
    assertEquals(-1, looks);
  }

  @Test
  void leaseInstalledFailsForUnavailableProvider() {
    assertThrows(ApiException.class, () -> providers.leaseInstalled("sample"));
    assertEquals(Optional.empty(), providers.leaseInstalled("another"));
  }

  /** Also whoever did not try it, and finds by then that it works, knows of it. */
  @Test
  void reportsUnavailableProviderBeforeItRecovers() {
    request();
    Set<String> before = providers.findUnavailable().keySet();
    component.database = true;
    assertEquals(List.of(), providers.leaseAvailable());

    pass(Duration.ofSeconds(1));

    assertEquals(Map.of(), providers.findUnavailable());
    assertEquals(Set.of("sample"), before);
    assertEquals(Set.of("sample"), providers.names());
  }

  @Test
  void retriesActivationImmediatelyAfterPropertyChange() {
    request();
    component.database = true;

    registration.setProperties(properties("mended"));

    assertTrue(providers.lease("sample").isPresent());
  }

  /** As the container does when the configuration of a component has changed. */
  @Test
  void retriesActivationImmediatelyAfterReregistration() {
    request();
    component.database = true;

    registration.unregister();
    register();

    assertTrue(providers.lease("sample").isPresent());
  }

  @Test
  void failingServiceDoesNotBlockOtherServiceOfBundle() {
    request();
    var another = new Component();
    another.database = true;
    framework.context().registerService(AuthorizationModel.class, another, properties("another"));

    assertTrue(providers.lease("sample").isPresent());
  }

  @Test
  void logsFailureOnceAndRecoveryOnce() {
    for (int second = 0; second < 60; second++) {
      request();
      pass(Duration.ofSeconds(1));
    }
    registration.unregister();
    register();
    request();
    component.database = true;
    for (int second = 0; second < 60; second++) {
      request();
      pass(Duration.ofSeconds(1));
    }

    List<String> lines =
        told.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains("WARN") && line.contains("provider_"))
            .map(line -> line.replaceAll(".*(provider_\\w+).* name=(\\S+).*", "$1 $2"))
            .toList();
    assertEquals(List.of("provider_failing sample", "provider_works_again sample"), lines);
  }

  /** What one request asks of one contract. */
  private void request() {
    providers.names();
    providers.leaseAvailable();
    providers.lease("sample");
    providers.findUnavailable();
  }

  private long time() {
    if (looks >= 0 && looks-- == 0) {
      pass(Duration.ofSeconds(1));
    }
    return nanos.get();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void register() {
    registration =
        framework
            .context()
            .registerService(AuthorizationModel.class, component, properties("failing"));
  }

  private static Hashtable<String, Object> properties(String example) {
    return new Hashtable<>(Map.of(ModulePropertyNames.NAME, "sample", "example", example));
  }
}
