/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Resolves the people with access to the credentials of agents and clients, who could send requests
 * in their name.
 */
@Component(service = CredentialHolderResolver.class)
public final class CredentialHolderResolver {

  private final AgentOwnershipLookup people;
  private final ClientDirectory clients;

  @Activate
  public CredentialHolderResolver(
      @Reference AgentOwnershipLookup people, @Reference ClientDirectory clients) {
    this.people = people;
    this.clients = clients;
  }

  /**
   * Returns the people who could send requests in the name of the requester or a participant; empty
   * if they cannot be determined.
   */
  Optional<Set<SubjectRef>> of(
      TenantContext tenant, NewApproval asked, ApproverEvaluationCache look) {
    Set<SubjectRef> all = new HashSet<>();
    for (SubjectRef party :
        Stream.concat(Stream.of(asked.requester()), asked.chain().stream()).toList()) {
      Optional<Set<SubjectRef>> some = look.holders(party, () -> of(tenant, party));
      if (some.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(some.get());
    }
    return Optional.of(all);
  }

  private Optional<Set<SubjectRef>> of(TenantContext tenant, SubjectRef party) {
    return switch (party.type()) {
      case SubjectRef.AGENT -> people.credentialsSetBy(tenant, party);
      case SubjectRef.CLIENT -> ofClient(tenant, party.id());
      default -> Optional.of(Set.of());
    };
  }

  private Optional<Set<SubjectRef>> ofClient(TenantContext tenant, String clientId) {
    try {
      return Optional.of(clients.findCredentialSetters(tenant, clientId));
    } catch (ApiException away) {
      return Optional.empty();
    }
  }
}
