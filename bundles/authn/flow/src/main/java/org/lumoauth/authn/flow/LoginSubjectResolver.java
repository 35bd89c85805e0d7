/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.Locale;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Resolves the entered identifier. Behaves the same whether or not the user exists. */
@Component(service = LoginSubjectResolver.class)
public final class LoginSubjectResolver {
  private static final int MAX_IDENTIFIER = 254; // RFC 5321 section 4.5.3.1.3, without brackets.

  private final UserDirectory users;
  private final SubjectDirectory subjects;
  private final SecretProtectionService vault;
  private final SettingsStore settings;

  @Activate
  public LoginSubjectResolver(
      @Reference UserDirectory users,
      @Reference SubjectDirectory subjects,
      @Reference SecretProtectionService vault,
      @Reference SettingsStore settings) {
    this.users = users;
    this.subjects = subjects;
    this.vault = vault;
    this.settings = settings;
  }

  /** Returns why the text cannot be an identifier, as a code; empty if it can. */
  public static Optional<String> objection(String entered) {
    if (entered.isEmpty() || entered.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("missing");
    }
    return entered.length() > MAX_IDENTIFIER ? Optional.of("too-long") : Optional.empty();
  }

  /** Returns the user, or a substitute for an unknown user. */
  public SubjectRef resolve(TenantContext tenant, String identifier) {
    var lower = identifier.toLowerCase(Locale.ROOT);
    var found = find(tenant, identifier);
    if (!lower.equals(identifier)) {
      var other = find(tenant, lower);
      found = found.or(() -> other);
    }
    var nobody = UnknownUserSubjectFactory.of(vault, tenant, lower);
    return found.map(user -> new SubjectRef(SubjectRef.USER, user.id())).orElse(nobody);
  }

  /**
   * Executes the same number of queries for unknown and existing users: it depends only on the
   * input.
   */
  private Optional<User> find(TenantContext tenant, String name) {
    if (name.indexOf('@') >= 0 || !LoginFlowSettings.USERNAME.read(settings, tenant)) {
      return users.find(tenant, name);
    }
    var byId = users.find(tenant, name);
    var byUsername = users.findByUsername(tenant, name);
    return byId.or(() -> byUsername);
  }

  /** Returns whether an administrator blocked the user. */
  public boolean isBlocked(TenantContext tenant, SubjectRef subject) {
    return users.find(tenant, subject.id()).map(User::blocked).orElse(false);
  }

  /** Returns an identifier of a user. */
  Optional<String> identifierOf(TenantContext tenant, SubjectRef subject) {
    return users.find(tenant, subject.id()).map(User::email);
  }

  /** Returns whether a user may sign in. */
  boolean isEnabled(TenantContext tenant, SubjectRef subject) {
    return subjects.status(tenant, subject) == SubjectStatus.ENABLED;
  }
}
