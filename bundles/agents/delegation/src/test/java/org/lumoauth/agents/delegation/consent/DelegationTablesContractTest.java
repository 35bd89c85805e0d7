/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.consent;

import java.util.Set;
import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class DelegationTablesContractTest extends TenantTablesContract {

  DelegationTablesContractTest() {
    super(DelegationStore.class);
  }

  /** Its eraser first discards the buffered rows. */
  @Override
  protected Set<String> notErased() {
    return Set.of("agd_token");
  }
}
