/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** Reports an unavailable authenticator instead of an invalid credential. */
class UnavailableAuthenticatorTest extends CallerAuthenticatorTestBase {

  @Test
  void reportsAnUnavailableAuthenticatorInsteadOfAnInvalidCredential() throws Exception {
    ServiceReference<RequestAuthenticator> reference = bind("platform-apikeys", 0, taking(ALICE));
    gate.unbindAuthenticator(reference);

    ApiException refusal =
        assertThrows(ApiException.class, () -> gate.authenticate(Optional.of(ACME), WITH_KEY));

    assertEquals("503 module_unavailable", refusal.status() + " " + refusal.code());
    assertEquals("platform-apikeys", refusal.details().get("module"));
  }

  @Test
  void failsTemporarilyUntilAuthenticatorCanBeCreated() throws Exception {
    AtomicReference<RequestAuthenticator> made = new AtomicReference<>();
    gate.bindAuthenticator(
        registered("platform-apikeys", "platform-apikeys", 0, new MadeLater(made)));
    assertRefusal(503, "module_unavailable", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));

    made.set(taking(ALICE));

    assertEquals(ALICE, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
  }

  @Test
  void failsTemporarilyIfAuthenticatorReturnsDuringAuthentication() throws Exception {
    ServiceReference<RequestAuthenticator> reader = bind("platform-apikeys", 0, taking(ALICE));
    gate.unbindAuthenticator(reader);
    bind("platform-tokens", 1, new Meanwhile(() -> gate.bindAuthenticator(reader)));

    assertRefusal(503, "module_unavailable", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
    assertEquals(ALICE, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
  }

  @Test
  void rejectsCredentialOfUninstalledAuthenticator() throws Exception {
    ServiceReference<RequestAuthenticator> reference = bind("platform-apikeys", 0, taking(ALICE));
    Bundle bundle = reference.getBundle();
    gate.unbindAuthenticator(reference);
    bundle.uninstall();

    assertRefusal(401, "invalid_token", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void rejectsCredentialUnknownToUpgradedAuthenticator() throws Exception {
    ServiceReference<RequestAuthenticator> old = bind("platform-apikeys", 0, taking(ALICE));
    register("platform-apikeys-next", "platform-apikeys", takingNothing());
    gate.unbindAuthenticator(old);

    assertRefusal(401, "invalid_token", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void acceptsCredentialAfterAuthenticatorReturns() throws Exception {
    ServiceReference<RequestAuthenticator> reference = bind("platform-apikeys", 0, taking(ALICE));
    gate.unbindAuthenticator(reference);
    gate.bindAuthenticator(reference);

    assertEquals(ALICE, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
  }

  private void register(String module, String name, RequestAuthenticator authenticator)
      throws Exception {
    gate.bindAuthenticator(registered(module, name, 0, authenticator));
  }

  /** Has no service until there is one. */
  private record MadeLater(AtomicReference<RequestAuthenticator> made)
      implements ServiceFactory<RequestAuthenticator> {
    @Override
    public RequestAuthenticator getService(
        Bundle bundle, ServiceRegistration<RequestAuthenticator> registration) {
      return made.get();
    }

    @Override
    public void ungetService(
        Bundle bundle,
        ServiceRegistration<RequestAuthenticator> registration,
        RequestAuthenticator service) {}
  }

  /** Takes nothing; something happens while it is asked. */
  private record Meanwhile(Runnable what) implements RequestAuthenticator {
    @Override
    public Optional<Caller> authenticate(Optional<TenantContext> tenant, HttpRequestView request) {
      what.run();
      return Optional.empty();
    }

    @Override
    public Optional<String> challenge() {
      return Optional.empty();
    }
  }
}
