/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.framework.WebTestFramework;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** A {@link CallerAuthenticator} with authenticators of modules. */
abstract class CallerAuthenticatorTestBase {
  static final TenantContext ACME = aTenant("acme").build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final Caller ALICE = aCaller().as(aUserRef()).of(ACME.id()).build();
  static final HttpRequestView WITH_KEY = aRequest().withHeader("X-API-Key", "k").build();

  @TempDir Path cache;

  final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  final FakeSubjectDirectory subjects = new FakeSubjectDirectory();
  final FakeAuthorizationService authorization = new FakeAuthorizationService();
  final FakeAuditLog audit = new FakeAuditLog();
  final FakeProviderRegistry modules = new FakeProviderRegistry();
  WebTestFramework framework;
  CallerAuthenticator gate;

  @BeforeEach
  void start() throws Exception {
    framework = WebTestFramework.start(cache);
    gate = new CallerAuthenticator(framework.context());
    gate.rules = new InstalledCallerAdmissionRules(modules);
    gate.tenants = tenants;
    gate.subjects = subjects;
    gate.authorization = authorization;
    gate.audit = audit;
    subjects.with(ACME, ALICE.subject());
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  ServiceReference<RequestAuthenticator> bind(
      String module, int ranking, RequestAuthenticator authenticator) throws Exception {
    ServiceReference<RequestAuthenticator> reference =
        registered(module, module, ranking, authenticator);
    gate.bindAuthenticator(reference);
    return reference;
  }

  @SuppressWarnings("unchecked")
  ServiceReference<RequestAuthenticator> registered(
      String module, String name, int ranking, Object authenticator) throws Exception {
    return (ServiceReference<RequestAuthenticator>)
        framework
            .run(module)
            .getBundleContext()
            .registerService(
                RequestAuthenticator.class.getName(),
                authenticator,
                new Hashtable<>(
                    Map.of(ModulePropertyNames.NAME, name, Constants.SERVICE_RANKING, ranking)))
            .getReference();
  }

  static RequestAuthenticator taking(Caller caller) {
    return new Fixed(Optional.of(caller));
  }

  static RequestAuthenticator takingNothing() {
    return new Fixed(Optional.empty());
  }

  static void assertRefusal(int status, String code, Executable call) {
    ApiException refusal = assertThrows(ApiException.class, call);
    assertEquals(status + " " + code, refusal.status() + " " + refusal.code());
  }

  record Fixed(Optional<Caller> caller) implements RequestAuthenticator {
    @Override
    public Optional<Caller> authenticate(Optional<TenantContext> tenant, HttpRequestView request) {
      return caller;
    }

    @Override
    public Optional<String> challenge() {
      return Optional.of("Test realm=\"x\"");
    }
  }
}
