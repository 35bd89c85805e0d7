/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.util.Optional;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.registration.MailTokenStore.MailTokenHolder;

/**
 * Resolves valid password reset links: the user may sign in, and still has the address to which the
 * link was sent.
 */
final class PasswordResetLinkResolver {
  private final MailTokenStore tokens;
  private final UserDirectory users;

  PasswordResetLinkResolver(MailTokenStore tokens, UserDirectory users) {
    this.tokens = tokens;
    this.users = users;
  }

  /** Returns the user of a valid link without consuming it. */
  Optional<MailTokenHolder> find(TenantContext tenant, String token) {
    return tokens.findReset(tenant, token).filter(holder -> mayUse(tenant, holder));
  }

  /** Consumes a link: exactly one of several concurrent calls succeeds. */
  Optional<MailTokenHolder> take(TenantContext tenant, String token) {
    return tokens.takeReset(tenant, token).filter(holder -> mayUse(tenant, holder));
  }

  private boolean mayUse(TenantContext tenant, MailTokenHolder holder) {
    return users
        .find(tenant, holder.userId())
        .filter(User::active)
        .filter(user -> !user.blocked())
        .filter(user -> user.email().equals(holder.email()))
        .isPresent();
  }
}
