/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.servlet.ServletContext;
import javax.ws.rs.GET;
import javax.ws.rs.core.Application;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.api.web.PublicAccess;
import org.lumoauth.platform.web.authentication.CallerAuthenticator;
import org.lumoauth.platform.web.exchange.ResponseWriter;
import org.lumoauth.platform.web.framework.WebTestFramework;
import org.lumoauth.platform.web.json.JsonCodec;
import org.lumoauth.platform.web.metrics.RequestMetrics;
import org.lumoauth.platform.web.routing.RouteRegistry;
import org.lumoauth.platform.web.routing.RouteTarget;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

class JaxRsApplicationRegistryTest {
  private static final SupervisorIntervals QUICK =
      new SupervisorIntervals(
          Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(60), Duration.ofSeconds(9));

  /** Something to be reached. */
  @javax.ws.rs.Path("admin/roles")
  public static final class Resource {
    @GET
    @PublicAccess
    public String get() {
      return "";
    }
  }

  @TempDir Path cache;

  private WebTestFramework framework;
  private Bundle whiteboardBundle;
  private FakeWhiteboard whiteboard;
  private RouteRegistry routes;
  private JaxRsApplicationRegistry applications;

  @BeforeEach
  void start() throws Exception {
    framework = WebTestFramework.start(cache);
    whiteboardBundle = framework.run("whiteboard");
    whiteboard = new FakeWhiteboard(framework.context(), whiteboardBundle);
    whiteboard.open();
    routes = new RouteRegistry(framework.context());
    JsonCodec json = new JsonCodec();
    FrontServletContextHolder door = new FrontServletContextHolder();
    door.setContext(servletContext());
    applications =
        new JaxRsApplicationRegistry(
            framework.context(),
            whiteboard.runtime(),
            new WhiteboardRestarter(),
            routes,
            json,
            new ResponseWriter(json, new CallerAuthenticator(framework.context())),
            new RequestMetrics(),
            door,
            QUICK);
  }

  @AfterEach
  void stop() throws Exception {
    applications.deactivate();
    framework.close();
  }

  @Test
  void publishesAnApplicationAndProbesIt() throws Exception {
    applications.bind(register("authz-rbac"));

    assertTrue(comesTrue(() -> applications.findAwaitedApplications().isEmpty()));
    assertTrue(target().isReady());
  }

  @Test
  void awaitsRegisteredApplicationBeingCreated() throws Exception {
    register("authz-rbac");

    assertEquals(Set.of("authz-rbac"), applications.findAwaitedApplications());
  }

  @Test
  void republishesApplicationLostByWhiteboard() throws Exception {
    applications.bind(register("oauth-clients"));
    assertTrue(comesTrue(() -> applications.findAwaitedApplications().isEmpty()));
    whiteboard.loseOnce("org.example.authz-rbac");

    applications.bind(register("authz-rbac"));

    assertTrue(comesTrue(() -> applications.findAwaitedApplications().isEmpty()));
    assertEquals(2, whiteboard.published("org.example.authz-rbac"));
  }

  @Test
  void doesNotRestartWhiteboardIfAnyApplicationAnswers() throws Exception {
    CountDownLatch stopped = stopOf(whiteboardBundle);
    applications.bind(register("oauth-clients"));
    assertTrue(comesTrue(() -> applications.findAwaitedApplications().isEmpty()));
    whiteboard.loseEverything();

    applications.bind(register("authz-rbac"));

    assertTrue(comesTrue(() -> whiteboard.published("org.example.authz-rbac") > 2));
    assertEquals(1, stopped.getCount());
  }

  @Test
  void restartsWhiteboardThatLostSharedState() throws Exception {
    CountDownLatch stopped = stopOf(whiteboardBundle);
    whiteboard.loseEverything();

    applications.bind(register("authz-rbac"));

    assertTrue(stopped.await(10, TimeUnit.SECONDS));
    assertTrue(comesTrue(() -> whiteboardBundle.getState() == Bundle.ACTIVE));
  }

