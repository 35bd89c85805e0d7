/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class OpenFgaTablesContractTest extends TenantTablesContract {

  OpenFgaTablesContractTest() {
    super(OpenFgaApplication.class);
  }
}
