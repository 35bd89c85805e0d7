/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;

/** Tokens of forms: each is valid for one session and one purpose. */
final class SessionCsrfTokenService {
  private static final String PURPOSE = "session-form";

  private final SecretProtectionService vault;

  SessionCsrfTokenService(SecretProtectionService vault) {
    this.vault = vault;
  }

  String of(TenantContext tenant, Session session, String purpose) {
    String form = String.join("/", tenant.id(), session.id(), purpose);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(vault.hash(PURPOSE, form));
  }

  boolean isValid(TenantContext tenant, Session session, String purpose, String token) {
    return MessageDigest.isEqual(
        of(tenant, session, purpose).getBytes(StandardCharsets.US_ASCII),
        token.getBytes(StandardCharsets.UTF_8));
  }
}
