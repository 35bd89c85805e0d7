/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserActivityRecorder;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Resolves the user of a valid link: the tenant allows links, the user may sign in, and the address
 * still belongs to the user.
 */
@Component(service = MagicLinkResolver.class)
public final class MagicLinkResolver {
  private final MagicLinkPolicy policy;
  private final MagicLinkTokenStore tokens;
  private final UserDirectory users;
  private final UserActivityRecorder milestones;

  @Activate
  public MagicLinkResolver(
      @Reference MagicLinkPolicy policy,
      @Reference MagicLinkTokenStore tokens,
      @Reference UserDirectory users,
      @Reference UserActivityRecorder milestones) {
    this.policy = policy;
    this.tokens = tokens;
    this.users = users;
    this.milestones = milestones;
  }

  /** Returns a valid link. */
  Optional<MagicLink> find(TenantContext tenant, String secret) {
    return policy.isEnabled(tenant)
        ? tokens
            .ticket(secret)
            .flatMap(ticket -> tokens.find(tenant, ticket))
            .filter(link -> mayUse(tenant, link))
        : Optional.empty();
  }

  /** Assigns a link to a sign-in. */
  void bind(TenantContext tenant, String secret, String attempt) {
    tokens.ticket(secret).ifPresent(ticket -> tokens.bind(tenant, ticket, attempt));
  }

  /** Consumes a link and returns the user with proven access to the mailbox. */
  Optional<SubjectRef> redeem(TenantContext tenant, String ticket) {
    return policy.isEnabled(tenant)
        ? tokens
            .redeem(tenant, ticket)
            .filter(link -> mayUse(tenant, link))
            .filter(link -> milestones.markEmailVerified(tenant, link.userId(), link.email()))
            .map(link -> new SubjectRef(SubjectRef.USER, link.userId()))
        : Optional.empty();
  }

  private boolean mayUse(TenantContext tenant, MagicLink link) {
    return users
        .find(tenant, link.userId())
        .filter(User::active)
        .filter(user -> !user.blocked())
        .filter(user -> user.email().equals(link.email()))
        .isPresent();
  }
}
