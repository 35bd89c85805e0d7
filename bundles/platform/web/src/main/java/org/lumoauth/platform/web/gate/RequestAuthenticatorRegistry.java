package org.lumoauth.platform.web.gate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.module.ModuleProperties;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.DynamicServices;
import org.lumoauth.platform.web.routing.EndpointOwner;
import org.lumoauth.platform.web.routing.EndpointOwnerResolver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Who tells callers by their credentials: those that are there, and those that are away. */
final class RequestAuthenticatorRegistry {
  private final BundleContext context;
  private final DynamicServices<RequestAuthenticator> present;
  private final Map<ServiceReference<RequestAuthenticator>, AuthenticatorEntry> known =
      new HashMap<>();
  private final Set<AuthenticatorEntry> away = ConcurrentHashMap.newKeySet();

  /** An authenticator that is, or was, there. */
  private record AuthenticatorEntry(String name, String module, long bundleId) {
    static AuthenticatorEntry of(ServiceReference<RequestAuthenticator> reference) {
      EndpointOwner owner = EndpointOwnerResolver.of(reference);
      Object name = reference.getProperty(ModuleProperties.NAME);
      return new AuthenticatorEntry(
          name == null ? owner.module() : name.toString(), owner.module(), owner.bundleId());
    }
  }

  RequestAuthenticatorRegistry(BundleContext context) {
    this.context = context;
    this.present = new DynamicServices<>(context);
  }

  synchronized void add(ServiceReference<RequestAuthenticator> reference) {
    AuthenticatorEntry came = AuthenticatorEntry.of(reference);
    known.put(reference, came);
    present.add(reference);
    away.removeIf(gone -> gone.name().equals(came.name())); // only now: it is never in neither
  }

  synchronized void remove(ServiceReference<RequestAuthenticator> reference) {
    AuthenticatorEntry gone = known.remove(reference);
    if (gone != null && known.values().stream().noneMatch(o -> o.name().equals(gone.name()))) {
      away.add(gone);
    }
    present.remove(reference);
  }

  /**
   * Whom the first of them that takes the request's credential tells; empty if none does. A
   * credential that nobody takes is not wrong if the module that takes it is only away, or was when
   * they were asked. What left with its module for good is forgotten.
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

  /** Whether a request shows something by which its caller is to be told. */
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

  /** What they ask for (RFC 9110 section 11.6.1), each once. */
  List<String> challenges() {
    return present.get().stream().flatMap(a -> a.challenge().stream()).distinct().toList();
  }
}
