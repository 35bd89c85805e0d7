package org.lumoauth.api.message;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Sends messages to people by whatever channel there is for the medium. */
@ProviderType
public interface MessageSender {

  /** Whether there is a channel for this medium, as {@code email}. */
  boolean isAvailable(TenantContext tenant, String medium);

  /**
   * Renders the tenant's template in the reader's language and hands it over durably: it is sent
   * again until a channel takes it or gives up. Returns when that is in the database, in the same
   * time whether the address exists or not.
   *
   * @param medium {@code email}, {@code sms}, {@code voice} or {@code push}
   * @param to the address, in the channel's own form
   * @param template the template's name, as {@code password-reset}
   * @param locales the reader's languages, the preferred first
   * @param model what the template shows
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if there is no channel
   */
  void send(
      TenantContext tenant,
      String medium,
      String to,
      String template,
      List<Locale> locales,
      Map<String, Object> model);
}
