/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class ParticipantTablesContractTest extends TenantTablesContract {

  ParticipantTablesContractTest() {
    super(ParticipantStore.class);
  }
}
