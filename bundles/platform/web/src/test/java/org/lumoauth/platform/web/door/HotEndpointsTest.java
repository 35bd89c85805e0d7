package org.lumoauth.platform.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.lumoauth.platform.web.framework.TestFramework;
import org.lumoauth.platform.web.json.Json;
import org.lumoauth.platform.web.meter.RequestMeters;
import org.lumoauth.platform.web.routing.Operation;
import org.lumoauth.platform.web.routing.RouteTrie;
import org.lumoauth.platform.web.routing.Routes;
import org.lumoauth.platform.web.routing.Signature;
import org.lumoauth.platform.web.signature.ServiceProviders;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

class HotEndpointsTest {

  @TempDir private Path cache;
  private TestFramework framework;
  private Routes routes;
  private ServiceProviders providers;
  private HotEndpoints endpoints;

  @BeforeEach
  void start() throws Exception {
    framework = TestFramework.start(cache);
    routes = new Routes(framework.context());
    providers = new ServiceProviders(framework.context());
    endpoints =
        new HotEndpoints(framework.context(), routes, new RequestMeters(), new Json(), providers);
  }

  @AfterEach
  void stop() throws Exception {
    endpoints.deactivate();
    providers.close();
    framework.close();
  }

  @Test
  void asksAgainForAnEndpointThatCannotBeHadYet() throws Exception {
    AtomicInteger asked = new AtomicInteger();

    endpoints.bind(register(new Factory(asked, 2)));

    assertTrue(comesTrue(() -> endpoints.awaited().isEmpty()));
    assertTrue(found().slot().targets().get(0).ready());
    assertEquals(2, asked.get());
  }

  @Test
  void awaitsAnEndpointThatCannotBeHadAtAll() throws Exception {
    endpoints.bind(register(new Factory(new AtomicInteger(), Integer.MAX_VALUE)));

    assertEquals(Set.of("oauth-server"), endpoints.awaited());
    assertFalse(found().slot().targets().get(0).ready());
  }

  @Test
  void takesTheRoutesAwayAtOnce() throws Exception {
    ServiceReference<HotEndpoint> reference = register(new Factory(new AtomicInteger(), 1));
    endpoints.bind(reference);

    endpoints.unbind(reference);

    assertEquals(List.of(), found().slot().targets());
  }

  @Test
  void asksForNoCredentialWhereABrowserAsksBeforeARequestOfAClient() throws Exception {
    endpoints.bind(
        register(
            new Factory(new AtomicInteger(), 1),
            "client",
            "POST ~/oauth/token",
            "OPTIONS ~/oauth/token"));

    assertEquals("client", guard("POST"));
    assertEquals("open", guard("OPTIONS"));
  }

  @Test
  void asksForTheCredentialOfOthersWhateverTheMethod() throws Exception {
    endpoints.bind(
        register(new Factory(new AtomicInteger(), 1), "authenticated", "OPTIONS ~/oauth/token"));

    assertEquals("authenticated", guard("OPTIONS"));
  }

  private String guard(String method) {
    return operation(method).guard().toString();
  }

  @Test
  void describesAnEndpointByItsSummaryAndTheNamesInItsPath() throws Exception {
    endpoints.bind(
        register(
            new Factory(new AtomicInteger(), 1),
            Map.of(
                WebProperties.ROUTES,
                "POST ~/stores/{storeId}/check",
                HotEndpoint.SUMMARY,
                "Check whether somebody may")));

    var operation =
        routes
            .trie()
            .find(true, List.of("stores", "any", "check"), "POST")
            .slot()
            .targets()
            .get(0)
            .operations()
            .get(0);

    assertEquals("/t/{tenant}/api/v1/stores/{storeId}/check", operation.path());
    assertEquals("Check whether somebody may", operation.summary());
  }

