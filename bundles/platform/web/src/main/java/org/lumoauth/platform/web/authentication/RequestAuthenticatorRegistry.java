/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.authentication;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.RetryingServiceTracker;
import org.lumoauth.platform.web.routing.EndpointOwner;
import org.lumoauth.platform.web.routing.EndpointOwnerResolver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The request authenticators: those available and those temporarily unavailable. */
final class RequestAuthenticatorRegistry {
  private final BundleContext context;
  private final RetryingServiceTracker<RequestAuthenticator> present;
  private final Map<ServiceReference<RequestAuthenticator>, AuthenticatorEntry> known =
      new HashMap<>();
  private final Set<AuthenticatorEntry> away = ConcurrentHashMap.newKeySet();

  /** An authenticator that is or was available. */
  private record AuthenticatorEntry(String name, String module, long bundleId) {
    static AuthenticatorEntry of(ServiceReference<RequestAuthenticator> reference) {
      EndpointOwner owner = EndpointOwnerResolver.of(reference);
      Object name = reference.getProperty(ModulePropertyNames.NAME);
      return new AuthenticatorEntry(
          name == null ? owner.module() : name.toString(), owner.module(), owner.bundleId());
    }
  }

  RequestAuthenticatorRegistry(BundleContext context) {
    this.context = context;
    this.present = new RetryingServiceTracker<>(context);
  }

  synchronized void add(ServiceReference<RequestAuthenticator> reference) {
    AuthenticatorEntry came = AuthenticatorEntry.of(reference);
    known.put(reference, came);
    present.add(reference);
    away.removeIf(
        gone ->
            gone.name()
                .equals(came.name())); // removed last, so that it is always in one of the two sets
  }

  synchronized void remove(ServiceReference<RequestAuthenticator> reference) {
    AuthenticatorEntry gone = known.remove(reference);
    if (gone != null && known.values().stream().noneMatch(o -> o.name().equals(gone.name()))) {
      away.add(gone);
    }
    present.remove(reference);
  }

  /**
   * Returns the caller from the first authenticator that accepts the request's credential; empty if
   * none does. If none accepts it and an installed authenticator is unavailable, or was when the
   * others were called, the request fails with 503, because the credential may be valid.
   * Authenticators of uninstalled modules are forgotten.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  Optional<Caller> authenticate(Optional<TenantContext> tenant, HttpRequestView request) {
    Set<AuthenticatorEntry> before = away.isEmpty() ? Set.of() : Set.copyOf(away);
    Optional<Caller> caller = ask(tenant, request);
    if (caller.isEmpty() && hasCredential(request)) {
      refuseIfMissing();
      refuseIfInstalled(before);
      refuseIfInstalled(away);
    }
    return caller;
  }

  /** Returns whether a request contains a credential. */
  static boolean hasCredential(HttpRequestView request) {
    return request.header("Authorization").isPresent() || request.header("X-API-Key").isPresent();
  }

  private Optional<Caller> ask(Optional<TenantContext> tenant, HttpRequestView request) {
    for (RequestAuthenticator authenticator : present.get()) {
      Optional<Caller> caller = authenticator.authenticate(tenant, request);
      if (caller.isPresent()) {
        return caller;
      }
    }
    return Optional.empty();
  }

  private void refuseIfMissing() {
    for (ServiceReference<RequestAuthenticator> missing : present.findUnavailable()) {
      throw ApiException.moduleUnavailable(EndpointOwnerResolver.of(missing).module());
    }
  }

  private void refuseIfInstalled(Set<AuthenticatorEntry> gone) {
    for (AuthenticatorEntry each : gone) {
      Bundle bundle = context.getBundle(each.bundleId());
      if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
        away.remove(each);
      } else {
        throw ApiException.moduleUnavailable(each.module());
      }
    }
  }

  /** Returns the distinct challenges of all authenticators (RFC 9110 section 11.6.1). */
  List<String> challenges() {
    return present.get().stream().flatMap(a -> a.challenge().stream()).distinct().toList();
  }
}
