/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class MessageTemplateStoreContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    return MessageTemplateStore.on(database.open(MessageTemplateStore.DEFINITION));
  }
}
