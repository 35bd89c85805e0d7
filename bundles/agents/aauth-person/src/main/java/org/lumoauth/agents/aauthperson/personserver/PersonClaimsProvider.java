package org.lumoauth.agents.aauthperson.personserver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.agents.aauthperson.store.ActorPath;
import org.lumoauth.agents.aauthperson.store.AgentSubjectBindingStore;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What access servers are told of people (section Claims Required): what is known, and what the
 * person let them know because of this agent.
 */
@Component(service = PersonClaimsProvider.class)
public final class PersonClaimsProvider {

  private final UserDirectory users;
  private final AgentSubjectBindingStore people;

  @Activate
  public PersonClaimsProvider(
      @Reference UserDirectory users, @Reference AgentSubjectBindingStore people) {
    this.users = users;
    this.people = people;
  }

  /** Under what is kept what an access server may know: it is no resource, nor like one. */
  public static String recipient(String accessServer) {
    return accessServer + "#claims";
  }

  /** Those of the claims that are known of the person; a claim that is not is not told. */
  List<String> findKnown(TenantContext tenant, String user, List<String> names) {
    return List.copyOf(values(tenant, user, names).keySet());
  }

  /** The claims that are known; empty if the person has to be asked. */
  Optional<Map<String, Object>> findAllowed(
      TenantContext tenant, ActorPath actor, String user, String accessServer, List<String> names) {
    Map<String, Object> known = values(tenant, user, names);
    Set<String> allowed =
        people.findAllowedScope(tenant, actor, user, recipient(accessServer)).orElse(Set.of());
    return allowed.containsAll(known.keySet()) ? Optional.of(known) : Optional.empty();
  }

  private Map<String, Object> values(TenantContext tenant, String user, List<String> names) {
    Map<String, Object> known = new TreeMap<>(users.standardClaims(tenant, user));
    known.keySet().retainAll(names);
    known.remove("sub");
    return known;
  }
}
