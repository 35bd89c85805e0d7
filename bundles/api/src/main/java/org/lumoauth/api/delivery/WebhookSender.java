package org.lumoauth.api.delivery;

import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Posts notices to other servers through {@link org.lumoauth.api.outbound.OutboundHttpClient},
 * again after growing pauses until one answers with 2xx or a day is over. Each has the headers
 * {@code X-LumoAuth-Signature: t=<unix>,v1=<hex HMAC-SHA256 of "t.body">} and {@code
 * X-Lumo-Signature: <hex HMAC-SHA256 of body>}. Registered with {@code
 * lumoauth.kind=signed-notices} and {@code lumoauth.name=webhook}.
 */
@ProviderType
public interface WebhookSender {

  /** Takes a notice. Returns when it is in the database; it is sent after that. */
  void send(TenantContext tenant, WebhookNotification notice);
}