  @Test
  void waitsTwiceAsLongAfterEachRestart() throws Exception {
    WhiteboardRestarter restarts = new WhiteboardRestarter();
    restarts.restart(whiteboardBundle);
    restarts.restart(whiteboardBundle);

    assertEquals(Duration.ofSeconds(12), restarts.probeTimeout(Duration.ofSeconds(3)));
  }

  @Test
  void doesNotAwaitUnreadableApplication() throws Exception {
    Application malformed =
        new Application() {
          @Override
          public Set<Object> getSingletons() {
            throw new IllegalStateException("no resources");
          }
        };

    applications.bind(register("authz-rbac", malformed));

    assertTrue(comesTrue(() -> applications.findAwaitedApplications().isEmpty()));
  }

  @Test
  void retriesApplicationThatIsNotAvailableYet() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    applications.bind(register("authz-rbac", new LateFactory(asked)));

    assertTrue(comesTrue(() -> applications.findAwaitedApplications().isEmpty()));
    assertTrue(asked.get() > 1);
  }

  @Test
  void removesRoutesOfApplicationImmediately() throws Exception {
    ServiceReference<Application> reference = register("authz-rbac");
    applications.bind(reference);
    assertTrue(comesTrue(() -> applications.findAwaitedApplications().isEmpty()));

    applications.unbind(reference);

    assertEquals(List.of(), targets());
  }

  @Test
  void completesPendingRequestsOfReplacedApplication() throws Exception {
    ServiceReference<Application> reference = register("authz-rbac");
    applications.bind(reference);
    assertTrue(comesTrue(() -> applications.findAwaitedApplications().isEmpty()));
    RouteTarget underWay = target();
    underWay.beginRequest();

    applications.unbind(reference);
    // Once another one is published, the publisher has looked at this one too.
    applications.bind(register("oauth-clients"));
    assertTrue(comesTrue(() -> target().isReady()));
    boolean servedMeanwhile = underWay.isReady();
    underWay.endRequest();

    assertTrue(servedMeanwhile);
    assertTrue(comesTrue(() -> !underWay.isReady()));
  }

  private ServiceReference<Application> register(String module) throws Exception {
    return register(module, application());
  }

  @SuppressWarnings("unchecked")
  private ServiceReference<Application> register(String module, Object application)
      throws Exception {
    Hashtable<String, Object> properties =
        new Hashtable<>(Map.of(EndpointServicePropertyNames.ROUTES, "~/admin/roles"));
    return (ServiceReference<Application>)
        framework
            .run(module)
            .getBundleContext()
            .registerService(Application.class.getName(), application, properties)
            .getReference();
  }

  private static Application application() {
    return new Application() {
      @Override
      public Set<Object> getSingletons() {
        return Set.of(new Resource());
      }
    };
  }

  /** Refuses the first time, as the framework does while a component is being made. */
  private record LateFactory(AtomicInteger asked) implements ServiceFactory<Application> {
    @Override
    public Application getService(Bundle bundle, ServiceRegistration<Application> registration) {
      return asked.incrementAndGet() == 1 ? null : application();
    }

    @Override
    public void ungetService(
        Bundle bundle, ServiceRegistration<Application> registration, Application service) {
      // Nothing is kept.
    }
  }

  private RouteTarget target() {
    return targets().get(0);
  }

  private List<RouteTarget> targets() {
    return routes.trie().find(true, List.of("admin", "roles"), "GET").slot().targets();
  }

  private CountDownLatch stopOf(Bundle bundle) {
    CountDownLatch stopped = new CountDownLatch(1);
    framework
        .context()
        .addBundleListener(
            event -> {
              if (event.getBundle().equals(bundle) && event.getType() == BundleEvent.STOPPED) {
                stopped.countDown();
              }
            });
    return stopped;
  }

  private static boolean comesTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  private static ServletContext servletContext() {
    return (ServletContext)
        Proxy.newProxyInstance(
            JaxRsApplicationRegistryTest.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) -> null);
  }
}