  @Test
  void describesWhatAnEndpointTakesAndAnswersWithWhatProvidersAdd() throws Exception {
    framework
        .run("grants")
        .getBundleContext()
        .registerService(
            Runnable.class,
            () -> {},
            new Hashtable<>(
                Map.of(
                    "lumoauth.kind",
                    "grant",
                    "lumoauth.name",
                    "code",
                    Takes.PARAMETERS,
                    "display=popup|page How",
                    AnswersWith.PROVIDED,
                    new String[] {"details:array What it permits", "token Not by anybody else"})));
    ServiceReference<HotEndpoint> reference =
        register(new Tokens(), "client", "POST ~/oauth/token", "OPTIONS ~/oauth/token");
    endpoints.bind(reference);

    Signature signature = operation("POST").signature();

    assertEquals(
        Map.of(
            "type",
            "object",
            "properties",
            Map.of(
                "grant_type",
                Map.of("type", "string", "enum", Set.of("code")),
                "display",
                Map.of(
                    "type",
                    "string",
                    "enum",
                    Set.of("page", "popup"),
                    "description",
                    "How (code)")),
            "required",
            List.of("grant_type")),
        signature.body().orElseThrow().schema());
    assertEquals(
        List.of("application/x-www-form-urlencoded"), signature.body().orElseThrow().types());
    assertEquals(
        Map.of(
            "200",
            Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                    "token",
                    Map.of("type", "string", "description", "The token"),
                    "details",
                    Map.of("type", "array", "description", "What it permits (code)")),
                "required",
                List.of("token"))),
        signature.answers());
    assertEquals(
        Map.of(
            402,
            Map.of(
                "application/problem+json",
                Map.of(
                    "schema",
                    Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("detail", Map.of("type", "string")))))),
        signature.refusals());
    assertEquals(Signature.UNKNOWN, operation("OPTIONS").signature());
  }

  /** A refusal. */
  record Detail(String detail) {}

  /** An endpoint that says what it takes. */
  @Takes(
      as = Takes.As.FORM,
      members = @Member(value = "grant_type", needed = true, oneOfKind = "grant"),
      ofKinds = "grant")
  @AnswersWith(
      status = 200,
      members = @Member(value = "token", needed = true, says = "The token"),
      ofKinds = "grant")
  @Refuses(value = 402, body = Detail.class, as = "application/problem+json")
  private static final class Tokens implements HotEndpoint {
    @Override
    public void handle(Exchange exchange) {
      // It is described alone.
    }
  }

  private Operation operation(String method) {
    return found(method).slot().targets().get(0).operations().get(0);
  }

  private RouteTrie.Found found() {
    return found("POST");
  }

  private RouteTrie.Found found(String method) {
    return routes.trie().find(true, List.of("oauth", "token"), method);
  }

  private ServiceReference<HotEndpoint> register(Factory factory) throws Exception {
    return register(factory, "open", "POST ~/oauth/token");
  }

  private ServiceReference<HotEndpoint> register(Object factory, String guard, String... served)
      throws Exception {
    return register(factory, Map.of(WebProperties.ROUTES, served, WebProperties.GUARD, guard));
  }

  @SuppressWarnings("unchecked")
  private ServiceReference<HotEndpoint> register(Object factory, Map<String, Object> described)
      throws Exception {
    Hashtable<String, Object> properties = new Hashtable<>(described);
    return (ServiceReference<HotEndpoint>)
        framework
            .run("oauth-server")
            .getBundleContext()
            .registerService(HotEndpoint.class.getName(), factory, properties)
            .getReference();
  }

  /** Refuses the first times, as the framework does while a component is being made. */
  private record Factory(AtomicInteger asked, int gives) implements ServiceFactory<HotEndpoint> {
    @Override
    public HotEndpoint getService(Bundle bundle, ServiceRegistration<HotEndpoint> registration) {
      return asked.incrementAndGet() < gives ? null : exchange -> {};
    }

    @Override
    public void ungetService(
        Bundle bundle, ServiceRegistration<HotEndpoint> registration, HotEndpoint service) {
      // Nothing is kept.
    }
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
}
