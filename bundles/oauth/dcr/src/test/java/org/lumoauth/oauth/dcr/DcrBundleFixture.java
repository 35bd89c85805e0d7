/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeClientRegistrationService;
import org.lumoauth.testkit.fake.user.FakeAuthenticationFailureThrottle;

/** The module on a database and fakes, with clients that register. */
final class DcrBundleFixture {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final String SECTOR = "https://sector.example.com/uris.json";
  static final String CALLBACK = "https://rp.example.com/cb";

  private final InstantSource clock = () -> Instant.parse("2026-11-24T12:00:00Z");
  final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(ClientRegistrationSettings.SECTION, new ClientRegistrationSettings());
  final FakeAttemptLimiter limiter = new FakeAttemptLimiter(clock);
  final FakeAuthenticationFailureThrottle attempts = new FakeAuthenticationFailureThrottle();
  final FakeAuditLog log = new FakeAuditLog();
  final FakeClientDirectory clients = new FakeClientDirectory();
  final FakeClientRegistrationService registrations = new FakeClientRegistrationService();
  final Map<String, String> documents = new HashMap<>();
  final ClientRegistrationStore store;
  final RegistrationAccessTokenService tokens;
  private final ClientRegistrationEndpoint register;
  private final ClientConfigurationEndpoint management;

  DcrBundleFixture(TestDatabase database) {
    store =
        new ClientRegistrationStore(
            database.open(TestDatabase.tablesOf(ClientRegistrationStore.class)));
    tokens =
        new RegistrationAccessTokenService(
            store, new FakeSecretProtectionService(), InstantSource.system());
    var allowance = new ClientRegistrationPolicy(settings);
    var audit =
        new ClientRegistrationRefusalAudit(log, new UnauthenticatedRefusalThrottle(attempts));
    var registrants = new ClientRegistrantAuthorizer(settings, limiter);
    register =
        new ClientRegistrationEndpoint(
            registrants, allowance, sectors(), registrations, tokens, audit);
    management =
        new ClientConfigurationEndpoint(
            clients, registrants, allowance, sectors(), registrations, tokens, audit);
  }

  /** Anybody may register from here on. */
  DcrBundleFixture open() {
    settings.change(ACME, ClientRegistrationSettings.SECTION, Map.of("enabled", true));
    return this;
  }

  static Map<String, Object> web() {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("redirect_uris", List.of(CALLBACK));
    metadata.put("client_name", "RP");
    return metadata;
  }

  static Map<String, Object> web(String name, Object value) {
    Map<String, Object> metadata = web();
    metadata.put(name, value);
    return metadata;
  }

  static Caller key(String... scopes) {
    return aCaller().apiKey().withScope(scopes).build();
  }

  /** Registers, and lets the client be known to the rest of the server. */
  Map<String, Object> register(Map<String, Object> metadata, Optional<Caller> caller) {
    var exchange = FakeHttpExchange.json(ACME, ClientRegistrationResponseFactory.PATH, metadata);
    caller.ifPresent(exchange::withCaller);
    var answer = send(register, exchange, "POST").answer();
    clients.with(
        ACME,
        aClient().withId((String) answer.get("client_id")).build(),
        FakeClientRegistrationService.SECRET);
    return answer;
  }

  Map<String, Object> register(Map<String, Object> metadata) {
    return register(metadata, Optional.empty());
  }

  Map<String, Object> registeredOf(Map<String, Object> answer) {
    return registrations.find(ACME, (String) answer.get("client_id")).orElseThrow().metadata();
  }

  FakeHttpExchange manage(String method, Map<String, Object> answer, Object body) {
    return manage(
        ACME,
        method,
        (String) answer.get("client_id"),
        (String) answer.get("registration_access_token"),
        body);
  }

  FakeHttpExchange manage(
      TenantContext tenant, String method, String clientId, String token, Object body) {
    var exchange =
        FakeHttpExchange.json(tenant, ClientRegistrationResponseFactory.PATH + "/" + clientId, body)
            .withHeader("Authorization", "Bearer " + token);
    return send(management, exchange, method);
  }

  static String refusal(Runnable action) {
    try {
      action.run();
    } catch (OAuthException refusal) {
      return refusal.code();
    }
    throw new AssertionError("nothing was refused");
  }

  /** A document is at its address, and nothing else is anywhere. */
  SectorIdentifierValidator sectors() {
    return new SectorIdentifierValidator(
        request -> {
          String document = documents.get(request.uri().toString());
          if (document == null) {
            throw new OutboundException("a special-use address", true);
          }
          return new OutboundResponse(200, Map.of(), document.getBytes(StandardCharsets.UTF_8));
        });
  }

  private static FakeHttpExchange send(
      HttpHandler endpoint, FakeHttpExchange exchange, String method) {
    try {
      endpoint.handle(as(exchange, method));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchange;
  }

  /** The exchange with another method. */
  private static HttpExchange as(FakeHttpExchange exchange, String method) {
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                DcrBundleFixture.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) ->
                    called.getName().equals("getMethod")
                        ? method
                        : called.invoke(exchange.request(), arguments));
    return (HttpExchange)
        Proxy.newProxyInstance(
            DcrBundleFixture.class.getClassLoader(),
            new Class<?>[] {HttpExchange.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals("request")) {
                return request;
              }
              try {
                return called.invoke(exchange, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
