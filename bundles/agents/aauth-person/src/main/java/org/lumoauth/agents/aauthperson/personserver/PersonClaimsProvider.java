/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.agents.aauthperson.store.AgentPersonBindingStore;
import org.lumoauth.agents.aauthperson.store.ConsentActorChain;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Provides claims about people to access servers (AAuth draft, section Claims Required): known
 * claims that the person consented to disclose for this agent.
 */
@Component(service = PersonClaimsProvider.class)
public final class PersonClaimsProvider {

  private final UserDirectory users;
  private final AgentPersonBindingStore people;

  @Activate
  public PersonClaimsProvider(
      @Reference UserDirectory users, @Reference AgentPersonBindingStore people) {
    this.users = users;
    this.people = people;
  }

  /** Returns the key for consents to an access server, which never equals a resource's. */
  public static String recipient(String accessServer) {
    return accessServer + "#claims";
  }

  /** Returns the claims that are known for the person; unknown claims are not disclosed. */
  List<String> findKnown(TenantContext tenant, String user, List<String> names) {
    return List.copyOf(values(tenant, user, names).keySet());
  }

  /** Returns the known claims; empty if the person's consent is required. */
  Optional<Map<String, Object>> findAllowed(
      TenantContext tenant,
      ConsentActorChain actor,
      String user,
      String accessServer,
      List<String> names) {
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
