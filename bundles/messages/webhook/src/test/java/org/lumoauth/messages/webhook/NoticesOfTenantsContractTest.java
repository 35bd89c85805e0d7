package org.lumoauth.messages.webhook;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class NoticesOfTenantsContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    return new QueuedWebhookSender.WebhookTenantDataEraser(
        new WebhookNotificationStore(database.open(WebhookNotificationStore.DEFINITION)));
  }
}
