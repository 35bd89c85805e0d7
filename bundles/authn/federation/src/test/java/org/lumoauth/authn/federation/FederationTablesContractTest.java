/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class FederationTablesContractTest extends TenantTablesContract {

  FederationTablesContractTest() {
    super(LinkedIdentitiesMetadataContributor.class);
  }
}
