/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.credential;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.lumoauth.agents.registry.store.AgentTokenHolderStore;
import org.lumoauth.agents.registry.store.CredentialUsersStore;
import org.lumoauth.api.authn.CredentialUsers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tracks which users set credentials that other modules store, such as trust rules for workloads.
 * The data is stored here, where it is queried, so it is available while such a module is
 * unavailable or uninstalled.
 */
@Component(service = ExternalCredentialUsersService.class)
public final class ExternalCredentialUsersService {

  private final CredentialUsersStore rows;

  @Activate
  public ExternalCredentialUsersService(@Reference CredentialUsersStore rows) {
    this.rows = rows;
  }

  /**
   * Records that users set a credential, either as a replacement or in addition to the existing
   * credential.
   */
  public void recordSet(
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

  /**
   * Records that users moved a credential to another agent or blueprint. Its earlier setters still
   * know it, so they continue to count.
   */
  public void recordMoved(
      String tenantId, String credentialId, String from, String to, Collection<String> users) {
    CredentialUsers known = rows.of(tenantId, from, credentialId);
    rows.change(tenantId, to, credentialId, true, was -> was.addSetters(known).addSetters(users));
  }

  /** Records that the credential is no longer valid. */
  public void recordEnded(String tenantId, String holderId, String credentialId) {
    rows.change(
        tenantId, holderId, credentialId, true, was -> was.replaceSetters(Set.of(), Instant.now()));
  }

  /** Records that the credential never became valid; its id is not used for another credential. */
  public void recordRefused(String tenantId, String holderId, String credentialId) {
    rows.remove(tenantId, holderId, credentialId);
  }

  /**
   * Returns the ids of the users that can authenticate with a credential of one of these agents and
   * blueprints.
   */
  public Set<String> findSetters(String tenantId, Set<String> holderIds, Instant now) {
    return rows.findByHolders(tenantId, holderIds, AgentTokenHolderStore.ALL, now);
  }
}
