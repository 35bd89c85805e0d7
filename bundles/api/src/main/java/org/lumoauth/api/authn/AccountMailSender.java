/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.util.List;
import java.util.Locale;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Sends users the links for verifying their e-mail address or setting a new password. */
@ProviderType
public interface AccountMailSender {

  /**
   * Sends a link that verifies the user's address. The link is valid once and for one day.
   *
   * @param locales the reader's languages, the preferred first; empty for the tenant's language
   * @param by the initiator, for the audit record
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if no mail can be sent
   */
  void sendVerification(TenantContext tenant, User user, List<Locale> locales, AuditInitiator by);

  /**
   * Sends a link that sets a new password. The link is valid once and for half an hour, and
   * invalidates earlier links.
   *
   * @param locales the reader's languages, the preferred first; empty for the tenant's language
   * @param by the initiator, for the audit record
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if no mail can be sent
   */
  void sendPasswordReset(TenantContext tenant, User user, List<Locale> locales, AuditInitiator by);
}
