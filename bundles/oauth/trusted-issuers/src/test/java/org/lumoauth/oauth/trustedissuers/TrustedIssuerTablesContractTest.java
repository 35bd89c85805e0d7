/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class TrustedIssuerTablesContractTest extends TenantTablesContract {

  TrustedIssuerTablesContractTest() {
    super(TrustedIssuerStore.class);
  }
}
