/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The password policy: requires length instead of complexity and rejects commonly guessed
 * passwords. It has no composition or rotation rules (NIST SP 800-63B-4 section 3.1.1.2).
 */
@Component(service = PasswordPolicy.class, configurationPid = "org.lumoauth.platform.directory")
@Designate(ocd = DirectoryConfig.class)
public final class PasswordPolicy {
  static final int MAX_LENGTH = 1024;

  private static final int SHORTEST_NAME = 4;

  private final PasswordBlocklist common;
  private final DirectoryServiceLookup neighbours;
  private final int minLength;

  @Activate
  public PasswordPolicy(
      @Reference PasswordBlocklist common,
      @Reference DirectoryServiceLookup neighbours,
      DirectoryConfig config) {
    this(common, neighbours, config.passwordMinLength());
  }

  PasswordPolicy(PasswordBlocklist common, DirectoryServiceLookup neighbours, int minLength) {
    this.common = common;
    this.neighbours = neighbours;
    this.minLength = minLength;
  }

  /**
   * Rejects a password that violates the policy.
   *
   * @param about the profile of the password's owner
   * @throws ApiException 422 {@code validation_error} with every violation
   */
  void require(TenantContext tenant, UserProfile about, String password) {
    var problems = problems(tenant, about, password);
    if (!problems.isEmpty()) {
      throw new ApiException(
          422,
          "validation_error",
          problems.get(0).sentence(minimum(tenant)),
          Map.of(
              "field",
              "password",
              "problems",
              problems.stream().map(PasswordViolation::key).toList()));
    }
  }

  /** Returns the violations; empty if the password is acceptable. */
  List<PasswordViolation> problems(TenantContext tenant, UserProfile about, String password) {
    int length = PasswordGuessabilityAnalyzer.length(password);
    if (password.length() > MAX_LENGTH || length > MAX_LENGTH) {
      return List.of(PasswordViolation.TOO_LONG); // and is not analyzed further
    }
    var problems = new ArrayList<PasswordViolation>();
    if (length < minimum(tenant)) {
      problems.add(PasswordViolation.TOO_SHORT);
    }
    if (password.chars().anyMatch(Character::isISOControl)) {
      problems.add(PasswordViolation.CONTROL_CHARACTER);
    }
    var text = new PasswordGuessabilityAnalyzer(password);
    var names = names(tenant, about);
    if (text.isRepetition() || text.consistsOf(common::contains)) {
      problems.add(PasswordViolation.COMMON);
    } else if (text.consistsOf(word -> names.contains(word) || common.contains(word))) {
      problems.add(PasswordViolation.PERSONAL);
    }
    return problems;
  }

  /** Returns the minimum number of characters: the tenant's setting, or the server's default. */
  private int minimum(TenantContext tenant) {
    var own =
        neighbours.settingsIfAny().map(settings -> settings.read(tenant, PasswordSettings.SECTION));
    int wanted =
        own.map(values -> values.get(PasswordSettings.MIN_LENGTH))
            .filter(Number.class::isInstance)
            .map(value -> ((Number) value).intValue())
            .orElse(minLength);
    return Math.max(wanted, PasswordSettings.LOWEST_MINIMUM);
  }

  /**
   * Returns the words that an attacker would try for this user (section 3.1.1.2: context-specific
   * words).
   */
  private Set<String> names(TenantContext tenant, UserProfile about) {
    var names = new HashSet<String>();
    add(names, tenant.slug());
    neighbours
        .tenantsIfAny()
        .flatMap(tenants -> tenants.find(tenant.slug()))
        .map(Tenant::name)
        .ifPresent(name -> add(names, name));
    add(names, about.email());
    about.username().ifPresent(name -> add(names, name));
    about.name().ifPresent(name -> add(names, name));
    about.givenName().ifPresent(name -> add(names, name));
    about.familyName().ifPresent(name -> add(names, name));
    return names;
  }

  /** Adds a name without separators, and each of its parts. */
  private static void add(Set<String> names, String name) {
    var folded = PasswordGuessabilityAnalyzer.normalize(name);
    var parts = new ArrayList<>(List.of(folded.split("[^\\p{L}\\p{N}]+")));
    parts.add(folded);
    parts.add(folded.replaceAll("[^\\p{L}\\p{N}]", ""));
    int at = folded.indexOf('@');
    if (at > 0) {
      parts.add(folded.substring(0, at));
      parts.add(folded.substring(0, at).replaceAll("[^\\p{L}\\p{N}]", ""));
    }
    parts.stream().filter(part -> part.length() >= SHORTEST_NAME).forEach(names::add);
  }
}
