package org.lumoauth.authn.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.authn.SignInLinks;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What the pages show of modules that may be absent: the client, and where to register. */
@Component(service = FlowNeighbours.class)
public class FlowNeighbours {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Clients clients;

  private final Providers<SignInLinks> links;

  @Activate
  public FlowNeighbours(@Reference ProviderRegistry registry) {
    this.links = registry.follow(SignInLinks.class);
  }

  @Deactivate
  void close() {
    links.close();
  }

  /** The client that somebody signs in for. */
  Optional<Client> client(TenantContext tenant, LoginState state) {
    var all = clients;
    return all == null
        ? Optional.empty()
        : state.requirement().clientId().flatMap(id -> all.find(tenant, id));
  }

  /** Whether people may register. */
  boolean registers(TenantContext tenant) {
    return first(provider -> provider.registration(tenant)).isPresent();
  }

  /** Where to register. */
  Optional<String> registration(Visit visit) {
    return first(provider -> provider.registration(visit.tenant())).map(path -> with(path, visit));
  }

  /** Where people go who forgot how to sign in. */
  Optional<String> recovery(Visit visit) {
    return first(provider -> provider.recovery(visit.tenant())).map(path -> with(path, visit));
  }

  private Optional<String> first(Function<SignInLinks, Optional<String>> link) {
    List<Lease<SignInLinks>> leases = new ArrayList<>(links.acquireAll());
    try {
      return leases.stream().flatMap(lease -> link.apply(lease.get()).stream()).findFirst();
    } finally {
      leases.forEach(Lease::close);
    }
  }

  /** With the way back, and the languages that the client asked for. */
  private static String with(String path, Visit visit) {
    var languages = visit.state().requirement().uiLocales();
    return path
        + "?attempt="
        + Addresses.encode(visit.attempt())
        + languages.map(tags -> "&ui_locales=" + Addresses.encode(tags)).orElse("");
  }
}
