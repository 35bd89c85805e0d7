/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.webhook;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class WebhookTablesContractTest extends TenantTablesContract {

  WebhookTablesContractTest() {
    super(WebhookNotificationStore.class);
  }
}
