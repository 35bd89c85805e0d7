/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.directory.user.StoredUserDirectory;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DirectoryOwnerContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    return new StoredUserDirectory.DirectoryDataEraser(new DirectoryFixture(database).directory);
  }
}
