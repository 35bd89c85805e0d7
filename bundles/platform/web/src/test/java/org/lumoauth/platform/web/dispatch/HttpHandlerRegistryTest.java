/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

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
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.framework.WebTestFramework;
import org.lumoauth.platform.web.json.JsonCodec;
import org.lumoauth.platform.web.metrics.RequestMetrics;
import org.lumoauth.platform.web.routing.OperationSchema;
import org.lumoauth.platform.web.routing.RouteOperation;
import org.lumoauth.platform.web.routing.RouteRegistry;
import org.lumoauth.platform.web.routing.RouteTrie;
import org.lumoauth.platform.web.signature.ServiceRegistryProviderCatalog;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

class HttpHandlerRegistryTest {

  @TempDir private Path cache;
  private WebTestFramework framework;
  private RouteRegistry routes;
  private ServiceRegistryProviderCatalog providers;
  private HttpHandlerRegistry endpoints;

  @BeforeEach
  void start() throws Exception {
    framework = WebTestFramework.start(cache);
    routes = new RouteRegistry(framework.context());
    providers = new ServiceRegistryProviderCatalog(framework.context());
    endpoints =
        new HttpHandlerRegistry(
            framework.context(), routes, new RequestMetrics(), new JsonCodec(), providers);
  }

  @AfterEach
  void stop() throws Exception {
    endpoints.deactivate();
    providers.close();
    framework.close();
  }

  @Test
  void retriesEndpointThatIsNotAvailableYet() throws Exception {
    AtomicInteger asked = new AtomicInteger();

    endpoints.bind(register(new Factory(asked, 2)));

    assertTrue(comesTrue(() -> endpoints.findAwaitedRoutes().isEmpty()));
    assertTrue(found().slot().targets().get(0).isReady());
    assertEquals(2, asked.get());
  }

  @Test
  void reportsUnavailableEndpointAsAwaited() throws Exception {
    endpoints.bind(register(new Factory(new AtomicInteger(), Integer.MAX_VALUE)));

    assertEquals(Set.of("oauth-server"), endpoints.findAwaitedRoutes());
    assertFalse(found().slot().targets().get(0).isReady());
  }

  @Test
  void removesRoutesImmediately() throws Exception {
    ServiceReference<HttpHandler> reference = register(new Factory(new AtomicInteger(), 1));
    endpoints.bind(reference);

    endpoints.unbind(reference);

    assertEquals(List.of(), found().slot().targets());
  }

  @Test
  void allowsPreflightOfClientEndpointWithoutCredential() throws Exception {
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
  void requiresCredentialForOptionsOfOtherEndpoints() throws Exception {
    endpoints.bind(
        register(new Factory(new AtomicInteger(), 1), "authenticated", "OPTIONS ~/oauth/token"));

    assertEquals("authenticated", guard("OPTIONS"));
  }

  private String guard(String method) {
    return operation(method).guard().toString();
  }

  @Test
  void describesEndpointBySummaryAndPathVariables() throws Exception {
    endpoints.bind(
        register(
            new Factory(new AtomicInteger(), 1),
            Map.of(
                EndpointServicePropertyNames.ROUTES,
                "POST ~/stores/{storeId}/check",
                HttpHandler.SUMMARY,
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
  void describesParametersAndResponsesContributedByProviders() throws Exception {
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
                    ApiRequestParameters.PARAMETERS,
                    "display=popup|page How",
                    ApiResponse.PROVIDED,
                    new String[] {"details:array What it permits", "token Not by anybody else"})));
    ServiceReference<HttpHandler> reference =
        register(new Tokens(), "client", "POST ~/oauth/token", "OPTIONS ~/oauth/token");
    endpoints.bind(reference);

    OperationSchema signature = operation("POST").signature();

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
    assertEquals(OperationSchema.UNKNOWN, operation("OPTIONS").signature());
  }

  /** A refusal. */
  record Detail(String detail) {}

  /** An endpoint that says what it takes. */
  @ApiRequestParameters(
      encoding = ApiRequestParameters.ParameterEncoding.FORM,
      members = @SchemaProperty(value = "grant_type", required = true, oneOfKind = "grant"),
      ofKinds = "grant")
  @ApiResponse(
      status = 200,
      members = @SchemaProperty(value = "token", required = true, description = "The token"),
      ofKinds = "grant")
  @ApiErrorResponses(value = 402, body = Detail.class, as = "application/problem+json")
  private static final class Tokens implements HttpHandler {
    @Override
    public void handle(HttpExchange exchange) {
      // It is described alone.
    }
  }

  private RouteOperation operation(String method) {
    return found(method).slot().targets().get(0).operations().get(0);
  }

  private RouteTrie.RouteMatch found() {
    return found("POST");
  }

  private RouteTrie.RouteMatch found(String method) {
    return routes.trie().find(true, List.of("oauth", "token"), method);
  }

  private ServiceReference<HttpHandler> register(Factory factory) throws Exception {
    return register(factory, "open", "POST ~/oauth/token");
  }

  private ServiceReference<HttpHandler> register(Object factory, String guard, String... served)
      throws Exception {
    return register(
        factory,
        Map.of(
            EndpointServicePropertyNames.ROUTES,
            served,
            EndpointServicePropertyNames.GUARD,
            guard));
  }

  @SuppressWarnings("unchecked")
  private ServiceReference<HttpHandler> register(Object factory, Map<String, Object> described)
      throws Exception {
    Hashtable<String, Object> properties = new Hashtable<>(described);
    return (ServiceReference<HttpHandler>)
        framework
            .run("oauth-server")
            .getBundleContext()
            .registerService(HttpHandler.class.getName(), factory, properties)
            .getReference();
  }

  /** Refuses the first times, as the framework does while a component is being made. */
  private record Factory(AtomicInteger asked, int gives) implements ServiceFactory<HttpHandler> {
    @Override
    public HttpHandler getService(Bundle bundle, ServiceRegistration<HttpHandler> registration) {
      return asked.incrementAndGet() < gives ? null : exchange -> {};
    }

    @Override
    public void ungetService(
        Bundle bundle, ServiceRegistration<HttpHandler> registration, HttpHandler service) {
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
