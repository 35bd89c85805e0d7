package org.lumoauth.api.authn;

import java.util.List;
import java.util.Locale;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Sends users the links by which they prove their address or set a new password. */
@ProviderType
public interface AccountMailSender {

  /**
   * Sends a link that proves the user's address, good once and for a day.
   *
   * @param locales the reader's languages, the preferred first; empty for the tenant's
   * @param by who asked for it, for the audit record
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if no mail can be sent
   */
  void sendVerification(TenantContext tenant, User user, List<Locale> locales, AuditInitiator by);

  /**
   * Sends a link that sets a new password, good once and for half an hour. A link that was sent
   * before holds no more.
   *
   * @param locales the reader's languages, the preferred first; empty for the tenant's
   * @param by who asked for it, for the audit record
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if no mail can be sent
   */
  void sendPasswordReset(TenantContext tenant, User user, List<Locale> locales, AuditInitiator by);
}
