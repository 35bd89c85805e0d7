/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.message;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Sends messages to people by any available channel of the medium. */
@ProviderType
public interface MessageSender {

  /** Returns whether a channel for this medium, such as {@code email}, is available. */
  boolean isAvailable(TenantContext tenant, String medium);

  /**
   * Renders the tenant's template in the reader's language and enqueues the message durably: it is
   * retried until a channel accepts or permanently rejects it. Returns when the message is in the
   * database, in the same time whether or not the address exists.
   *
   * @param medium {@code email}, {@code sms}, {@code voice} or {@code push}
   * @param to the address, in the format of the channel
   * @param template the name of the template, such as {@code password-reset}
   * @param locales the reader's languages, the preferred first
   * @param model the values for the template
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if no channel is
   *     available
   */
  void send(
      TenantContext tenant,
      String medium,
      String to,
      String template,
      List<Locale> locales,
      Map<String, Object> model);
}
