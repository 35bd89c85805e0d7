package org.lumoauth.platform.web.gate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.authn.Authenticator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.module.ModuleProperties;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.LateServices;
import org.lumoauth.platform.web.routing.Owner;
import org.lumoauth.platform.web.routing.Owners;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Who tells callers by their credentials: those that are there, and those that are away. */
final class Authenticators {
  private final BundleContext context;
  private final LateServices<Authenticator> present;
  private final Map<ServiceReference<Authenticator>, Known> known = new HashMap<>();
  private final Set<Known> away = ConcurrentHashMap.newKeySet();

  /** An authenticator that is, or was, there. */
  private record Known(String name, String module, long bundleId) {
    static Known of(ServiceReference<Authenticator> reference) {
      Owner owner = Owners.of(reference);
      Object name = reference.getProperty(ModuleProperties.NAME);
      return new Known(
          name == null ? owner.module() : name.toString(), owner.module(), owner.bundleId());
    }
  }

  Authenticators(BundleContext context) {
    this.context = context;
    this.present = new LateServices<>(context);
  }

  synchronized void came(ServiceReference<Authenticator> reference) {
    Known came = Known.of(reference);
    known.put(reference, came);
    present.add(reference);
    away.removeIf(gone -> gone.name().equals(came.name())); // only now: it is never in neither
  }

  synchronized void left(ServiceReference<Authenticator> reference) {
    Known gone = known.remove(reference);
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
   * @throws Problem 503 {@code module_unavailable}
   */
  Optional<Caller> authenticate(Optional<TenantContext> tenant, RequestView request) {
    Set<Known> before = away.isEmpty() ? Set.of() : Set.copyOf(away);
    Optional<Caller> caller = ask(tenant, request);
    if (caller.isEmpty() && hasCredential(request)) {
      refuseIfMissing();
      refuseIfInstalled(before);
      refuseIfInstalled(away);
    }
    return caller;
  }

  /** Whether a request shows something by which its caller is to be told. */
  static boolean hasCredential(RequestView request) {
    return request.header("Authorization").isPresent() || request.header("X-API-Key").isPresent();
  }

  private Optional<Caller> ask(Optional<TenantContext> tenant, RequestView request) {
    for (Authenticator authenticator : present.get()) {
      Optional<Caller> caller = authenticator.authenticate(tenant, request);
      if (caller.isPresent()) {
        return caller;
      }
    }
    return Optional.empty();
  }

  private void refuseIfMissing() {
    for (ServiceReference<Authenticator> missing : present.missing()) {
      throw Problem.moduleUnavailable(Owners.of(missing).module());
    }
  }

  private void refuseIfInstalled(Set<Known> gone) {
    for (Known each : gone) {
      Bundle bundle = context.getBundle(each.bundleId());
      if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
        away.remove(each);
      } else {
        throw Problem.moduleUnavailable(each.module());
      }
    }
  }

  /** What they ask for (RFC 9110 section 11.6.1), each once. */
  List<String> challenges() {
    return present.get().stream().flatMap(a -> a.challenge().stream()).distinct().toList();
  }
}
