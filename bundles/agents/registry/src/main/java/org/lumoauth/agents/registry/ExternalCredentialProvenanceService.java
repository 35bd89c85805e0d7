package org.lumoauth.agents.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.lumoauth.api.authn.CredentialProvenance;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who set what agents authenticate by and other modules keep, as rules that trust workloads. It is
 * remembered here, where it is asked about: also while such a module is away, and after it.
 */
@Component(service = ExternalCredentialProvenanceService.class)
public final class ExternalCredentialProvenanceService {

  private final CredentialProvenanceStore rows;

  @Activate
  public ExternalCredentialProvenanceService(@Reference CredentialProvenanceStore rows) {
    this.rows = rows;
  }

  /** Somebody set it: in the place of what there was, or beside that. */
  void recordSet(
      String tenantId,
      String holderId,
      String credentialId,
      boolean replaced,
      Collection<String> users) {
    rows.change(
        tenantId,
        holderId,
        credentialId,
        true,
        was -> replaced ? was.replaceSetters(users, Instant.now()) : was.addSetters(users));
  }

  /** Somebody makes it another holder's: those who set it know it still. */
  void recordMoved(
      String tenantId, String credentialId, String from, String to, Collection<String> users) {
    CredentialProvenance known = rows.of(tenantId, from, credentialId);
    rows.change(tenantId, to, credentialId, true, was -> was.addSetters(known).addSetters(users));
  }

  /** It holds no more. */
  void recordEnded(String tenantId, String holderId, String credentialId) {
    rows.change(
        tenantId, holderId, credentialId, true, was -> was.replaceSetters(Set.of(), Instant.now()));
  }

  /** It never held, and nothing else is called so. */
  void recordRefused(String tenantId, String holderId, String credentialId) {
    rows.remove(tenantId, holderId, credentialId);
  }

  /** The ids of those who may ask by what was set of one of these holders. */
  Set<String> findSetters(String tenantId, Set<String> holderIds, Instant now) {
    return rows.findByHolders(tenantId, holderIds, AgentTokenHolderStore.ALL, now);
  }
}
