/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.platform.tokens.TokensConfig;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The section {@code tokens}; the operator's configuration provides the defaults. */
@Component(
    configurationPid = TokensConfig.PID,
    property = {"lumoauth.kind=settings", "lumoauth.name=" + TokenSettingsSection.SECTION})
public final class TokenSettingsSection implements TenantSettingsSection {

  /** The section's name. */
  public static final String SECTION = "tokens";

  static final String ACCESS_TOKEN_ALGORITHM = "accessTokenAlgorithm";

  private static final long SHORTEST = 60;
  private static final long HOUR = 3_600;
  private static final Set<String> ALGORITHMS =
      Arrays.stream(SigningAlgorithm.values())
          .map(SigningAlgorithm::name)
          .collect(Collectors.toUnmodifiableSet());

  private final AccessTokenSigningAlgorithmResolver choice;
  private final long longest;

  @Activate
  public TokenSettingsSection(
      TokensConfig config, @Reference AccessTokenSigningAlgorithmResolver choice) {
    this.choice = choice;
    this.longest = Math.max(SHORTEST, config.maxLifetimeSeconds());
  }

  @Override
  public String requiredPermission(String setting) {
    return setting.equals(ACCESS_TOKEN_ALGORITHM) ? "keys.write" : "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        algorithm(
            ACCESS_TOKEN_ALGORITHM,
            choice.defaultAlgorithm().name(),
            "Signs access tokens. Tokens signed with a previous algorithm stay valid."),
        new SettingDefinition(
            "accessTokenLifetime",
            SettingType.INTEGER,
            Math.min(HOUR, longest),
            false,
            Set.of(),
            Optional.of(SHORTEST),
            Optional.of(longest),
            "Lifetime in seconds of access tokens for clients that have no"
                + " lifetime of their own."));
  }

  private static SettingDefinition algorithm(String name, String defaultValue, String description) {
    return new SettingDefinition(
        name,
        SettingType.STRING,
        defaultValue,
        false,
        ALGORITHMS,
        Optional.empty(),
        Optional.empty(),
        description);
  }
}
