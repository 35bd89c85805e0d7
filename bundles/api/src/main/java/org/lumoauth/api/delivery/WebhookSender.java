/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.delivery;

import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends signed webhook notifications through {@link org.lumoauth.api.outbound.OutboundHttpClient}.
 * Failed deliveries are retried with growing delays until the receiver answers with 2xx or one day
 * has passed. Each request has the headers {@code X-LumoAuth-Signature: t=<unix>,v1=<hex
 * HMAC-SHA256 of "t.body">} and {@code X-Lumo-Signature: <hex HMAC-SHA256 of body>}. Registered
 * with {@code lumoauth.kind=signed-notices} and {@code lumoauth.name=webhook}.
 */
@ProviderType
public interface WebhookSender {

  /** Accepts a notification. Returns when it is stored in the database; it is sent afterwards. */
  void send(TenantContext tenant, WebhookNotification notice);
}
